import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditEvent } from '../audit/rules.ts';
import { holdLock } from '../db/care.ts';
import { write, type Doing } from '../db/write.ts';
import { found, Refused } from '../refusals.ts';
import { carryOut } from './chores.ts';
import { copyElsewhere } from './copy.ts';
import { faultOf } from './faults.ts';
import { listCopies, tidy, type KeptCopy } from './folder.ts';
import { faultWords } from './labels.ts';
import { registerIn, type Place } from './place.ts';
import { copyName, type Outcome } from './rules.ts';
import { copiesFolder, noteOutcome, type Chore } from './state.ts';

/** Makes a copy now, takes it to the second folder, and drops what the rule no longer keeps. */
export async function makeBackup(doing: Doing, place: Place, isAutomatic = false): Promise<Outcome> {
  return alone(place, async () => {
    const events: AuditEvent[] = [];
    const backup = await copyOnce(doing, place, isAutomatic, events);
    noteOutcome(place.dataDir, 'backup', backup);
    if (backup.about !== '') await afterwards(doing, place, backup.about, events);
    await recordAll(doing, events, backup.about === '');
    return backup;
  });
}

async function copyOnce(
  doing: Doing,
  place: Place,
  isAutomatic: boolean,
  events: AuditEvent[],
): Promise<Outcome> {
  const name = freeName(place.dataDir, doing.at);
  const order = {
    chore: 'copy',
    place: registerIn(place),
    name,
    by: doing.actor.name,
    isAutomatic,
  } as const;
  let wrong: string[] = [];
  const outcome = await attempt(doing.at, name, async () => {
    const made = await carryOut<'copy'>(order);
    wrong = made.wrong;
    const { sha256, entries, files } = made.facts;
    events.push({ kind: 'backup.made', subject: ['backup', name], after: { sha256, entries, files } });
  });
  if (outcome.fault !== '') events.push(failed('backup', name, outcome));
  return wrong.length === 0 ? outcome : { ...outcome, fault: 'files-wrong', detail: wrong[0] ?? '' };
}

function freeName(dataDir: string, at: number): string {
  for (let time = at; ; time += 1000)
    if (!existsSync(join(copiesFolder(dataDir), copyName(time)))) return copyName(time);
}

async function afterwards(doing: Doing, place: Place, name: string, events: AuditEvent[]): Promise<void> {
  const folder = copiesFolder(place.dataDir);
  const second = place.secondDir;
  if (second !== null && place.secondRoot && existsSync(place.secondRoot))
    mkdirSync(second, { recursive: true });
  const carried =
    second === null ? null : await attempt(doing.at, name, () => copyElsewhere(folder, second, name));
  noteOutcome(place.dataDir, 'second', carried);
  if (carried && carried.fault !== '') events.push(failed('second', name, carried));
  const dropped = await tidy(folder, doing.at);
  if (second !== null && carried?.fault === '') await tidy(second, doing.at);
  events.push(...dropped.map((one): AuditEvent => ({ kind: 'backup.dropped', subject: ['backup', one] })));
}

function failed(chore: Chore, name: string, outcome: Outcome): AuditEvent {
  return {
    kind: 'backup.failed',
    subject: ['backup', name],
    after: { kind: chore },
    reason: faultWords(outcome),
  };
}

/** Brings the newest copy back for a trial. */
export async function drillNewest(doing: Doing, place: Place): Promise<Outcome> {
  return alone(place, async () => {
    const [newest] = await listCopies(copiesFolder(place.dataDir));
    if (!newest) throw new Refused('nothing-to-drill');
    const { name } = newest;
    const outcome = await attempt(doing.at, name, () =>
      carryOut<'drill'>({ chore: 'drill', place: registerIn(place), name }),
    );
    noteOutcome(place.dataDir, 'drill', outcome);
    const reason = outcome.fault === '' ? '' : faultWords(outcome);
    await recordAll(doing, [{ kind: 'backup.drilled', subject: ['backup', name], reason }], reason !== '');
    return outcome;
  });
}

/** Looks through the whole register as `verify` does. */
export async function checkNow(doing: Doing, place: Place): Promise<Outcome> {
  let entries = 0;
  const outcome = await attempt(doing.at, '', async () => {
    const finding = await carryOut<'check'>({ chore: 'check', place: registerIn(place) });
    entries = finding.entries;
    return finding;
  });
  const noted = { ...outcome, about: String(entries) };
  noteOutcome(place.dataDir, 'check', noted);
  const reason = noted.fault === '' ? '' : faultWords(noted);
  const event: AuditEvent = {
    kind: 'register.checked',
    subject: ['register', ''],
    after: { entries },
    reason,
  };
  await recordAll(doing, [event], reason !== '');
  return noted;
}

/** The chores of a night. A chore that fails leaves the others undisturbed. */
export async function spendNight(doing: Doing, place: Place): Promise<void> {
  const backup = await makeBackup(doing, place, true);
  if (backup.about !== '') await drillNewest(doing, place);
  await checkNow(doing, place);
}

/** A kept copy to take along; that it was taken is written down first. */
export async function takeBackup(doing: Doing, place: Place, name: string): Promise<KeptCopy> {
  const copies = await listCopies(copiesFolder(place.dataDir));
  const copy = found(copies.find((one) => one.name === name));
  await recordAll({ ...doing, once: undefined }, [{ kind: 'backup.downloaded', subject: ['backup', name] }]);
  return copy;
}

/** One at a time, whichever process: a file that one copy still needs must not be swept away by another. */
async function alone<T>({ dataDir }: Place, work: () => Promise<T>): Promise<T> {
  mkdirSync(copiesFolder(dataDir), { recursive: true, mode: 0o700 });
  const lock = holdLock(join(copiesFolder(dataDir), 'working.lock'));
  if (!lock) throw new Refused('backup-running');
  try {
    return await work();
  } finally {
    lock.release();
  }
}

async function attempt(
  at: number,
  about: string,
  work: () => Promise<{ fault: string; detail: string } | void>,
): Promise<Outcome> {
  try {
    const finding = await work();
    return { at, about, fault: finding?.fault ?? '', detail: finding?.detail ?? '' };
  } catch (error) {
    return { at, about: '', ...faultOf(error) };
  }
}

/** What went wrong must stay known also where it cannot be written down: it stands in the state of the chores. */
async function recordAll(doing: Doing, events: readonly AuditEvent[], isFailure = false): Promise<void> {
  const recorded = write({ ...doing, once: undefined }, async (tx) => {
    for (const event of events) tx.record(event);
  });
  await (isFailure ? recorded.catch(() => undefined) : recorded);
}
