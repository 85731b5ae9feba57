/** Register → facts (履职事实), see domain.md "How records become facts". To add a source, add a function to SOURCES. */
import { isInOffice } from '../deputies/rules.ts';
import type { DutyKind } from '../duties/rules.ts';
import type { Day } from '../lib/dates.ts';
import { compareCodePoints } from './order.ts';
import {
  wasThere,
  type ActivityRow,
  type AttendanceRow,
  type ProposalRow,
  type RegisterRows,
  type SittingRow,
} from './register-rows.ts';

export type * from './register-rows.ts';
export * from './dues.ts';
export * from './records.ts';

/** One countable duty of one deputy. */
export interface Fact {
  /** Made of natural keys, so that it is the same after export and import and on every engine. */
  readonly id: string;
  /** Certificate number. */
  readonly deputy: string;
  readonly kind: DutyKind;
  readonly day: Day;
  readonly quantityHundredths: number;
  readonly grade?: string;
  /** How many signed the proposal, where more than one did. */
  readonly signers?: number;
  /** When the register came to know it, epoch milliseconds; decides about late entries (补登). */
  readonly recordedAt: number;
  /** Where it can be opened. */
  readonly source: {
    readonly type: 'session' | 'sitting' | 'activity' | 'filing' | 'proposal';
    readonly key: string;
  };
}

type Office = (deputy: string, day: Day) => boolean;

const ONE = 100;
const SOURCES: readonly ((rows: RegisterRows, inOffice: Office) => readonly Fact[])[] = [
  ({ sittings }, inOffice) => sessionFacts(sittings, inOffice),
  ({ sittings }) => sittings.flatMap(sittingFacts),
  ({ activities }) => activities.flatMap(activityFacts),
  ({ filings }) => filings.map(filingFact),
  ({ proposals }) => proposals.flatMap(proposalFacts),
];

/** Every fact inside the deputy's mandate and outside a suspension, by day and id. */
export function factsOf(rows: RegisterRows): readonly Fact[] {
  const mandates = new Map(
    rows.deputies.map(({ certificateNumber, mandate }) => [certificateNumber, mandate]),
  );
  const inOffice: Office = (deputy, day) => {
    const mandate = mandates.get(deputy);
    return mandate !== undefined && isInOffice(mandate, day);
  };
  const facts = SOURCES.flatMap((source) => source(rows, inOffice));
  return facts.filter(({ deputy, day }) => inOffice(deputy, day)).sort(inDayOrder);
}

function inDayOrder(a: Fact, b: Fact): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  return compareCodePoints(a.id, b.id);
}

/** One per congress session and deputy who was at one of its sittings, on the day of the last sitting. */
function sessionFacts(sittings: readonly SittingRow[], inOffice: Office): Fact[] {
  const facts = new Map<string, Fact>();
  const lastDays = lastDayBySession(sittings);
  for (const { session, heldOn, attendance } of sittings) {
    const day = lastDays.get(session) ?? heldOn;
    for (const { deputy, state, recordedAt } of attendance) {
      if (!wasThere(state) || !inOffice(deputy, heldOn)) continue;
      const id = `session/${session}/${deputy}`;
      // The first presence makes the fact; a later one changes nothing, also not when it was recorded.
      const known = facts.get(id)?.recordedAt ?? Infinity;
      const source = { type: 'session', key: session } as const;
      facts.set(id, {
        id,
        deputy,
        kind: 'session.attended',
        day,
        quantityHundredths: ONE,
        recordedAt: Math.min(known, recordedAt),
        source,
      });
    }
  }
  return [...facts.values()];
}

function lastDayBySession(sittings: readonly SittingRow[]): ReadonlyMap<string, Day> {
  const days = new Map<string, Day>();
  for (const { session, heldOn } of sittings) {
    if (heldOn > (days.get(session) ?? '')) days.set(session, heldOn);
  }
  return days;
}

/** Leave, absence and speeches of one half-day. */
function sittingFacts({ session, key, heldOn, half, attendance, speeches }: SittingRow): Fact[] {
  const where = `${session}/${heldOn}/${half}`;
  const shared = { day: heldOn, quantityHundredths: ONE, source: { type: 'sitting', key } } as const;
  const missed = attendance.flatMap(({ deputy, state, recordedAt }): Fact[] => {
    if (wasThere(state)) return [];
    const kind = state === 'leave' ? 'session.leave' : 'session.absent';
    return [{ ...shared, id: `sitting/${where}/${deputy}`, deputy, kind, recordedAt }];
  });
  const spoken = speeches.map((speech): Fact => ({
    ...shared,
    id: `speech/${where}/${speech.deputy}/${speech.key}`,
    deputy: speech.deputy,
    kind: 'session.speech',
    recordedAt: speech.recordedAt,
  }));
  return [...missed, ...spoken];
}

function activityFacts(activity: ActivityRow): Fact[] {
  const { code, heldOn } = activity;
  return activity.attendance.map(({ deputy, state, recordedAt }) => ({
    id: `activity/${code}/${deputy}`,
    deputy,
    kind: kindAt(activity, state),
    day: heldOn,
    quantityHundredths: ONE,
    recordedAt,
    source: { type: 'activity', key: code },
  }));
}

function kindAt(activity: ActivityRow, state: AttendanceRow['state']): DutyKind {
  if (wasThere(state)) return activity.kind;
  return state === 'leave' ? 'activity.leave' : 'activity.absent';
}

function filingFact(filing: RegisterRows['filings'][number]): Fact {
  const { code, deputy, kind, on, quantityHundredths, grade, confirmedAt } = filing;
  return {
    id: `filing/${code}`,
    deputy,
    kind,
    day: on,
    quantityHundredths,
    ...(grade === null ? {} : { grade }),
    recordedAt: confirmedAt,
    source: { type: 'filing', key: code },
  };
}

function proposalFacts(proposal: ProposalRow): Fact[] {
  const { number, kind, filedOn, registeredAt, lead, cosigners } = proposal;
  if (registeredAt === null) return [];
  const shared = { quantityHundredths: ONE, source: { type: 'proposal', key: number } } as const;
  const others = [...new Set(cosigners)].filter((deputy) => deputy !== lead);
  const signed = others.length === 0 ? {} : { signers: others.length + 1 };
  const filed = { ...shared, ...signed, day: filedOn, recordedAt: registeredAt };
  return [
    { ...filed, id: `${kind}.led/${number}`, deputy: lead, kind: `${kind}.led` },
    ...others.map((deputy): Fact => ({
      ...filed,
      id: `cosign/${number}/${deputy}`,
      deputy,
      kind: `${kind}.cosigned`,
    })),
    ...adoptions(proposal).map((round): Fact => ({
      ...shared,
      ...round,
      id: `adopted/${number}`,
      deputy: lead,
      kind: 'proposal.adopted',
    })),
  ];
}

/** The first class A answer (已解决或采纳), if there is one: a further round never counts a second time. */
function adoptions({ rounds }: ProposalRow): { day: Day; recordedAt: number }[] {
  return rounds
    .flatMap(({ answeredOn, answerClass, recordedAt }) =>
      answerClass === 'A' && answeredOn !== null ? [{ day: answeredOn, recordedAt }] : [],
    )
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.recordedAt - b.recordedAt))
    .slice(0, 1);
}
