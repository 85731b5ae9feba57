import type { DutyKind } from '../duties/rules.ts';
import { toHundredths } from '../lib/hundredths.ts';
import { explain, type ExplainedRecord, type Explanation } from '../points/explain.ts';
import { settlementOf } from '../points/outside.ts';
import type { NoticeBody, NoticeDeputy, NoticeLine } from './body.ts';

/** How a deputy's points in a published notice came about, from what is frozen in it. */
export function explainNotice(body: NoticeBody, deputy: NoticeDeputy): Explanation {
  return explain({
    scheme: body.scheme,
    quarters: deputy.quarters.map(({ quarter, points, total }) => ({
      quarter,
      pointsHundredths: toHundredths(points),
      totalHundredths: toHundredths(total),
    })),
    records: deputy.lines.map(explainedRecord),
    settlements: (deputy.settlements ?? []).map(settlementOf),
  });
}

function explainedRecord(line: NoticeLine): ExplainedRecord {
  return {
    record: line.record,
    item: line.item,
    kind: line.kind as DutyKind,
    what: line.what,
    href: publicAddress(line.record),
    date: line.date,
    countedOn: line.countedOn ?? line.date,
    quantityHundredths: toHundredths(line.quantity),
    grade: line.grade ?? null,
    grossHundredths: toHundredths(line.gross),
    grantedHundredths: toHundredths(line.granted),
    reason: line.reason ?? null,
  };
}

/** Activities and proposals have public pages; the fact's id holds their code. */
function publicAddress(record: string): string | null {
  const [type = '', key = ''] = record.split('/');
  if (type === 'activity') return `/activities/${encodeURIComponent(key)}`;
  const isProposal = type.endsWith('.led') || type === 'cosign' || type === 'adopted';
  return isProposal ? `/proposals/${encodeURIComponent(key)}` : null;
}
