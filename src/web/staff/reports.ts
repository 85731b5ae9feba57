import type { FastifyReply, FastifyRequest } from 'fastify';
import { findFinalTotal } from '../../assessments/store.ts';
import type { Reader } from '../../db/store.ts';
import { inStrokeOrder } from '../../deputies/order.ts';
import { findRosterEntry, listRoster, type RosterEntry } from '../../deputies/store.ts';
import { listDistricts } from '../../districts/store.ts';
import { sectionLabel } from '../../duties/labels.ts';
import { SECTIONS } from '../../duties/rules.ts';
import { figureValue } from '../../documents/report-words.ts';
import { shanghaiDay, yearOf } from '../../lib/dates.ts';
import { found } from '../../refusals.ts';
import { publishReport, saveReport, withdrawReport } from '../../reports/actions.ts';
import { composeReport, isPublic, loadReportGround } from '../../reports/compose.ts';
import { reportForm, withdrawalForm } from '../../reports/forms.ts';
import { REPORT_REFUSAL_FIELDS } from '../../reports/labels.ts';
import { findReport, listReports } from '../../reports/store.ts';
import { getCurrentTerm, getSettings } from '../../settings/store.ts';
import { CLERK, PRESIDIUM } from '../access.ts';
import { editForm, submitEdit, type Edited } from '../edits.ts';
import { doing, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, param, post, query, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { sudo } from '../sudo.ts';
import { yearParam } from '../year-param.ts';

export const reportRoutes: readonly Route[] = [
  get('/reports', CLERK, showReports),
  get('/reports/:year/:certificate', CLERK, editReport),
  post('/reports/:year/:certificate', CLERK, updateReport),
  sudo(post('/reports/:year/:certificate/publication', PRESIDIUM, createPublication)),
  sudo(post('/reports/:year/:certificate/withdrawal', PRESIDIUM, createWithdrawal)),
];

async function showReports(request: FastifyRequest, reply: FastifyReply) {
  const { store, clock } = request.register;
  const year = Number(/^20\d\d$/.exec(query(request, 'year'))?.[0] ?? yearOf(shanghaiDay(clock())));
  const district = query(request, 'district');
  const term = await getCurrentTerm(store.read);
  const { nameOrder } = await getSettings(store.read);
  const [roster, reports, districts] = await Promise.all([
    listRoster(store.read, term.id),
    listReports(store.read, year),
    listDistricts(store.read, term.id),
  ]);
  const shown = inStrokeOrder(roster, nameOrder).filter(
    (entry) => district === '' || String(entry.district.id) === district,
  );
  const rows = shown.map((entry) => ({
    entry,
    report: reports.find((report) => report.deputyId === entry.id) ?? null,
  }));
  return page(reply, 'staff/reports/index', {
    year,
    years: yearsOf(term, shanghaiDay(clock())),
    district,
    districts,
    rows: rows.map(({ entry, report }) => ({
      entry,
      isPublic: isPublic(report ?? undefined),
      isWritten: report !== null,
    })),
  });
}

function yearsOf(term: { startOn: string }, today: string): number[] {
  const first = yearOf(term.startOn);
  return Array.from({ length: yearOf(today) - first + 1 }, (_unused, index) => first + index);
}

async function getEntry(
  request: FastifyRequest,
  reader: Reader = request.register.store.read,
): Promise<RosterEntry> {
  const term = await getCurrentTerm(reader);
  return found(await findRosterEntry(reader, term.id, param(request, 'certificate')));
}

async function editReport(request: FastifyRequest, reply: FastifyReply) {
  return reportPage(request, reply, await editForm(request, edited(request)));
}

function edited(request: FastifyRequest): Edited {
  return {
    kinds: ['report.changed'],
    now: async (reader) => {
      const { id, certificateNumber } = await getEntry(request, reader);
      const year = yearParam(request);
      const report = await findReport(reader, id, year);
      const { groupOpinion = '', presidiumOpinion = '', words = {} } = report ?? {};
      const parts = Object.fromEntries(SECTIONS.map((section) => [section, words[section] ?? '']));
      const values = { ...parts, groupOpinion, presidiumOpinion };
      return { values, subject: ['report', `${year}/${certificateNumber}`] };
    },
  };
}

async function updateReport(request: FastifyRequest, reply: FastifyReply) {
  const { certificateNumber } = await getEntry(request);
  return submitEdit(request, edited(request), reportForm, REPORT_REFUSAL_FIELDS, {
    wrong: (form) => reportPage(request, reply, form, 422),
    right: async (input, by) => {
      await saveReport(by, certificateNumber, yearParam(request), input);
      return goTo(reply, addressOf(request));
    },
  });
}

async function createPublication(request: FastifyRequest, reply: FastifyReply) {
  await publishReport(doing(request), param(request, 'certificate'), yearParam(request));
  return goTo(reply, addressOf(request), 'published');
}

async function createWithdrawal(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(
    request,
    withdrawalForm,
    {},
    {
      wrong: (form) => reportPage(request, reply, form, 422),
      right: async ({ reason }) => {
        await withdrawReport(doing(request), param(request, 'certificate'), yearParam(request), reason);
        return goTo(reply, addressOf(request), 'removed');
      },
    },
  );
}

function addressOf(request: FastifyRequest): string {
  return `/desk/reports/${yearParam(request)}/${encodeURIComponent(param(request, 'certificate'))}`;
}

async function reportPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const { store, clock } = request.register;
  const [entry, year, term] = [await getEntry(request), yearParam(request), await getCurrentTerm(store.read)];
  const ground = await loadReportGround(store.read, term.id, year, shanghaiDay(clock()));
  const body = await composeReport(store.read, ground, entry);
  const report = await findReport(store.read, entry.id, year);
  const sections = body.sections.map((section, index) => ({
    code: found(SECTIONS[index]),
    title: sectionLabel(found(SECTIONS[index])),
    figures: section.figures.map((figure) => ({ label: figure.label, value: figureValue(figure) })),
    lists: section.lists,
  }));
  const model = {
    form,
    entry,
    year,
    sections,
    report: report ?? null,
    finalTotal: await findFinalTotal(store.read, entry.id, year),
    isPublic: isPublic(report),
    base: addressOf(request),
    asOf: body.asOf,
  };
  return page(reply, 'staff/reports/edit', model, status);
}
