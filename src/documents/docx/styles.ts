/**
 * Paragraph styles of the paper forms. A clerk who changes one in WPS changes it everywhere, and the text itself stays small.
 * Sizes in half-points (三号 32, 四号 28, 小四 24, 五号 21, 二号 44), distances in twips.
 */
import { element } from './xml.ts';
import { LINE } from './page.ts';

const FANG_SONG = '仿宋_GB2312';
const SMALL_TITLE_SONG = '方正小标宋简体';
const BLACK = '黑体';
const KAI = '楷体_GB2312';

/**
 * 三号 (16 pt) is wider than the grid's 15.79 pt. Word and WPS squeeze it in, LibreOffice gives each character two cells.
 * So the section declares the grid, and the text keeps to it by itself: 0.3 pt closer (in twips; at 0.25 pt LibreOffice still breaks after 27), lines exact.
 */
const TIGHTEN = -6;
const OFF_GRID = element('w:snapToGrid', { 'w:val': 0 });

interface Style {
  id: string;
  name: string;
  font?: string;
  size?: number;
  color?: string;
  /** Exact line pitch; the one of the grid when left out. */
  line?: number;
  before?: number;
  after?: number;
  align?: 'left' | 'center' | 'right' | 'both';
  /** First line two characters in. */
  indented?: boolean;
  keepNext?: boolean;
  /** Paragraph properties that must stand between keepNext and spacing, as XML. */
  border?: string;
  /** Not in the pitch of 28 characters a line: tables, small print, large titles. */
  loose?: boolean;
}

/** 1.5 pt, 4 mm below the number. */
const RED_LINE = element(
  'w:pBdr',
  {},
  element('w:bottom', { 'w:val': 'single', 'w:sz': 12, 'w:space': 11, 'w:color': 'FF0000' }),
);

const STYLES = [
  { id: 'Normal', name: 'Normal' },
  { id: 'BodyText', name: '公文正文', indented: true },
  { id: 'HeadSpace', name: '公文版头空白', line: 1984 },
  {
    id: 'RedHead',
    name: '公文发文机关标志',
    font: SMALL_TITLE_SONG,
    color: 'FF0000',
    line: 900,
    align: 'center',
    loose: true,
  },
  { id: 'RedNumber', name: '公文发文字号', before: LINE * 2, align: 'center', border: RED_LINE },
  { id: 'PlainNumber', name: '公文文号', align: 'center' },
  {
    id: 'DocumentTitle',
    name: '公文标题',
    font: SMALL_TITLE_SONG,
    size: 44,
    line: 640,
    align: 'center',
    keepNext: true,
    loose: true,
  },
  { id: 'DocumentSubtitle', name: '公文副标题', font: KAI, align: 'center', keepNext: true },
  { id: 'Signature', name: '公文署名', align: 'right' },
  { id: 'AnnexMark', name: '公文附件标记', font: BLACK, align: 'left', keepNext: true },
  { id: 'Line', name: '公文四号行', size: 28, line: 480, after: 60, align: 'left', loose: true },
  { id: 'Note', name: '公文说明', size: 24, line: 400, align: 'left', loose: true },
  { id: 'CheckSum', name: '公文校验码', size: 21, line: 320, align: 'left', loose: true },
  { id: 'TableHead', name: '表头', font: BLACK, size: 24, line: 340, align: 'center', loose: true },
  { id: 'TableText', name: '表文', size: 24, line: 340, align: 'left', loose: true },
  { id: 'TableHeadLarge', name: '表头四号', font: BLACK, size: 28, line: 400, align: 'center', loose: true },
  { id: 'TableTextLarge', name: '表文四号', size: 28, line: 400, align: 'left', loose: true },
  { id: 'TableParagraph', name: '表内正文', size: 24, line: 400, align: 'both', indented: true, loose: true },
  { id: 'TableSignature', name: '表内签名', size: 24, line: 480, align: 'right', loose: true },
  { id: 'PageNumber', name: '公文页码', font: '宋体', size: 28, line: 280, align: 'left', loose: true },
] as const satisfies readonly Style[];

export type StyleId = (typeof STYLES)[number]['id'];

function fonts(eastAsia: string, ascii = 'Times New Roman'): string {
  return element('w:rFonts', { 'w:ascii': ascii, 'w:hAnsi': ascii, 'w:eastAsia': eastAsia, 'w:cs': ascii });
}

function runProperties(style: Style): string {
  const size = style.size ?? 32;
  return element(
    'w:rPr',
    {},
    fonts(style.font ?? FANG_SONG, style.font === '宋体' ? '宋体' : undefined),
    OFF_GRID,
    style.color === undefined ? '' : element('w:color', { 'w:val': style.color }),
    style.loose ? '' : element('w:spacing', { 'w:val': TIGHTEN }),
    element('w:sz', { 'w:val': size }),
    element('w:szCs', { 'w:val': size }),
  );
}

function paragraphProperties(style: Style): string {
  const indent = (style.size ?? 32) * 20 - (style.loose ? 0 : 10);
  return element(
    'w:pPr',
    {},
    style.keepNext ? '<w:keepNext/><w:keepLines/>' : '',
    style.border ?? '',
    '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
    OFF_GRID,
    element('w:spacing', {
      'w:before': style.before ?? 0,
      'w:after': style.after ?? 0,
      'w:line': style.line ?? LINE,
      'w:lineRule': 'exact',
    }),
    style.indented ? element('w:ind', { 'w:firstLineChars': 200, 'w:firstLine': indent }) : '',
    element('w:jc', { 'w:val': style.align ?? 'both' }),
  );
}

function styleXml(style: Style): string {
  const isNormal = style.id === 'Normal';
  return element(
    'w:style',
    {
      'w:type': 'paragraph',
      ...(isNormal ? { 'w:default': 1 } : { 'w:customStyle': 1 }),
      'w:styleId': style.id,
    },
    element('w:name', { 'w:val': style.name }),
    isNormal ? '' : element('w:basedOn', { 'w:val': 'Normal' }),
    '<w:qFormat/>',
    paragraphProperties(style),
    runProperties(style),
  );
}

/** Content of word/styles.xml without its root. No widow control: it would leave 21 lines on a page. */
export function stylesXml(): string {
  const defaults =
    '<w:docDefaults><w:rPrDefault><w:rPr>' +
    fonts(FANG_SONG) +
    '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>' +
    '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>';
  return defaults + STYLES.map(styleXml).join('');
}

/** What to take where a machine lacks a font: WPS and Word follow `altName`. */
export function fontTableXml(): string {
  const substitutes = [
    [FANG_SONG, '仿宋'],
    [SMALL_TITLE_SONG, '方正小标宋_GBK'],
    [KAI, '楷体'],
    [BLACK, 'SimHei'],
  ] as const;
  return substitutes
    .map(([name, other]) =>
      element(
        'w:font',
        { 'w:name': name },
        element('w:altName', { 'w:val': other }),
        element('w:charset', { 'w:val': '86' }),
        element('w:family', { 'w:val': 'auto' }),
      ),
    )
    .join('');
}
