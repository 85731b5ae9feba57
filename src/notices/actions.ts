import { whoActs } from '../accounts/acting.ts';
import type { Tx } from '../db/store.ts';
import { write, type Doing } from '../db/write.ts';
import { listRoster } from '../deputies/store.ts';
import type { Quarter } from '../lib/dates.ts';
import { tell } from '../messages/steps.ts';
import { found, Refused } from '../refusals.ts';
import { getCurrentTerm } from '../settings/store.ts';
import type { NoticeBody } from './body.ts';
import { freeze } from './hash.ts';
import { noticeBody, prepareClosing } from './prepare.ts';
import { insertNotice } from './store.ts';

export interface ClosingInput {
  /** 文号, such as 回镇人大〔2026〕3号. */
  number: string;
  /** Why it is closed although points of the check-list are open; empty when there are none. */
  openReason: string;
}

/** Closes a quarter (季度积分公示): computes it, freezes it as a notice and publishes it, all in one transaction. */
export async function closeQuarter(
  doing: Doing,
  quarter: Quarter,
  input: ClosingInput,
): Promise<{ sha256: string }> {
  return write(doing, async (tx) => {
    const { roles } = await whoActs(tx, doing.actor);
    if (!roles.includes('presidium')) throw new Refused('notice-role');
    const closing = await prepareClosing(tx, quarter, doing.at, input.openReason);
    if (closing.refusal) throw new Refused(closing.refusal, { quarter, open: closing.open.length });
    const body = await noticeBody(tx, quarter, doing.at, closing, input.openReason);
    const { text, sha256 } = freeze({ ...body, number: input.number });
    await insertNotice(tx, {
      quarter,
      version: body.version,
      number: input.number,
      schemeId: found(closing.scheme).id,
      publishedAt: doing.at,
      windowFrom: body.window.from,
      windowTo: body.window.to,
      body: text,
      sha256,
    });
    tx.record({
      kind: 'notice.published',
      subject: ['notice', `${quarter}/${body.version}`],
      after: { number: input.number, sha256, deputies: body.deputies.length, openPoints: body.openPoints },
      reason: body.openReason,
    });
    await tellEverybody(tx, doing.at, quarter, body.deputies);
    return { sha256 };
  });
}

async function tellEverybody(tx: Tx, at: number, quarter: Quarter, deputies: NoticeBody['deputies']) {
  const { id } = await getCurrentTerm(tx);
  const named = new Set(deputies.map(({ deputy }) => deputy));
  const people = (await listRoster(tx, id)).filter((entry) => named.has(entry.certificateNumber));
  await tell(
    tx,
    at,
    people.map(({ person }) => ({ personId: person.id })),
    { kind: 'notice-published', subject: ['notice', `${quarter}/1`], detail: { quarter } },
  );
}
