import type { FastifyReply, FastifyRequest } from 'fastify';
import { checkNow } from '../../backups/actions.ts';
import { placeOf } from '../../backups/place.ts';
import { faultWords } from '../../backups/labels.ts';
import { gatherFacts } from '../../care/facts.ts';
import { LEVEL_LABELS, LEVEL_TONES, lineWords } from '../../care/line-labels.ts';
import { linesOf, type Level } from '../../care/rules.ts';
import { Refused } from '../../refusals.ts';
import { ADMIN } from '../access.ts';
import { doing } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, post, type Route } from '../routes.ts';
import { hasHsts } from '../security.ts';
import { sessionCookie } from '../session.ts';

export const selfCheckRoutes: readonly Route[] = [
  get('/self-check', ADMIN, showSelfCheck),
  post('/self-check/verification', ADMIN, createVerification),
];

/** What is to be known of the program as it runs, gathered for the request that asks. */
export async function factsFor(request: FastifyRequest) {
  const { server, register, headers } = request;
  const web = {
    cookie: sessionCookie(register),
    hasHsts: hasHsts(server),
    isForwarded: headers['x-forwarded-for'] !== undefined,
  };
  return gatherFacts(register, register.clock(), web);
}

async function showSelfCheck(request: FastifyRequest, reply: FastifyReply) {
  const { facts, versions } = await factsFor(request);
  const lines = linesOf(facts);
  const count = (wanted: Level) => lines.filter(({ level }) => level === wanted).length;
  return page(reply, 'staff/self-check/index', {
    rows: lines.map((line) => ({
      ...lineWords(line),
      code: line.code,
      level: LEVEL_LABELS[line.level],
      tone: LEVEL_TONES[line.level],
    })),
    figures: (['fault', 'warning', 'ok'] as const).map((level) => [LEVEL_LABELS[level], count(level)]),
    versions,
    at: facts.now,
  });
}

async function createVerification(request: FastifyRequest, reply: FastifyReply) {
  const outcome = await checkNow(doing(request), placeOf(request.register));
  if (outcome.fault !== '') throw new Refused('check-failed', { words: faultWords(outcome) });
  return goTo(reply, '/desk/self-check', 'verified');
}
