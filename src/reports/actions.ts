import { write, type Doing } from '../db/write.ts';
import type { Tx } from '../db/store.ts';
import { findRosterEntry, type RosterEntry } from '../deputies/store.ts';
import { SECTIONS } from '../duties/rules.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { shanghaiDay } from '../lib/dates.ts';
import { found, Refused } from '../refusals.ts';
import { findAccount } from '../accounts/store.ts';
import { getCurrentTerm } from '../settings/store.ts';
import { composeReport, isPublic, loadReportGround, publicReport } from './compose.ts';
import type { ReportInput } from './forms.ts';
import { findReport, putReport, type AnnualReport } from './store.ts';

interface Subject {
  entry: RosterEntry;
  report: AnnualReport | undefined;
  termId: number;
}

async function subjectOf(tx: Tx, certificate: string, year: number): Promise<Subject> {
  const { id: termId } = await getCurrentTerm(tx);
  const entry = found(await findRosterEntry(tx, termId, certificate));
  return { entry, report: await findReport(tx, entry.id, year), termId };
}

/** Writes the deputy's words and the two opinions. Refused while the form is public; nobody writes their own presidium opinion. */
export async function saveReport(
  doing: Doing,
  certificate: string,
  year: number,
  input: ReportInput,
): Promise<void> {
  await write(doing, async (tx) => {
    const { entry, report } = await subjectOf(tx, certificate, year);
    if (isPublic(report)) throw new Refused('report-published', { name: entry.name, year });
    if (input.presidiumOpinion !== (report?.presidiumOpinion ?? '')) await refuseOwn(tx, doing, entry);
    const { groupOpinion, presidiumOpinion } = input;
    const words = Object.fromEntries(SECTIONS.map((section) => [section, input[section]]));
    await putReport(tx, {
      deputyId: entry.id,
      year,
      words,
      groupOpinion,
      presidiumOpinion,
      updatedAt: doing.at,
    });
    tx.record({
      kind: 'report.changed',
      subject: ['report', `${year}/${certificate}`],
      before: written(report),
      after: { words, groupOpinion, presidiumOpinion },
    });
  });
}

/** Freezes the form as it stands and makes it public. */
export async function publishReport(doing: Doing, certificate: string, year: number): Promise<void> {
  await write(doing, async (tx) => {
    const { entry, report, termId } = await subjectOf(tx, certificate, year);
    if (isPublic(report)) throw new Refused('report-published', { name: entry.name, year });
    if (!report || report.presidiumOpinion === '') throw new Refused('report-nothing-to-publish');
    await refuseOwn(tx, doing, entry);
    const ground = await loadReportGround(tx, termId, year, shanghaiDay(doing.at));
    const published = canonicalJson(publicReport(await composeReport(tx, ground, entry)));
    await putReport(tx, {
      ...report,
      published,
      publishedAt: doing.at,
      withdrawnAt: null,
      withdrawnReason: '',
      updatedAt: doing.at,
    });
    tx.record({ kind: 'report.published', subject: ['report', `${year}/${certificate}`] });
  });
}

/** Takes a public form back; when and why stays public in its place. */
export async function withdrawReport(
  doing: Doing,
  certificate: string,
  year: number,
  reason: string,
): Promise<void> {
  await write(doing, async (tx) => {
    const { report } = await subjectOf(tx, certificate, year);
    if (!report || !isPublic(report)) throw new Refused('report-not-published');
    await putReport(tx, {
      ...report,
      published: null,
      withdrawnAt: doing.at,
      withdrawnReason: reason,
      updatedAt: doing.at,
    });
    tx.record({ kind: 'report.withdrawn', subject: ['report', `${year}/${certificate}`], reason });
  });
}

async function refuseOwn(tx: Tx, { actor }: Doing, entry: RosterEntry): Promise<void> {
  const account = actor.accountId === null ? undefined : await findAccount(tx, actor.accountId);
  if (account?.personId === entry.person.id) throw new Refused('report-own');
}

function written(report: AnnualReport | undefined) {
  return (
    report && {
      words: report.words,
      groupOpinion: report.groupOpinion,
      presidiumOpinion: report.presidiumOpinion,
    }
  );
}
