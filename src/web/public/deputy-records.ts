import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Reader } from '../../db/store.ts';
import { findDeputy } from '../../deputies/store.ts';
import { kindLabel, kindUnit, sectionLabel } from '../../duties/labels.ts';
import { KINDS, SECTIONS, sectionOf, type DutyKind } from '../../duties/rules.ts';
import { attendanceWord } from '../../exchange/open/labels.ts';
import { ATTENDANCE_FILTERS, dutiesOf, isAttendance, yearUpTo } from '../../points/duties.ts';
import { WITHHELD_TITLE } from '../../proposals/public-labels.ts';
import { dueMeetings, type DueMeeting, type Fact } from '../../points/facts.ts';
import { termFacts } from '../../points/kept.ts';
import { loadSources, wordsOf, type Sources } from '../../points/sources.ts';
import type { ShownStatement } from '../../statements/labels.ts';
import { statementsOf } from '../../statements/shown.ts';
import { publicPage } from '../page.ts';
import { paginate } from '../paging.ts';
import { publicGet, query, type Route } from '../routes.ts';
import { HELPERS } from '../views.ts';
import { photosOf } from './deputy-photos.ts';
import { shownDeputy } from './deputy.ts';
import { chosen } from './shown.ts';

/** The lists behind a deputy's numbers. */
export const deputyRecordRoutes: readonly Route[] = [
  publicGet('/deputies/:slug/records', showRecords),
  publicGet('/deputies/:slug/attendance', showAttendance),
];

const KIND_CODES: readonly DutyKind[] = KINDS.map(({ kind }) => kind);

async function showRecords(request: FastifyRequest, reply: FastifyReply) {
  const { store, read, term, deputy, year, years, base } = await shownDeputy(request);
  const section = chosen(request, 'section', SECTIONS);
  const kind = chosen(request, 'kind', KIND_CODES);
  const [{ facts }, sources, photos] = await Promise.all([
    termFacts(store, term.id),
    loadSources(read, term.id),
    photosOf(read, { termId: term.id, certificateNumber: deputy.certificateNumber }, year),
  ]);
  const duties = dutiesOf(facts, deputy.certificateNumber, year);
  const listed = duties
    .filter(
      (fact) => (section === '' || sectionOf(fact.kind) === section) && (kind === '' || fact.kind === kind),
    )
    .toReversed();
  const address = (page: number) => HELPERS.address(`${base}/records`, { year, section, kind, page });
  const { rows, pager } = paginate(listed, query(request, 'page'), address);
  const present = KIND_CODES.filter((code) => duties.some((fact) => fact.kind === code));
  return publicPage(reply, 'public/deputies/records', {
    deputy,
    year,
    years,
    base,
    kind,
    section,
    pager,
    rows: rows.map((fact) => ({
      ...recordOf(fact, sources),
      photos: photos.filter(({ filing }) => fact.source.type === 'filing' && fact.source.key === filing),
    })),
    total: listed.length,
    sections: SECTIONS.map((code) => [code, sectionLabel(code)]),
    kinds: present.map((code) => [code, kindLabel(code)]),
  });
}

function recordOf(fact: Fact, sources: Sources) {
  const { what, place, result } = wordsOf(sources, fact);
  return {
    day: fact.day,
    kind: kindLabel(fact.kind),
    quantityHundredths: fact.quantityHundredths,
    unit: kindUnit(fact.kind),
    what,
    place,
    result,
    // A link would tell which one it is.
    href: what === WITHHELD_TITLE ? null : pageOf(fact.source),
  };
}

/** The public page of what a record comes from; a filing and a congress session have none of their own. */
function pageOf({ type, key }: Pick<Fact['source'], 'key'> & { type: string }): string | null {
  if (type === 'activity') return `/activities/${encodeURIComponent(key)}`;
  return type === 'proposal' ? `/proposals/${encodeURIComponent(key)}` : null;
}

async function showAttendance(request: FastifyRequest, reply: FastifyReply) {
  const { store, read, term, today, deputy, year, years, base } = await shownDeputy(request);
  const type = chosen(request, 'type', ['sitting', 'activity']);
  const state = chosen(request, 'state', ATTENDANCE_FILTERS);
  const [{ rows }, sources, written] = await Promise.all([
    termFacts(store, term.id),
    loadSources(read, term.id),
    missedStatements(read, term.id, deputy.certificateNumber),
  ]);
  const { from, to } = yearUpTo(year, today);
  const due = dueMeetings(rows, deputy.certificateNumber, from, to).filter(
    (meeting) => type === '' || meeting.type === type,
  );
  const listed = due.filter((meeting) => state === '' || isAttendance(meeting, state)).toSorted(newestFirst);
  return publicPage(reply, 'public/deputies/attendance', {
    deputy,
    year,
    years,
    base,
    type,
    state,
    due: due.length,
    rows: listed.map((meeting) => ({
      ...meeting,
      what: sources.get(`${meeting.type}/${meeting.key}`)?.what ?? '',
      half: meeting.type === 'sitting' ? meeting.key.slice(meeting.key.lastIndexOf('/') + 1) : '',
      text: attendanceWord(meeting.state),
      href: pageOf(meeting),
      statement: written(meeting),
    })),
  });
}

/** The deputy's own words beside what they missed; the record's id is made of the same keys as the meeting's. */
async function missedStatements(reader: Reader, termId: number, certificate: string) {
  const row = await findDeputy(reader, termId, certificate);
  const statements = row && (await statementsOf(reader, termId, row.id));
  return ({ type, key, state }: DueMeeting): ShownStatement | null => {
    if (!statements || (state !== 'leave' && state !== 'absent')) return null;
    return statements.anywhere(`${type}/${key}/${certificate}`);
  };
}

function newestFirst(a: DueMeeting, b: DueMeeting): number {
  return a.day < b.day ? 1 : a.day > b.day ? -1 : a.key < b.key ? 1 : -1;
}
