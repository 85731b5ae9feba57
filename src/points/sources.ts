import { asc, eq } from 'drizzle-orm';
import { activity, congressSession, filing, proposal, sitting } from '../db/schema/index.ts';
import type { Reader } from '../db/store.ts';
import { WITHHELD_TITLE } from '../proposals/public-labels.ts';
import type { Fact } from './facts.ts';

/** What a fact was, in words, and more where the register knows it. */
export interface SourceWords {
  what: string;
  place: string;
  /** 成效 */
  result: string;
}

export type Sources = ReadonlyMap<string, SourceWords>;

const NOTHING: SourceWords = { what: '', place: '', result: '' };

export function sourceKey(source: Fact['source']): string {
  return `${source.type}/${source.key}`;
}

export function wordsOf(sources: Sources, fact: Fact): SourceWords {
  return sources.get(sourceKey(fact.source)) ?? NOTHING;
}

/** The key by which facts and points know a sitting; the same after export and import. */
export function sittingKey(session: string, heldOn: string, half: string): string {
  return `${session}/${heldOn}/${half}`;
}

/**
 * Titles of everything that facts of a term can come from. They are read on public pages and in notices, so a withheld
 * proposal (不公开) has none here.
 */
export async function loadSources(reader: Reader, termId: number): Promise<Sources> {
  const [sessions, activities, filings, proposals] = await Promise.all([
    sessionWords(reader, termId),
    reader
      .select({ code: activity.code, what: activity.title, place: activity.place, result: activity.summary })
      .from(activity)
      .where(eq(activity.termId, termId))
      .orderBy(asc(activity.id)),
    reader
      .select({ code: filing.code, what: filing.content, place: filing.place, result: filing.result })
      .from(filing)
      .where(eq(filing.termId, termId))
      .orderBy(asc(filing.id)),
    reader
      .select({ number: proposal.number, title: proposal.title, withheld: proposal.withheldReason })
      .from(proposal)
      .where(eq(proposal.termId, termId))
      .orderBy(asc(proposal.id)),
  ]);
  return new Map([
    ...sessions,
    ...activities.map(({ code, ...words }) => [`activity/${code}`, words] as const),
    ...filings.map(({ code, ...words }) => [`filing/${code}`, words] as const),
    ...proposals.map(
      ({ number, title, withheld }) =>
        [`proposal/${number}`, { ...NOTHING, what: withheld === '' ? title : WITHHELD_TITLE }] as const,
    ),
  ]);
}

async function sessionWords(reader: Reader, termId: number): Promise<(readonly [string, SourceWords])[]> {
  const rows = await reader
    .select({ title: congressSession.title, heldOn: sitting.heldOn, half: sitting.half })
    .from(congressSession)
    .leftJoin(sitting, eq(sitting.congressSessionId, congressSession.id))
    .where(eq(congressSession.termId, termId))
    .orderBy(asc(congressSession.id), asc(sitting.id));
  return rows.flatMap(({ title, heldOn, half }) => {
    const words = { ...NOTHING, what: title };
    const session = [`session/${title}`, words] as const;
    return heldOn === null || half === null
      ? [session]
      : [session, [`sitting/${sittingKey(title, heldOn, half)}`, words] as const];
  });
}
