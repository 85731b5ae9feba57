import type { Reader } from '../db/store.ts';
import type { NoticeDeputy } from '../notices/body.ts';
import { findNotice, type NoticeHead } from '../notices/store.ts';
import { refusalDetail, windowFacts } from '../objections/actions.ts';
import { disputedText, recordText, WHOLE_LINE } from '../objections/labels.ts';
import { findDisputed, type DisputedLine } from '../objections/lines.ts';
import { refuseWindow } from '../objections/rules.ts';
import type { Objection } from '../objections/store.ts';
import { Refused } from '../refusals.ts';
import type { Register } from '../registers/register.ts';
import { refusalText } from './refusal-texts.ts';

/** What an objection is about, as it was published and in words. */
export interface DisputedWords extends DisputedLine {
  text: string;
}

/** Read back from the version of the notice that the objection is about; null if that does not hold it. */
export async function disputedIn(
  reader: Reader,
  { notice, deputy, record }: Objection,
): Promise<DisputedWords | null> {
  const row = await findNotice(reader, notice.quarter, notice.version);
  const disputed = row && findDisputed(row.body, deputy.certificateNumber, record);
  return disputed ? { ...disputed, text: disputedText(disputed, notice.quarter) } : null;
}

/** What can be objected to: the newest records first. */
export function linesOf(deputy: NoticeDeputy): [record: string, text: string][] {
  const records = deputy.lines.toReversed().map((line): [string, string] => [line.record, recordText(line)]);
  return [['', WHOLE_LINE], ...records];
}

/** Why nobody can object to a notice now, in words; '' while its window is open. */
export async function obstacleTo({ store, clock }: Register, notice: NoticeHead): Promise<string> {
  const reason = refuseWindow(await windowFacts(store.read, notice, clock()));
  return reason === null ? '' : refusalText(new Refused(reason, await refusalDetail(store.read, notice)));
}
