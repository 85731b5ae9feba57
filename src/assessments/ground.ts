import type { Reader } from '../db/store.ts';
import { listRoster, type RosterEntry } from '../deputies/store.ts';
import { listDelegations, listGroups } from '../groups/store.ts';
import { quarterOf, quartersOfYear, type Quarter } from '../lib/dates.ts';
import type { NoticeDeputy } from '../notices/body.ts';
import { listClosings } from '../notices/closings.ts';
import { findNotice, listNotices, type Notice } from '../notices/store.ts';
import { found } from '../refusals.ts';
import { findTermByNumber, getShownTerm } from '../settings/terms.ts';
import type { Term } from '../settings/store.ts';
import type { AssessmentStanding, Base, ScoreStep } from './rules.ts';
import { agrees, computedScores, samePoints, sheetOf, type Scores, type Sheet } from './sheet.ts';
import type { Assessment } from './store.ts';

/** What a year's assessments stand on: the notice of its fourth quarter in all its versions, and who was whose leader. */
export interface AssessmentGround {
  year: number;
  term: Term;
  current: Notice;
  notices: ReadonlyMap<number, Notice>;
  roster: readonly RosterEntry[];
  /** The deputies that lead the deputy's group and delegation, the group's before the other; never the deputy. */
  leadersOf: (entry: RosterEntry) => readonly RosterEntry[];
}

export const lastQuarter = (year: number): Quarter => `${year}Q4`;

/** Null as long as the year's fourth quarter is not closed. */
export async function loadGround(reader: Reader, year: number): Promise<AssessmentGround | null> {
  const current = await findNotice(reader, lastQuarter(year));
  if (!current) return null;
  const term = found(await findTermByNumber(reader, current.body.term));
  const [notices, roster, groups, delegations] = await Promise.all([
    loadVersions(reader, current),
    listRoster(reader, term.id),
    listGroups(reader, term.id),
    listDelegations(reader, term.id),
  ]);
  const leadersOf = (entry: RosterEntry) => {
    const ids = [
      groups.find(({ id }) => id === entry.group?.id)?.leaderId,
      delegations.find(({ id }) => id === entry.delegation?.id)?.leaderId,
    ];
    return [...new Set(ids)]
      .filter((id) => id !== entry.id)
      .flatMap((id) => roster.find((other) => other.id === id) ?? []);
  };
  return { year, term, current, notices, roster, leadersOf };
}

async function loadVersions(reader: Reader, current: Notice): Promise<Map<number, Notice>> {
  const heads = (await listNotices(reader)).filter(({ quarter }) => quarter === current.quarter);
  const notices = new Map([[current.id, current]]);
  for (const { id, quarter, version } of heads.filter((head) => head.id !== current.id))
    notices.set(id, found(await findNotice(reader, quarter, version)));
  return notices;
}

/** The quarters of a year that have to be closed before its assessment. */
export async function listMissingQuarters(reader: Reader, year: number): Promise<Quarter[]> {
  const [closings, term] = await Promise.all([listClosings(reader), getShownTerm(reader)]);
  const closed = closings.map(({ quarter }) => quarter);
  const first = term.startOn === '' ? '' : quarterOf(term.startOn);
  return quartersOfYear(year).filter((quarter) => quarter >= first && !closed.includes(quarter));
}

/** One assessment with everything that its pages show and its rules ask. */
export interface AssessmentCase {
  assessment: Assessment;
  entry: RosterEntry;
  /** The version that it started from, and the deputy's part of it. */
  notice: Notice;
  line: NoticeDeputy;
  sheet: Sheet;
  standing: AssessmentStanding;
  leaders: readonly RosterEntry[];
}

/** Null where the notice does not know the deputy's certificate number any more. */
export function caseOf(ground: AssessmentGround, assessment: Assessment): AssessmentCase | null {
  const entry = ground.roster.find(({ id }) => id === assessment.deputyId);
  const notice = ground.notices.get(assessment.noticeId);
  const line = entry && notice && lineOf(notice, entry);
  if (!entry || !notice || !line) return null;
  const leaders = ground.leadersOf(entry);
  return {
    assessment,
    entry,
    notice,
    line,
    sheet: sheetOf(notice.body, line),
    standing: {
      state: assessment.state,
      personId: entry.person.id,
      leaders: leaders.map(({ person }) => person.id),
      base: baseOf(ground, notice, entry, line),
    },
    leaders,
  };
}

export function lineOf({ body }: Notice, { certificateNumber }: RosterEntry): NoticeDeputy | undefined {
  return body.deputies.find(({ deputy }) => deputy === certificateNumber);
}

function baseOf({ current }: AssessmentGround, notice: Notice, entry: RosterEntry, line: NoticeDeputy): Base {
  if (current.id === notice.id) return 'current';
  const newer = lineOf(current, entry);
  return newer && samePoints(line, newer) ? 'replaced' : 'changed';
}

/** The scores of a step that was handed in; null before it is. */
export function handedIn({ assessment }: Pick<AssessmentCase, 'assessment'>, step: ScoreStep): Scores | null {
  const at = { self: assessment.selfAt, group: assessment.groupAt, final: assessment.finalAt }[step];
  return at === null ? null : assessment.typed[step];
}

/** The scores of the step before: the computed ones before the deputy's own. */
export function scoresBefore(one: Pick<AssessmentCase, 'assessment' | 'sheet'>, step: ScoreStep): Scores {
  if (step === 'self') return computedScores(one.sheet);
  return one.assessment.typed[step === 'group' ? 'self' : 'group'];
}

/** What a step's form starts from: what was typed in it before it was sent back, else the step before. */
export function startingScores(one: Pick<AssessmentCase, 'assessment' | 'sheet'>, step: ScoreStep): Scores {
  const typed = one.assessment.typed[step];
  return typed.size > 0 ? typed : scoresBefore(one, step);
}

/** Whether it waits for the presidium and nobody differed from what was computed. */
export function isUndisputed(one: AssessmentCase): boolean {
  const steps = [handedIn(one, 'self'), handedIn(one, 'group')];
  return (
    one.assessment.state === 'final' &&
    one.standing.base !== 'changed' &&
    steps.every((scores) => scores !== null && agrees(one.sheet, scores))
  );
}
