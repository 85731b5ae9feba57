import { whoActs } from '../accounts/acting.ts';
import { write, type Doing } from '../db/write.ts';
import type { Reader, Tx } from '../db/store.ts';
import { quarterYear, shanghaiDay, type Day } from '../lib/dates.ts';
import { listClosings } from '../notices/closings.ts';
import { found, Refused } from '../refusals.ts';
import { checkSchemeStep, mayDraftSchemes, type SchemeAction } from './procedure.ts';
import type { Scheme } from './rules.ts';
import {
  findScheme,
  findSchemeInForce,
  insertScheme,
  nextVersion,
  updateScheme,
  type SchemeRow,
} from './store.ts';

/** What the trail calls a scheme: its year and version. */
export function schemeKey({ year, version }: Pick<SchemeRow, 'year' | 'version'>): string {
  return `${year}-${version}`;
}

/** Drafts a scheme (积分办法) that has passed its check, as the next version of its year; gives its id. */
export async function draftScheme(doing: Doing, body: Scheme): Promise<number> {
  return write(doing, async (tx) => {
    const { roles } = await whoActs(tx, doing.actor);
    if (!mayDraftSchemes(roles)) throw new Refused('scheme-role');
    const { id, version } = await addScheme(tx, body, doing.at);
    const key = schemeKey({ year: body.year, version });
    tx.record({ kind: 'scheme.drafted', subject: ['scheme', key], after: { ...body, version } });
    return id;
  });
}

/** A step for the importer and the demo: adds a draft and records nothing. */
export async function addScheme(tx: Tx, body: Scheme, at: number): Promise<{ id: number; version: number }> {
  const { year, title } = body;
  const version = await nextVersion(tx, year);
  const row = { year, version, title, state: 'draft', body: { ...body, version }, createdAt: at };
  return { id: await insertScheme(tx, row), version };
}

/** Replaces a draft. Its year stays: the version counts within it. */
export async function changeScheme(doing: Doing, id: number, body: Scheme): Promise<void> {
  await write(doing, async (tx) => {
    const scheme = await takeStep(tx, doing, id, 'change');
    if (body.year !== scheme.year) throw new Refused('scheme-year-fixed', { year: scheme.year });
    const after = { ...body, version: scheme.version };
    await updateScheme(tx, id, { title: body.title, body: after });
    tx.record({ kind: 'scheme.changed', subject: ['scheme', schemeKey(scheme)], before: scheme.body, after });
  });
}

export interface Adoption {
  /** 文号, such as 回镇人大〔2026〕3号. */
  documentNumber: string;
  adoptedOn: Day;
}

/**
 * Puts a draft into force (通过). One scheme counts in a year: an earlier version is retired by the same act, which is
 * possible only while no quarter of the year is closed, because nothing is retroactive (points.md, "Scheme").
 */
export async function adoptScheme(
  doing: Doing,
  id: number,
  { documentNumber, adoptedOn }: Adoption,
): Promise<void> {
  await write(doing, async (tx) => {
    const scheme = await takeStep(tx, doing, id, 'adopt');
    if (adoptedOn > shanghaiDay(doing.at)) throw new Refused('scheme-adopted-ahead');
    const earlier = await findSchemeInForce(tx, scheme.year);
    if (earlier) await retire(tx, earlier, schemeKey(scheme));
    await updateScheme(tx, id, { state: 'in_force', documentNumber, adoptedOn });
    const after = { state: 'in_force', documentNumber, adoptedOn };
    tx.record({
      kind: 'scheme.adopted',
      subject: ['scheme', schemeKey(scheme)],
      before: { state: scheme.state },
      after,
    });
  });
}

export async function retireScheme(doing: Doing, id: number): Promise<void> {
  await write(doing, async (tx) => retire(tx, await takeStep(tx, doing, id, 'retire'), null));
}

async function retire(tx: Tx, scheme: SchemeRow, replacedBy: string | null): Promise<void> {
  await updateScheme(tx, scheme.id, { state: 'retired' });
  const change = { before: { state: scheme.state }, after: { state: 'retired', replacedBy } };
  tx.record({ kind: 'scheme.retired', subject: ['scheme', schemeKey(scheme)], ...change });
}

/** The scheme, once the table lets the actor take the step. */
async function takeStep(tx: Tx, doing: Doing, id: number, action: SchemeAction): Promise<SchemeRow> {
  const scheme = found(await findScheme(tx, id));
  const { roles } = await whoActs(tx, doing.actor);
  const quarterClosed = await hasClosedQuarter(tx, scheme.year);
  const check = checkSchemeStep(roles, { state: scheme.state, quarterClosed }, action);
  if (!check.ok) throw new Refused(check.reason, { year: scheme.year, version: scheme.version });
  return scheme;
}

/** Whether a quarter of the year has been closed: then its scheme stands. */
export async function hasClosedQuarter(reader: Reader, year: number): Promise<boolean> {
  return (await listClosings(reader)).some(({ quarter }) => quarterYear(quarter) === year);
}
