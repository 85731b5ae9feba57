import { strFromU8, unzipSync } from 'fflate';
import { load, type CheerioAPI } from 'cheerio';
import { noticeDocument, type NoticeBody } from '../../src/documents/notice-words.ts';
import { reportDocument, type ReportBody } from '../../src/documents/report-words.ts';
import { signInSheet, type SignInBody } from '../../src/documents/sign-in-words.ts';
import type { NoticeDocument, ReportRun, SignInSheet } from '../../src/documents/models.ts';

const NAMES = ['田富', '田大利', '欧阳建国', '买买提·吐尔逊·阿卜杜拉', '陈𬭎', '王秀英', '李娜'];
const DISTRICTS = ['回龙选区', '延安新村选区', '青龙选区'];
const SECTIONS = [
  { code: 'session', title: '大会期间' },
  { code: 'recess', title: '闭会期间' },
  { code: 'contact', title: '联系群众' },
  { code: 'deed', title: '为民办实事' },
  { code: 'model', title: '模范作用' },
  { code: 'pledge', title: '承诺与述职' },
];

const pick = (list: readonly string[], index: number) => list[index % list.length] ?? '';

export function noticeBody(lines: number, over: Partial<NoticeBody> = {}): NoticeBody {
  return {
    township: '回龙镇',
    congress: '回龙镇人民代表大会',
    presidium: '回龙镇人民代表大会主席团',
    contact: { address: '镇政府三楼人大办公室', phone: '028-87654321' },
    quarter: '2026Q3',
    version: 1,
    number: '回镇人大〔2026〕3号',
    scheme: { title: '回龙镇人大代表履职积分办法', year: 2026, version: 2 },
    asOf: '2026-09-30',
    closedOn: '2026-10-09',
    window: { from: '2026-10-09', to: '2026-10-15' },
    lines: Array.from({ length: lines }, (_, index) => ({
      deputy: String(index + 1),
      name: pick(NAMES, index),
      district: pick(DISTRICTS, index),
      group: '城区组',
      points: 22.75,
      total: 118.5,
      rank: index + 1,
      sections: { session: 8, recess: -1, contact: 3.5, deed: 12.25 },
    })),
    sections: SECTIONS,
    openReason: null,
    corrects: null,
    sha256: 'a3f1'.repeat(16),
    previousSha256: null,
    auditHead: 'b0c4'.repeat(16),
    showRank: true,
    order: '姓名笔画',
    ...over,
  };
}

export function notice(lines: number, over: Partial<NoticeBody> = {}): NoticeDocument {
  return noticeDocument(noticeBody(lines, over), { page: '/notices/2026Q3/1' });
}

/** A second version, with everything that a notice can hold. */
export function correction(): NoticeDocument {
  return notice(8, {
    version: 2,
    corrects: {
      version: 1,
      sha256: 'cd'.repeat(32),
      reason: '补登一次视察',
      changes: ['田富本季积分由20改为22.75'],
    },
    previousSha256: 'cd'.repeat(32),
    openReason: '两件登记待补交佐证',
  });
}

export function reportBody(name: string, over: Partial<ReportBody> = {}): ReportBody {
  return {
    township: '回龙镇',
    year: 2026,
    asOf: '2026-12-31',
    person: {
      name,
      sex: '女',
      ethnicity: '汉族',
      born: '1953-04',
      party: '中共党员',
      education: '大专',
      occupation: '社区居委会主任（退居二线）',
      district: '延安新村选区',
      delegation: '第一代表团',
      group: null,
      certificate: '001',
      electedOn: '2026-01-10',
      oathOn: null,
    },
    sections: SECTIONS.map(({ title }, index) => ({
      title,
      figures: [
        { label: '出席会议', count: 3, of: 4, unit: '次', note: '请假1次' },
        { label: '领衔建议', count: 0, of: null, unit: '件', note: null },
        { label: '推动解决问题', count: null, of: null, unit: '件', note: null },
      ],
      lists: [
        { title: '领衔的建议', rows: ['关于提高社区干部待遇的建议', '关于解决农转非人员养老问题的建议'] },
        { title: '附议', rows: [] },
      ],
      words: index % 2 === 0 ? '一年来走访选民四十户。\n下一年继续努力。' : '',
    })),
    quarters: [
      { quarter: '2026Q1', points: 45, total: 45, rank: 2 },
      { quarter: '2026Q2', points: -0.5, total: 44.5, rank: null },
    ],
    groupOpinion: '认真履职。',
    presidiumOpinion: '',
    ...over,
  };
}

export function reportRun(forms: number): ReportRun {
  const bodies = Array.from({ length: forms }, (_, index) => reportBody(`${pick(NAMES, index)}${index}`));
  return { title: '回龙选区年度述职报告表', forms: bodies.map(reportDocument) };
}

export function signIn(people: number, over: Partial<SignInBody> = {}): SignInSheet {
  return signInSheet({
    meeting: '回龙镇第六届人民代表大会第三次会议',
    day: '2026-01-15',
    half: 'am',
    venue: '镇政府大会议室',
    placeTitle: '代表团',
    showCertificate: true,
    people: Array.from({ length: people }, (_, index) => ({
      certificate: String(index + 1).padStart(3, '0'),
      name: pick(NAMES, index),
      place: '第一代表团',
      remark: index === 4 ? '因病请假，王主席批准' : '',
    })),
    order: '姓名笔画',
    totals: { expected: people, present: null, leave: 0, absent: null },
    ...over,
  });
}

/** The parts of a .docx as text. */
export function partsOf(docx: Buffer): Record<string, string> {
  const entries = Object.entries(unzipSync(docx));
  return Object.fromEntries(entries.map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/** A part read as XML; throws when the package has no such part. */
export function xmlPart(docx: Buffer, name: string): CheerioAPI {
  const text = partsOf(docx)[name];
  if (text === undefined) throw new Error(`no part ${name}`);
  return load(text, { xml: true });
}

/** All words of word/document.xml in reading order, without white space. */
export function wordsOf(docx: Buffer): string {
  const $ = xmlPart(docx, 'word/document.xml');
  return $('w\\:t')
    .map((_, node) => $(node).text())
    .get()
    .join('')
    .replace(/\s/g, '');
}

/** Every text that stands in a model, wherever it hangs. */
export function textsOf(model: unknown): string[] {
  if (typeof model === 'string') return [model];
  if (Array.isArray(model)) return model.flatMap(textsOf);
  return typeof model === 'object' && model !== null ? Object.values(model).flatMap(textsOf) : [];
}
