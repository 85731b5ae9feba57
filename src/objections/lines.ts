import type { NoticeBody, NoticeDeputy, NoticeLine } from '../notices/body.ts';

/** What an objection is about: a deputy's line of a notice, as a whole or one record behind it. */
export interface DisputedLine {
  deputy: NoticeDeputy;
  /** Null for the line as a whole. */
  line: NoticeLine | null;
}

/** Finds it in what was published; null when the notice has no such deputy or record. */
export function findDisputed(body: NoticeBody, certificate: string, record: string): DisputedLine | null {
  const deputy = body.deputies.find((one) => one.deputy === certificate);
  if (!deputy) return null;
  if (record === '') return { deputy, line: null };
  const line = deputy.lines.find((one) => one.record === record);
  return line ? { deputy, line } : null;
}
