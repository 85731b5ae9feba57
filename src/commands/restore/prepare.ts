import { existsSync } from 'node:fs';
import { endAllSessions } from '../../accounts/steps.ts';
import { TERMINAL } from '../../audit/labels.ts';
import { bringFiles, filesOf } from '../../backups/restoring.ts';
import { checkRegister } from '../../care/checks.ts';
import { listNamedFiles } from '../../care/files.ts';
import { care, inspectPlace } from '../../db/care.ts';
import type { Place } from '../../db/open.ts';
import type { Store } from '../../db/store.ts';
import { write } from '../../db/write.ts';
import { findTownship, type Township } from '../../settings/store.ts';
import { InputFault, tell } from '../command.ts';
import { hasRegister, withRegister } from '../register.ts';
import { demandSound, table } from '../verify.ts';

export interface Wishes {
  withEvidence: boolean;
  otherTownship: boolean;
}

/** Of a copy brought up to the present schema: what the migrations do not make has no business in it. */
export function demandNoStrangers(file: string, source: string): void {
  const [strange] = care.strangers(file);
  if (strange !== undefined)
    throw new InputFault(`${source} 里有不属于登记册的东西，或者缺了应有的（${strange}），没有恢复`);
}

/** Makes a staged copy ready to take the place of the current register, or says why it must not. */
export async function prepareCopy(
  store: Store,
  source: string,
  { staged, current }: { staged: Place; current: Place },
  { withEvidence, otherTownship }: Wishes,
): Promise<void> {
  if (!otherTownship) await demandSameTownship(store, current);
  await settleCopy(store, source, staged, withEvidence);
}

/** 20260320093000, in China's time. */
export function stampOf(at: number): string {
  return new Date(at + 8 * 60 * 60 * 1000).toISOString().replace(/\D/g, '').slice(0, 14);
}

async function demandSameTownship(store: Store, current: Place): Promise<void> {
  const [theirs, ours] = [await findTownship(store.read), await townshipOf(current)];
  if (!theirs || !ours || isSame(theirs, ours)) return;
  throw new InputFault(
    `这是${theirs.name}（${theirs.divisionCode}）的备份，现在的登记册是${ours.name}（${ours.divisionCode}）的，没有恢复。确实要换的，请加上 --other-township`,
  );
}

/** By its code (区划代码); by its name while it has none. */
function isSame(one: Township, other: Township): boolean {
  if (one.divisionCode !== other.divisionCode) return false;
  return one.divisionCode !== '' || one.name === other.name;
}

/** Of a register that cannot be read nothing is known: that is what backups are for. */
async function townshipOf(current: Place): Promise<Township | undefined> {
  if (!(await hasRegister(current))) return undefined;
  try {
    // Only looked at: whoever opens a damaged one to write may remove its log.
    await inspectPlace(current);
    return await withRegister(current, (store) => findTownship(store.read));
  } catch {
    return undefined;
  }
}

/** Sessions of the time of the backup must not come to life again. */
async function settleCopy(store: Store, source: string, staged: Place, withEvidence: boolean): Promise<void> {
  if (withEvidence) await bringEvidence(store, source);
  const checked = await checkRegister(staged, store.read, store.files);
  const results = checked.filter(({ code }) => withEvidence || code !== 'evidence');
  tell(table(results));
  demandSound(results);
  await write({ store, actor: TERMINAL, at: Date.now() }, async (tx) => {
    await endAllSessions(tx);
    tx.record({ kind: 'backup.restored', subject: ['backup', source] });
  });
}

async function bringEvidence(store: Store, source: string): Promise<void> {
  const { length } = await listNamedFiles(store.read);
  const folder = filesOf(source);
  if (length > 0 && !existsSync(folder))
    throw new InputFault(
      `备份里记有 ${length} 个佐证、附件文件，旁边却没有文件夹 ${folder}。请把它放回来再恢复；确实丢失的，请加上 --without-evidence`,
    );
  await bringFiles(store, folder);
}
