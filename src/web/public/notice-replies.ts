import type { FastifyRequest } from 'fastify';
import type { Reader } from '../../db/store.ts';
import { findDeputy } from '../../deputies/store.ts';
import { quarterOf } from '../../lib/dates.ts';
import type { NoticeDeputy } from '../../notices/body.ts';
import { listClosings } from '../../notices/closings.ts';
import type { Notice } from '../../notices/store.ts';
import { windowFacts } from '../../objections/actions.ts';
import { disputedText, OBJECT_LABELS, whomToCall } from '../../objections/labels.ts';
import { findDisputed } from '../../objections/lines.ts';
import { listPublicAnswers } from '../../objections/public.ts';
import { isWindowOpen } from '../../objections/rules.ts';
import type { ExplainedLine } from '../../points/explain.ts';
import { findTermByNumber } from '../../settings/terms.ts';
import { frozenStatement, shownStatement } from '../../statements/labels.ts';
import { statementsOf } from '../../statements/shown.ts';
import { listStatements } from '../../statements/store.ts';
import type { Beside } from '../beside.ts';
import { HELPERS } from '../views.ts';

/** What others say to a notice: objections (异议) with their answers, and deputies' own words (代表说明). */

/** The objections that were answered, and whether more can be sent now. */
export async function shownObjections(request: FastifyRequest, notice: Notice) {
  const { store, clock } = request.register;
  const [answers, facts] = await Promise.all([
    listPublicAnswers(store.read, notice),
    windowFacts(store.read, notice, clock()),
  ]);
  return {
    isOpen: isWindowOpen(facts),
    newAddress: newAddress(notice),
    whom: whomToCall({ presidiumName: notice.body.township.presidium, phone: notice.body.township.phone }),
    answers: answers.map((answer) => {
      const disputed = findDisputed(notice.body, answer.deputy, answer.record);
      return {
        ...answer,
        name: notice.body.deputies.find(({ deputy }) => deputy === answer.deputy)?.name ?? '',
        line: disputed ? disputedText(disputed, notice.quarter) : '',
      };
    }),
  };
}

function newAddress({ quarter, version }: Notice, deputy = '', record = ''): string {
  return HELPERS.address(`/notices/${quarter}/${version}/objections/new`, { deputy, record });
}

/** Deputies' words beside their lines as a whole, by certificate number. */
export async function wholeLineStatements(reader: Reader, { body, quarter }: Notice) {
  const term = await findTermByNumber(reader, body.term);
  const [rows, closings] = await Promise.all([
    term ? listStatements(reader, term.id, { quarter }) : [],
    listClosings(reader),
  ]);
  const closedAt = closings.find((closing) => closing.quarter === quarter)?.closedAt;
  return body.deputies.flatMap(({ deputy, name, statement }) => {
    const row = rows.find((one) => one.certificateNumber === deputy && one.record === '');
    if (row) return [{ deputy, name, statement: shownStatement(row, closedAt) }];
    return statement === undefined ? [] : [{ deputy, name, statement: frozenStatement(statement) }];
  });
}

/** What stands beside a deputy's lines: words, and the way to object while the window is open. */
export async function besideLines(request: FastifyRequest, notice: Notice, deputy: NoticeDeputy) {
  const { store, clock } = request.register;
  const [written, facts] = await Promise.all([
    writtenBy(store.read, notice, deputy),
    windowFacts(store.read, notice, clock()),
  ]);
  const isOpen = isWindowOpen(facts);
  const frozen = new Map(deputy.lines.map((line) => [line.record, line.statement]));
  const links = (record: string): Beside['links'] =>
    isOpen ? [[newAddress(notice, deputy.deputy, record), OBJECT_LABELS.line]] : [];
  const statement = (quarter: string, record: string, text: string | undefined) =>
    written?.shown(quarter, record) ?? (text === undefined ? null : frozenStatement(text));
  return {
    whole: {
      statement: statement(notice.quarter, '', deputy.statement),
      links: isOpen
        ? ([[newAddress(notice, deputy.deputy), OBJECT_LABELS.whole]] satisfies Beside['links'])
        : [],
    },
    beside: ({ record, day }: ExplainedLine): Beside => ({
      statement: statement(quarterOf(day), record, frozen.get(record)),
      links: links(record),
    }),
  };
}

async function writtenBy(reader: Reader, { body }: Notice, { deputy }: NoticeDeputy) {
  const term = await findTermByNumber(reader, body.term);
  const row = term && (await findDeputy(reader, term.id, deputy));
  return row ? statementsOf(reader, row.termId, row.id) : null;
}
