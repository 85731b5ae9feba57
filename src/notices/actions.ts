import { write, type Doing } from '../db/write.ts';
import type { Quarter } from '../lib/dates.ts';
import { found, Refused } from '../refusals.ts';
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
    return { sha256 };
  });
}
