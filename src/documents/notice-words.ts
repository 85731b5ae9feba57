/** The words of a points notice (积分公示) and of its correction (更正公告), as pure functions of what was frozen. */
import { chineseDate, chineseQuarter, daysBetween, type Day, type Quarter } from '../lib/dates.ts';
import { formatHundredths, toHundredths } from '../lib/hundredths.ts';
import { letterhead } from './letterhead.ts';
import { noticeColumns } from './notice-table.ts';
import type { AnnexTable, NoticeDocument } from './models.ts';

/** One deputy's line. Points are numbers with at most two decimals; `sections` by section code. */
export interface NoticeLine {
  deputy: string;
  name: string;
  district: string;
  group: string;
  points: number;
  total: number;
  /** Only where ranks are shown. */
  rank?: number;
  sections: Record<string, number>;
}

/** What a notice says, in the order in which it is printed; structurally a frozen notice with its check sums. */
export interface NoticeBody {
  /** 回龙镇 */
  township: string;
  /** 回龙镇人民代表大会 */
  congress: string;
  /** 回龙镇人民代表大会主席团 */
  presidium: string;
  /** Where objections are taken; empty texts are left out. */
  contact: { address: string; phone: string };
  quarter: Quarter;
  version: number;
  number: string;
  scheme: { title: string; year: number; version: number };
  asOf: Day;
  closedOn: Day;
  window: { from: Day; to: Day };
  lines: NoticeLine[];
  sections: { code: string; title: string }[];
  /** Why the quarter was closed with open points; null when there were none. */
  openReason: string | null;
  corrects: { version: number; sha256: string; reason: string; changes: string[] } | null;
  sha256: string;
  previousSha256: string | null;
  auditHead: string | null;
  showRank: boolean;
  /** 姓氏笔画 or 姓名笔画: how deputies with equal totals (or all, without ranks) are listed. */
  order: string;
}

/** More sections than this do not fit on upright paper; they are read on line then. */
const MOST_SECTIONS = 7;
const LAW = '《中华人民共和国全国人民代表大会和地方各级人民代表大会代表法》第五十八条';

const sentence = (text: string) => text.replace(/[。；，、\s]+$/u, '') + '。';

function schemeName({ title, year, version }: NoticeBody['scheme']): string {
  return `《${title}》（${year}年度，第${version}版）`;
}

/** 代表法 art. 58 charges the presidium with recording and publishing how deputies do their duty. */
function basis(body: NoticeBody): string {
  const what = `${chineseQuarter(body.quarter)}${body.congress}代表履职积分`;
  const verb = body.corrects === null ? '予以公示' : '更正后重新公示';
  return (
    `根据${LAW}和${schemeName(body.scheme)}，现将${what}${verb}，涉及代表${body.lines.length}名。` +
    `积分依据截至${chineseDate(body.asOf)}已经确认的履职记录计算。`
  );
}

/** 公示期, both days included, and how to object (异议). */
function window(body: NoticeBody): string {
  const { from, to } = body.window;
  const days = daysBetween(from, to) + 1;
  return (
    `公示期为${chineseDate(from)}至${chineseDate(to)}，共${days}天。公示期内，代表和选民对积分有异议的，` +
    `可以当面、书面或者电话向${body.presidium}提出，也可以在网上的公示页面（地址见文末）直接提出，姓名和电话不公开。` +
    '主席团逐件答复并说明理由，答复的摘要、结论和理由公开；' +
    '异议成立的，发布更正公告，原公示保留备查。'
  );
}

function contact({ contact: { address, phone } }: NoticeBody): string[] {
  const parts = [address === '' ? '' : `受理地点：${address}`, phone === '' ? '' : `联系电话：${phone}`];
  const given = parts.filter((part) => part !== '');
  return given.length === 0 ? [] : [sentence(given.join('；'))];
}

function openPoints({ openReason }: NoticeBody): string[] {
  return openReason === null ? [] : [`本季度截止时尚有未办结事项，说明如下：${sentence(openReason)}`];
}

function correction({ corrects }: NoticeBody): NoticeDocument['correction'] {
  if (corrects === null) return null;
  return {
    of: `第${corrects.version}版公示`,
    reasons: [
      ...corrects.changes,
      `更正原因：${corrects.reason}`,
      `被更正的第${corrects.version}版公示保留备查，其校验码为${corrects.sha256}`,
    ].map(sentence),
  };
}

function listing(body: NoticeBody): string {
  if (!body.showRank) return `名单以${body.order}为序，不排名次。`;
  return `名次按累计积分从高到低排列；积分相同的名次并列，其后的名次空出（如1、2、2、4）；名次并列的以${body.order}为序。`;
}

/** Base points and the bounds of the total belong to no section, so the sections need not add up. */
function sectionsAddUp(body: NoticeBody): boolean {
  return body.lines.every((line) => {
    const sum = body.sections.reduce((total, { code }) => total + toHundredths(line.sections[code] ?? 0), 0);
    return sum === toHundredths(line.points);
  });
}

function notes(body: NoticeBody, withSections: boolean): string[] {
  const scores = '本季积分为本季度末累计积分减去上季度末累计积分；公示生成后补登的，计入确认时所在季度';
  return [
    listing(body),
    `计分办法：${schemeName(body.scheme)}。${scores}。`,
    `数据截至${chineseDate(body.asOf)}；${chineseDate(body.closedOn)}截止登记并生成本公示。`,
    ...(withSections && !sectionsAddUp(body) ? ['基础分和累计积分的上下限只计入合计，不计入各类。'] : []),
    ...(withSections || body.sections.length === 0 ? [] : ['分类积分见网上公示页面。']),
  ];
}

function pointsTable(body: NoticeBody, withSections: boolean): AnnexTable {
  const sections = withSections ? body.sections : [];
  const show = (points: number) => formatHundredths(toHundredths(points));
  const { columns, district } = noticeColumns(body.lines, sections, body.showRank);
  const rows = body.lines.map((line, index) => [
    String(index + 1),
    line.name,
    district(line.district),
    ...sections.map(({ code }) => show(line.sections[code] ?? 0)),
    show(line.points),
    show(line.total),
    ...(body.showRank ? [String(line.rank ?? '')] : []),
  ]);
  return { caption: `${chineseQuarter(body.quarter)}人大代表履职积分表`, columns, rows };
}

/** The notice as it is printed; `links.page` is its permanent address. */
export function noticeDocument(body: NoticeBody, links: { page: string }): NoticeDocument {
  const withSections = body.sections.length <= MOST_SECTIONS;
  const kind = body.corrects === null ? '公示' : '更正公告';
  return {
    redHead: letterhead(body.presidium),
    number: body.number,
    title: `关于${chineseQuarter(body.quarter)}\n人大代表履职积分的${kind}`,
    correction: correction(body),
    paragraphs: [basis(body), window(body), ...contact(body), ...openPoints(body)],
    tables: [pointsTable(body, withSections)],
    notes: notes(body, withSections),
    signature: { organ: body.presidium, date: chineseDate(body.closedOn) },
    verification: {
      sha256: body.sha256,
      address: links.page,
      version: body.version,
      previousSha256: body.previousSha256,
      auditHead: body.auditHead,
    },
  };
}
