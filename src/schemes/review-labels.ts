import { kindLabel, kindUnit } from '../duties/labels.ts';
import { isDutyKind } from '../duties/rules.ts';
import { schemeWarningWords } from './labels.ts';
import type { ReviewCode, ReviewFinding } from './review.ts';
import type { Place, SchemeWarning, SchemeWarningCode } from './scheme.ts';

/** What a part is called on the desk: “参加视察”, 板块“大会期间”, or the whole. */
export function partText({ part, number, title }: Place): string {
  if (part === 'scheme') return '整份办法';
  const name = title === undefined ? `第 ${number ?? ''} 个` : `“${title}”`;
  return part === 'section' ? `板块${name}` : name;
}

const kindWord = (kind: unknown): string =>
  typeof kind === 'string' && isDutyKind(kind) ? kindLabel(kind) : String(kind);
const words = (value: unknown): string => [value].flat().map(kindWord).join('、');
const names = (value: unknown): string =>
  [value]
    .flat()
    .map((name) => `“${String(name)}”`)
    .join('、');
const earlier = ({ other }: ReviewFinding): string => (other === undefined ? '前面的项目' : partText(other));

type OwnCode = Exclude<ReviewCode, SchemeWarningCode> | 'kind-claimed';

const TEXTS: Readonly<Record<OwnCode, (finding: ReviewFinding) => string>> = {
  'item-idle': (finding) =>
    `勾选的${words(finding.value)}都已由${earlier(finding)}计分，这一项永远计不到分；同一履职只计一次，排在前面的先计`,
  'kind-claimed': (finding) =>
    `${words(finding.value)}已由${earlier(finding)}计分，这一项里不会再计；同一履职只计一次，排在前面的先计`,
  'category-unknown': ({ value }) =>
    `适用的代表类别${names(value)}在登记册里没有，谁也计不到分；请改选，或者先在“代表类别”里新增`,
  'section-empty': () => '里面还没有计分项目',
  'item-without-kinds': () => '没有勾选计入的履职，登记册不会自动计分',
  'unit-differs': ({ value }) => `${unitWords(value)}，和这一项的单位不一样，分值请核对`,
  'evidence-idle': () => '勾了“要佐证材料”，但所选的履职都不是代表自己登记的，这一条不起作用',
  'leave-deducted': () =>
    '请假要扣分。经批准的请假是合法的（代表法第十三条），扣分只能是本地规定，请在项目名称里写明“本地规定”',
  'kinds-uncounted': ({ value }) => `这些履职没有哪一项计分：${words(value)}。本来就不计分的，不用管`,
};

const unitWords = (value: unknown): string =>
  [value]
    .flat()
    .map((kind) =>
      typeof kind === 'string' && isDutyKind(kind) ? `${kindLabel(kind)}按${kindUnit(kind)}登记` : '',
    )
    .join('、');

/** Whether an item that takes points off for leave says that this is a local rule. */
export const saysLocalRule = (title: string): boolean => title.includes('本地');

/** One sentence without its place. */
export function reviewWords(finding: ReviewFinding): string {
  const own = TEXTS[finding.code as OwnCode] as ((one: ReviewFinding) => string) | undefined;
  return own === undefined ? schemeWarningWords(finding as SchemeWarning) : own(finding);
}

/** One sentence that begins with its place. */
export const reviewFindingText = (finding: ReviewFinding): string =>
  `${partText(finding.place)}：${reviewWords(finding)}`;
