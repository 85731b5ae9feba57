import { toHundredths } from '../lib/hundredths.ts';
import { explain, type ExplainedLine, type Explanation } from '../points/explain.ts';
import type { NoticeBody, NoticeDeputy, NoticeLine } from './body.ts';

/** How a deputy's points in a published notice came about, from what is frozen in it. */
export function explainNotice(body: NoticeBody, deputy: NoticeDeputy): Explanation {
  return explain(body.scheme, deputy.lines.map(explainedLine));
}

function explainedLine(line: NoticeLine): ExplainedLine {
  return {
    record: line.record,
    item: line.item,
    what: line.what,
    href: publicAddress(line.record),
    day: line.date,
    countedOn: line.countedOn ?? line.date,
    quantity: line.quantity,
    grade: line.grade ?? '',
    grossHundredths: toHundredths(line.gross),
    grantedHundredths: toHundredths(line.granted),
    reason: line.reason ?? null,
  };
}

/** Activities and proposals have public pages; the fact's id holds their code. */
function publicAddress(record: string): string {
  const [type = '', key = ''] = record.split('/');
  if (type === 'activity') return `/activities/${encodeURIComponent(key)}`;
  const isProposal = type.endsWith('.led') || type === 'cosign' || type === 'adopted';
  return isProposal ? `/proposals/${encodeURIComponent(key)}` : '';
}
