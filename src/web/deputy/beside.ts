import type { FastifyRequest } from 'fastify';
import { mandateTouches } from '../../deputies/rules.ts';
import {
  quarterEnd,
  quarterOf,
  quartersOfYear,
  quarterStart,
  shanghaiDay,
  type Quarter,
} from '../../lib/dates.ts';
import { findNotice, listNotices, type Notice } from '../../notices/store.ts';
import { windowFacts } from '../../objections/actions.ts';
import { OBJECT_LABELS } from '../../objections/labels.ts';
import { findDisputed } from '../../objections/lines.ts';
import { isWindowOpen } from '../../objections/rules.ts';
import type { ComputedPoints } from '../../points/compute.ts';
import { WRITE_LABELS } from '../../statements/labels.ts';
import { kindsOf } from '../../statements/lines.ts';
import { takesStatement } from '../../statements/rules.ts';
import { statementsOf, type DeputyStatements } from '../../statements/shown.ts';
import type { Beside } from '../beside.ts';
import { HELPERS } from '../views.ts';
import type { OwnDeputy } from './own.ts';

/** A line of the deputy's points, or something they did that counts none. */
interface OwnLine {
  record: string;
  day: string;
  grantedHundredths?: number;
}

/** What a deputy wrote and can write or object to beside the own lines of a year, and of each quarter as a whole. */
export async function ownBeside(
  request: FastifyRequest,
  { entry, term }: OwnDeputy,
  computed: ComputedPoints,
) {
  const { store, clock } = request.register;
  const { certificateNumber } = entry;
  const [statements, notices] = await Promise.all([
    statementsOf(store.read, term.id, entry.id),
    openNotices(request),
  ]);
  const kindOf = kindsOf(computed, certificateNumber);
  const objecting = (record: string, quarter?: Quarter): Beside['links'] => {
    const notice = notices.find(
      ({ body }) =>
        (quarter === undefined || body.quarter === quarter) &&
        findDisputed(body, certificateNumber, record) !== null,
    );
    if (!notice) return [];
    const path = HELPERS.address('/my/objections/new', { quarter: notice.quarter, record });
    return [[path, record === '' ? OBJECT_LABELS.whole : OBJECT_LABELS.line]];
  };
  const beside = ({ record, day, grantedHundredths = 0 }: OwnLine): Beside => {
    const line = { record, kind: kindOf(record)?.kind ?? null, grantedHundredths };
    const writing = takesStatement(line) ? writingLinks(statements, quarterOf(day), record) : [];
    return { statement: statements.shown(quarterOf(day), record), links: [...writing, ...objecting(record)] };
  };
  const quarters = quartersOfYear(computed.scheme.year)
    .filter((quarter) => quarterStart(quarter) <= shanghaiDay(clock()))
    .filter((quarter) => mandateTouches(entry.mandate, quarterStart(quarter), quarterEnd(quarter)))
    .map((quarter) => ({
      quarter,
      statement: statements.shown(quarter, ''),
      links: [...writingLinks(statements, quarter, ''), ...objecting('', quarter)],
    }));
  return { beside, quarters };
}

/** To write where nothing was written, or to change it until it is published. */
function writingLinks(statements: DeputyStatements, quarter: Quarter, record: string): Beside['links'] {
  const state = statements.state(quarter, record);
  if (state !== 'none' && state !== 'written') return [];
  return [[HELPERS.address('/my/statements/edit', { quarter, record }), WRITE_LABELS[state]]];
}

/** The notices that take objections now, the newest first. */
export async function openNotices({ register: { store, clock } }: FastifyRequest): Promise<Notice[]> {
  const at = clock();
  const today = shanghaiDay(at);
  const heads = (await listNotices(store.read)).filter(({ windowTo }) => today <= windowTo);
  const open: Notice[] = [];
  for (const head of heads) {
    if (!isWindowOpen(await windowFacts(store.read, head, at))) continue;
    const notice = await findNotice(store.read, head.quarter, head.version);
    if (notice) open.push(notice);
  }
  return open;
}
