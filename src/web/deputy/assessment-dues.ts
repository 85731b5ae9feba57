import type { FastifyRequest } from 'fastify';
import { DUE_LABELS } from '../../assessments/labels.ts';
import { checkAssessmentStep, isOwn } from '../../assessments/rules.ts';
import { listStates } from '../../assessments/store.ts';
import { loadAssessedYear } from '../../assessments/year.ts';
import { actorOf } from '../assessment-page.ts';
import type { DueItem } from './due.ts';

/** The own score of a year, and the group scores that wait for a leader. */
export async function assessmentDues(request: FastifyRequest): Promise<DueItem[]> {
  const { read } = request.register.store;
  const open = (await listStates(read)).filter(({ state }) => state === 'self' || state === 'group');
  const years = [...new Set(open.map(({ year }) => year))];
  return (await Promise.all(years.map((year) => duesOf(request, year)))).flat();
}

async function duesOf(request: FastifyRequest, year: number): Promise<DueItem[]> {
  const { cases } = (await loadAssessedYear(request.register.store.read, year)) ?? { cases: [] };
  const { personId, roles } = actorOf(request);
  const actor = { personId, roles: roles.filter((role) => role === 'deputy' || role === 'leader') };
  const isDue = (step: 'self' | 'group') =>
    cases.filter(({ standing }) => standing.state === step && checkAssessmentStep(actor, standing, step).ok);
  const own = isDue('self').filter(({ standing }) => isOwn(actor, standing));
  const members = isDue('group');
  return [
    ...own.map(() => ({
      title: DUE_LABELS.own(year),
      detail: DUE_LABELS.ownDetail,
      href: `/my/assessment/${year}`,
      until: null,
    })),
    ...(members.length === 0
      ? []
      : [{ title: DUE_LABELS.lead(year, members.length), detail: '', href: '/my/assessments', until: null }]),
  ];
}
