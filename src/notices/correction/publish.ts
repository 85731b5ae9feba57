import { whoActs } from '../../accounts/acting.ts';
import { auditHead } from '../../audit/store.ts';
import type { Reader, Tx } from '../../db/store.ts';
import { write, type Doing } from '../../db/write.ts';
import { findDeputyOfPerson, listRoster } from '../../deputies/store.ts';
import { quarterYear, shanghaiDay, type Quarter } from '../../lib/dates.ts';
import { tell } from '../../messages/steps.ts';
import { listUpheld } from '../../objections/store.ts';
import { found, Refused } from '../../refusals.ts';
import { getCurrentTerm, getSettings } from '../../settings/store.ts';
import type { CorrectionChange, NoticeBody } from '../body.ts';
import { freeze } from '../hash.ts';
import { publicityWindow } from '../rules.ts';
import { findLatest, insertNotice, listCurrent, type Notice } from '../store.ts';
import { chosenOf, correctNotice, type ChosenDifference } from './build.ts';
import { prepareCorrection } from './prepare.ts';
import { refuseCorrection } from './rules.ts';

export interface CorrectionInput {
  /** 文号, such as 回镇人大〔2026〕5号. */
  number: string;
  reason: string;
  /** The differences that are taken over, each with its own reason; empty: the reason of all. */
  lines: readonly { readonly key: string; readonly reason: string }[];
  /** References of the objections that it settles. */
  objections: readonly string[];
}

/**
 * Publishes a correction (更正公告, points.md "Closing a quarter" 4): a new version of a quarter's notice, and of every
 * later notice of the year that builds on its totals, all in one transaction. Earlier versions stay as they are.
 */
export async function publishCorrection(
  doing: Doing,
  quarter: Quarter,
  input: CorrectionInput,
): Promise<{ version: number; sha256: string }> {
  return write(doing, async (tx) => {
    const chosen = await chooseDifferences(tx, doing, quarter, input);
    const notices = (await listCurrent(tx, quarterYear(quarter))).filter((one) => one.quarter >= quarter);
    let first: { version: number; sha256: string } | null = null;
    for (const notice of notices) {
      const made = await publishVersion(tx, doing, notice, { quarter, input, chosen, first });
      first ??= made;
    }
    return found(first);
  });
}

async function chooseDifferences(
  tx: Tx,
  doing: Doing,
  quarter: Quarter,
  { reason, lines, objections }: CorrectionInput,
): Promise<ChosenDifference[]> {
  const [acting, term, prepared] = await Promise.all([
    whoActs(tx, doing.actor),
    getCurrentTerm(tx),
    prepareCorrection(tx, quarter),
  ]);
  const differences = prepared?.differences ?? [];
  const refusal = refuseCorrection({
    roles: acting.roles,
    hasNotice: prepared !== null,
    differences,
    chosen: lines.map(({ key }) => key),
    own: await ownCertificate(tx, term.id, acting.personId),
  });
  if (refusal) throw new Refused(refusal, { quarter });
  const upheld = (await listUpheld(tx, quarter)).map((objection) => objection.reference);
  if (objections.some((reference) => !upheld.includes(reference))) throw new Refused('correction-stale');
  return chosenOf(differences, { reason, lines });
}

async function ownCertificate(reader: Reader, termId: number, personId: number | null) {
  if (personId === null) return null;
  return (await findDeputyOfPerson(reader, termId, personId))?.certificateNumber ?? null;
}

interface Correcting {
  quarter: Quarter;
  input: CorrectionInput;
  chosen: readonly ChosenDifference[];
  /** The corrected notice that the others follow; null while it is being made itself. */
  first: { version: number; sha256: string } | null;
}

async function publishVersion(tx: Tx, doing: Doing, notice: Notice, correcting: Correcting) {
  const body = await correctedBody(tx, doing.at, notice, correcting);
  const { text, sha256 } = freeze(body);
  await insertNotice(tx, {
    quarter: body.quarter,
    version: body.version,
    number: body.number,
    schemeId: notice.schemeId,
    publishedAt: doing.at,
    windowFrom: body.window.from,
    windowTo: body.window.to,
    body: text,
    sha256,
  });
  const { changes, effects, objections } = found(body.corrects);
  tx.record({
    kind: 'notice.corrected',
    subject: ['notice', `${body.quarter}/${body.version}`],
    before: { version: notice.version, sha256: notice.sha256 },
    after: { number: body.number, sha256, changes: changes.length, moved: effects.length, objections },
    reason: correcting.input.reason,
  });
  await tellConcerned(tx, doing.at, body, changes);
  return { version: body.version, sha256 };
}

async function correctedBody(
  tx: Tx,
  at: number,
  { body, version, sha256 }: Notice,
  { quarter, input, chosen, first }: Correcting,
): Promise<NoticeBody> {
  const { deputies, changes, effects } = correctNotice(body, quarter, chosen);
  const [{ publicityDays }, latest, trail] = await Promise.all([
    getSettings(tx),
    findLatest(tx).then(found),
    auditHead(tx),
  ]);
  const today = shanghaiDay(at);
  return {
    ...body,
    version: version + 1,
    number: input.number,
    closedOn: today,
    window: publicityWindow(today, publicityDays),
    deputies,
    corrects: {
      version,
      sha256,
      reason: input.reason,
      changes,
      effects,
      objections: first === null ? [...input.objections] : [],
      ...(first === null ? {} : { follows: { quarter, version: first.version } }),
    },
    previous: { quarter: latest.quarter as Quarter, version: latest.version, sha256: latest.sha256 },
    trail,
  };
}

/** Every deputy whose line changed or moved is told. */
async function tellConcerned(
  tx: Tx,
  at: number,
  { term, quarter, version, corrects }: NoticeBody,
  changes: readonly CorrectionChange[],
): Promise<void> {
  const concerned = new Set([...changes, ...(corrects?.effects ?? [])].map(({ deputy }) => deputy));
  const { id: termId, number } = await getCurrentTerm(tx);
  if (number !== term) return;
  const people = (await listRoster(tx, termId)).filter((entry) => concerned.has(entry.certificateNumber));
  await tell(
    tx,
    at,
    people.map(({ person }) => ({ personId: person.id })),
    { kind: 'notice-corrected', subject: ['notice', `${quarter}/${version}`], detail: { quarter } },
  );
}
