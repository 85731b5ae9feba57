import { auditHead, findEntry, firstBrokenEntry } from '../audit/store.ts';
import { inspectPlace } from '../db/care.ts';
import type { Files } from '../db/files.ts';
import type { Place } from '../db/open.ts';
import type { Reader } from '../db/store.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { hashText } from '../notices/hash.ts';
import { checkEvidence } from './evidence.ts';
import { firstUnexplained } from '../notices/replay.ts';
import { listChain, type NoticeRow } from '../notices/store.ts';
import type { NoticeBody } from '../notices/body.ts';

/** What `verify` looks at, in this order. */
export const CHECKS = [
  'integrity',
  'references',
  'guards',
  'trail',
  'trail-end',
  'notices',
  'points',
  'anchors',
  'evidence',
] as const;
export type CheckCode = (typeof CHECKS)[number];

export interface CheckResult {
  code: CheckCode;
  /** How many things were looked at, where that can be counted. */
  count: number | null;
  /** The first thing that is wrong; empty when all is well. */
  fault: string;
}

/** Checks a register from its pages up to what was published from it, and the files beside it. */
export async function checkRegister(place: Place, reader: Reader, files: Files): Promise<CheckResult[]> {
  return [
    ...(await checkStorage(place)),
    ...(await checkTrail(reader, place)),
    ...(await checkNotices(reader)),
    await checkEvidence(reader, files),
  ];
}

async function checkStorage(place: Place): Promise<CheckResult[]> {
  const { integrity, brokenReferences, missingGuards } = await inspectPlace(place);
  return [
    { code: 'integrity', count: null, fault: integrity[0] ?? '' },
    { code: 'references', count: null, fault: brokenReferences > 0 ? String(brokenReferences) : '' },
    { code: 'guards', count: null, fault: missingGuards[0] ?? '' },
  ];
}

async function checkTrail(reader: Reader, place: Place): Promise<CheckResult[]> {
  const broken = await firstBrokenEntry(reader);
  const { seq } = await auditHead(reader);
  const { lastEntry } = await inspectPlace(place);
  return [
    { code: 'trail', count: seq, fault: broken === null ? '' : String(broken) },
    { code: 'trail-end', count: lastEntry, fault: lastEntry > seq ? String(seq + 1) : '' },
  ];
}

/** Hashes and chain of the published notices, and whether their numbers follow from what stands in them. */
async function checkNotices(reader: Reader): Promise<CheckResult[]> {
  const rows = await listChain(reader);
  const wrong = rows.find((row, index) => !isAsPublished(row, rows[index - 1]));
  const unexplained = wrong ? undefined : rows.find((row) => firstUnexplained(bodyOf(row)) !== null);
  return [
    { code: 'notices', count: rows.length, fault: wrong ? nameOf(wrong) : '' },
    { code: 'points', count: rows.length, fault: unexplained ? nameOf(unexplained) : '' },
    { code: 'anchors', count: rows.length, fault: wrong ? '' : await firstUnanchored(reader, rows) },
  ];
}

/** Each notice names the entry at which the trail stood: a trail that was written anew does not have it. */
async function firstUnanchored(reader: Reader, rows: readonly NoticeRow[]): Promise<string> {
  for (const row of rows) {
    const { seq, hash } = bodyOf(row).trail;
    if (seq > 0 && (await findEntry(reader, seq))?.hash !== hash) return nameOf(row);
  }
  return '';
}

function isAsPublished(row: NoticeRow, before: NoticeRow | undefined): boolean {
  if (hashText(row.body) !== row.sha256) return false;
  const body = bodyOf(row);
  return (
    canonicalJson(body) === row.body &&
    body.quarter === row.quarter &&
    body.version === row.version &&
    (body.previous?.sha256 ?? null) === (before?.sha256 ?? null)
  );
}

function bodyOf(row: NoticeRow): NoticeBody {
  return JSON.parse(row.body) as NoticeBody;
}

function nameOf({ quarter, version }: NoticeRow): string {
  return `${quarter}/${version}`;
}
