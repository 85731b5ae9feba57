import type { Scheme, SchemeItem } from './scheme.ts';

/** How points come about under this scheme, in plain words: a question and its answer. */
export interface Explanation {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** What every reader asks of a scheme; only of what this one has (points.md, "The computation"). */
export function explainScheme(scheme: Scheme): readonly Explanation[] {
  return [
    { title: '什么能计分', paragraphs: whatCounts(scheme) },
    { title: '上限怎么算', paragraphs: howCapsWork(scheme) },
    { title: '季度怎么算', paragraphs: howQuartersWork(scheme) },
    {
      title: '晚登记的怎么算',
      paragraphs: [
        '履职按发生的日期计入当季。',
        '如果登记确认的时候，那个季度已经公示了，就计入确认那一天所在的季度，并且注明“补登”和发生的日期。已经公示的积分不改。',
        '计分年度是每年 1 月 1 日到 12 月 31 日，以计入的那一天为准。',
      ],
    },
  ].filter(({ paragraphs }) => paragraphs.length > 0);
}

function whatCounts({ items }: Scheme): string[] {
  return [
    '只有会议、活动的出勤，和经过审核确认的记录才计分。',
    '同一条记录只计一次：能计入几项的，计入排在最前面的一项。',
    ...(items.some((item) => item.categories) ? ['写明“只适用于”某类代表的项目，别的代表做了不计分。'] : []),
    ...(items.some((item) => item.evidence) ? ['写明“要佐证材料”的项目，交了材料才能确认。'] : []),
    ...(items.some((item) => item.split) ? ['联名提出的议案、建议，分值按写明的办法由提案人分。'] : []),
    ...(items.some((item) => item.bestOf)
      ? ['写明“只计最高”的，同一个名称下全年只计最高的一次；后来有更高的，只补差额。']
      : []),
  ];
}

const hasCap = ({ cap }: { readonly cap?: number | null }): boolean => typeof cap === 'number';
const hasQuarterCap = ({ quarterCap }: SchemeItem): boolean => typeof quarterCap === 'number';

function howCapsWork({ sections, items, floor, cap }: Scheme): string[] {
  const isBound = sections.some(hasCap) || items.some(hasCap) || items.some(hasQuarterCap);
  return [
    ...(isBound ? ['记录按日期先后计分。到了上限，后面的记录仍然保留、照常公开，只是不再加分。'] : []),
    ...(items.some(hasQuarterCap) ? ['“每季上限”：一个季度里这一项最多计这么多分，下个季度重新算。'] : []),
    ...(items.some(hasCap) ? ['“全年上限”：一年里这一项最多计这么多分。扣分项目写的是“最多扣”多少分。'] : []),
    ...(sections.some(hasCap)
      ? ['“板块上限”：板块里各项加的分合起来，一年最多计这么多分。扣分不占这个上限，也不会腾出上限。']
      : []),
    ...(sections.some((section) => typeof section.floor === 'number')
      ? ['“扣完为止”：板块的分扣到最低分就不再扣；以后又有加分的，先抵前面没有扣的部分。']
      : []),
    ...(floor === null ? [] : [`总分低于 ${floor} 分的，按 ${floor} 分算。`]),
    ...(cap === null ? [] : [`总分超过 ${cap} 分的，按 ${cap} 分算。`]),
  ];
}

function howQuartersWork(scheme: Scheme): string[] {
  const { base, sections, items } = scheme;
  const hasBase = base !== 0 || sections.some((section) => (section.base ?? 0) !== 0);
  return [
    ...(hasBase ? ['基础分人人都有，计入第一季度。'] : []),
    '每个季度末算一次累计积分，减去上个季度末的累计积分，就是这个季度的积分。四个季度加起来正好是全年的积分。',
    ...(items.some((item) => item.tiers) ? ['按件数分段的项目，第几件是从年初数起的，不按季度重新数。'] : []),
    ...(items.some((item) => item.target)
      ? ['写明“应完成”的项目，年底一并计分，计入第四季度；任职不满全年的，不因为没有完成扣分。']
      : []),
    '累计积分相同的，名次相同。',
  ];
}
