import { whoActs } from '../accounts/acting.ts';
import type { Reader, Tx } from '../db/store.ts';
import { write, type Doing } from '../db/write.ts';
import { findDeputy, type DeputyRow } from '../deputies/store.ts';
import { chineseDate, chineseQuarter, shanghaiDay, type Day, type Quarter } from '../lib/dates.ts';
import { tell } from '../messages/steps.ts';
import { findNotice, listNotices, type Notice, type NoticeHead } from '../notices/store.ts';
import { found, Refused } from '../refusals.ts';
import { findTownship } from '../settings/store.ts';
import { findTermByNumber } from '../settings/terms.ts';
import { hashCode } from './codes.ts';
import { whomToCall } from './labels.ts';
import { findDisputed } from './lines.ts';
import {
  checkObjectionStep,
  objectionReference,
  refuseObjecting,
  type AnswerWords,
  type ObjectionAction,
  type ObjectionSource,
  type ObjectionStanding,
} from './rules.ts';
import { countReferences, findObjection, insertObjection, updateObjection, type Objection } from './store.ts';

export interface ObjectionInput {
  source: ObjectionSource;
  quarter: Quarter;
  version: number;
  /** Certificate number. */
  deputy: string;
  /** '' for the line as a whole. */
  record: string;
  content: string;
  /** Empty for a deputy, whose account says who they are. */
  name: string;
  phone: string;
  /** By which a sender without an account follows it; only its hash is kept. Empty for a deputy. */
  code: string;
  /** The day on which it was put forward, if that was not today: for the desk. */
  day?: Day | undefined;
}

/** Takes an objection (异议) to a line of a published notice; gives the number by which it is known. */
export async function createObjection(doing: Doing, input: ObjectionInput): Promise<{ reference: string }> {
  return write(doing, async (tx) => {
    const notice = found(await findNotice(tx, input.quarter, input.version));
    const deputy = await disputedDeputy(tx, notice, input.deputy);
    await demandOpen(tx, doing, input, notice, deputy);
    const reference = objectionReference(input.quarter, await countReferences(tx, input.quarter));
    const isSender = input.source !== 'desk';
    await insertObjection(tx, {
      reference,
      codeHash: input.code === '' ? '' : hashCode(input.code),
      noticeId: notice.id,
      deputyId: found(deputy).id,
      record: input.record,
      accountId: isSender ? doing.actor.accountId : null,
      name: input.name,
      phone: input.phone,
      content: input.content,
      state: 'received',
      receivedAt: instantOf(input.day, doing.at),
    });
    // Who sent it and what they wrote stays out of the trail, which is never erased.
    const after = {
      notice: `${input.quarter}/${input.version}`,
      deputy: input.deputy,
      record: input.record,
      source: input.source,
    };
    tx.record({ kind: 'objection.received', subject: ['objection', reference], after });
    return { reference };
  });
}

/** The deputy of the notice's own term: it may be an earlier one. */
async function disputedDeputy(tx: Tx, { body }: Notice, certificate: string): Promise<DeputyRow | undefined> {
  const term = found(await findTermByNumber(tx, body.term));
  return findDeputy(tx, term.id, certificate);
}

async function demandOpen(
  tx: Tx,
  doing: Doing,
  input: ObjectionInput,
  notice: Notice,
  deputy: DeputyRow | undefined,
): Promise<void> {
  const { roles, personId } = await whoActs(tx, doing.actor);
  const reason = refuseObjecting({
    source: input.source,
    roles,
    day: input.day ?? shanghaiDay(doing.at),
    hasLine: deputy !== undefined && findDisputed(notice.body, input.deputy, input.record) !== null,
    isOwnLine: personId !== null && deputy?.personId === personId,
    ...(await windowFacts(tx, notice, doing.at)),
  });
  if (reason !== null) throw new Refused(reason, await refusalDetail(tx, notice));
}

/** Where a notice stands for whoever wants to object to it. */
export async function windowFacts(
  reader: Reader,
  { quarter, version, publishedAt, windowTo }: NoticeHead,
  at: number,
) {
  const current = (await listNotices(reader)).find((one) => one.quarter === quarter);
  return {
    today: shanghaiDay(at),
    publishedOn: shanghaiDay(publishedAt),
    windowTo,
    isCurrent: current?.version === version,
  };
}

/** What the words of a refusal need: the dates, and whom to call. */
export async function refusalDetail(reader: Reader, notice: NoticeHead): Promise<Record<string, string>> {
  return {
    quarter: chineseQuarter(notice.quarter),
    from: chineseDate(shanghaiDay(notice.publishedAt)),
    until: chineseDate(notice.windowTo),
    whom: whomToCall(found(await findTownship(reader))),
  };
}

/** Noon of an earlier day in Shanghai; now for today. */
function instantOf(day: Day | undefined, at: number): number {
  if (day === undefined || day === shanghaiDay(at)) return at;
  return Date.parse(`${day}T12:00:00+08:00`);
}

/** Answers an objection, once and for all; the deputy it is about is told. */
export async function answerObjection(
  doing: Doing,
  reference: string,
  { action, ...words }: AnswerWords & { action: ObjectionAction },
): Promise<void> {
  await write(doing, async (tx) => {
    const objection = found(await findObjection(tx, reference));
    const acting = await whoActs(tx, doing.actor);
    const actor = { ...acting, accountId: doing.actor.accountId };
    const check = checkObjectionStep(actor, standingOf(objection), action, words);
    if (!check.ok) throw new Refused(check.reason, { reference });
    const { to } = check.step;
    await updateObjection(tx, objection.id, {
      ...words,
      state: to,
      answeredAt: doing.at,
      answeredBy: doing.actor.accountId,
    });
    const subject = ['objection', reference] as const;
    const before = { state: objection.state };
    tx.record({ kind: 'objection.answered', subject, before, after: { state: to, ...words } });
    await tell(tx, doing.at, [{ personId: objection.deputy.personId }], {
      kind: 'objection-answered',
      subject,
      detail: { quarter: objection.notice.quarter, state: to, summary: words.summary },
    });
  });
}

/** What the rules need to know about an objection. */
export function standingOf({ state, deputy, accountId, name, phone }: Objection): ObjectionStanding {
  // Whoever bears the deputy's own name can hardly be kept out of an answer about the deputy.
  const sender = { name: name === deputy.name ? '' : name, phone };
  return { state, personId: deputy.personId, accountId, sender };
}

/** The objection that a number and its code open together; null for any other two. */
export async function followObjection(
  reader: Reader,
  reference: string,
  code: string,
): Promise<Objection | null> {
  const objection = await findObjection(reader, reference);
  if (!objection || objection.codeHash === '') return null;
  return objection.codeHash === hashCode(code) ? objection : null;
}
