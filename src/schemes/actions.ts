import { whoActs } from '../accounts/acting.ts';
import { listCategories } from '../categories/store.ts';
import { write, type Doing } from '../db/write.ts';
import type { Reader, Tx } from '../db/store.ts';
import { quarterYear, shanghaiDay, type Day } from '../lib/dates.ts';
import { listClosings } from '../notices/closings.ts';
import { found, Refused } from '../refusals.ts';
import { markerOf } from './marker.ts';
import { checkSchemeStep, mayDraftSchemes, type SchemeAction } from './procedure.ts';
import { reviewFindingText } from './review-labels.ts';
import { reviewScheme } from './review.ts';
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

/**
 * Drafts a scheme (积分办法) that has passed its check, as the next version of its year; gives its id. Refused for a
 * year of which a quarter is closed: it could never be adopted.
 */
export async function draftScheme(doing: Doing, body: Scheme): Promise<number> {
  return write(doing, async (tx) => {
    const { roles } = await whoActs(tx, doing.actor);
    if (!mayDraftSchemes(roles)) throw new Refused('scheme-role');
    if (await hasClosedQuarter(tx, body.year))
      throw new Refused('scheme-quarter-closed', { year: body.year });
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

/**
 * Replaces a draft. Its year stays: the version counts within it. `seen` is the marker of the draft that the form was
 * opened on; refused when somebody else has changed it since.
 */
export async function changeScheme(doing: Doing, id: number, body: Scheme, seen?: string): Promise<void> {
  await write(doing, async (tx) => {
    const scheme = await takeStep(tx, doing, id, 'change');
    demandSeen(scheme, seen);
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
  /** Marker of the draft as it was read: what is adopted is what the presidium saw. */
  seen?: string | undefined;
}

function demandSeen({ body }: SchemeRow, seen: string | undefined): void {
  if (seen !== undefined && seen !== markerOf(body)) throw new Refused('scheme-changed-since');
}

/**
 * Puts a draft into force (通过), unless it is not ready (review.ts names why). One scheme counts in a year: an earlier version is retired by the same act, which is
 * possible only while no quarter of the year is closed, because nothing is retroactive (points.md, "Scheme").
 */
export async function adoptScheme(
  doing: Doing,
  id: number,
  { documentNumber, adoptedOn, seen }: Adoption,
): Promise<void> {
  await write(doing, async (tx) => {
    const scheme = await takeStep(tx, doing, id, 'adopt');
    await demandReady(tx, scheme);
    demandSeen(scheme, seen);
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

/** Refused with every reason, in sentences. */
async function demandReady(tx: Tx, { body, year, version }: SchemeRow): Promise<void> {
  const categories = (await listCategories(tx)).map(({ name }) => name);
  const obstacles = reviewScheme(body, categories).filter((finding) => finding.forbidsAdoption);
  if (obstacles.length === 0) return;
  const reasons = obstacles.map(reviewFindingText).join('；');
  throw new Refused('scheme-not-ready', { year, version, reasons });
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
export async function takeStep(tx: Tx, doing: Doing, id: number, action: SchemeAction): Promise<SchemeRow> {
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
