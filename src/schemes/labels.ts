import { kindLabel } from '../duties/labels.ts';
import { isDutyKind } from '../duties/rules.ts';
import type { SchemeState } from './procedure.ts';
import type { TemplateName } from './templates.ts';
import type {
  Place,
  SchemeFault,
  SchemeFaultCode,
  SchemeFinding,
  SchemeSource,
  SchemeWarning,
  SchemeWarningCode,
} from './scheme.ts';

const SOURCE_LABELS: Readonly<Record<SchemeSource, string>> = {
  attendance: '出勤',
  leave: '请假',
  absence: '缺席',
  proposal: '议案建议',
  reception: '接待记录',
  commitment: '履职承诺',
  filing: '代表登记',
  manual: '人工录入',
};

const FIELD_LABELS: ReadonlyMap<string, string> = new Map([
  ['id', '编号'],
  ['title', '名称'],
  ['year', '年度'],
  ['version', '版本号'],
  ['base', '基础分'],
  ['floor', '下限'],
  ['cap', '上限'],
  ['quarterCap', '季度上限'],
  ['sections', '板块'],
  ['items', '计分项目'],
  ['code', '代码'],
  ['section', '所属板块'],
  ['unit', '单位'],
  ['points', '每单位分值'],
  ['grades', '等次分值'],
  ['tiers', '分段分值'],
  ['from', '起始件（次）数'],
  ['target', '应完成数'],
  ['quantity', '应完成的件（次）数'],
  ['more', '每多一件（次）加的分'],
  ['less', '每少一件（次）扣的分'],
  ['bestOf', '只计最高的名称'],
  ['split', '联名分摊'],
  ['categories', '适用代表类别'],
  ['kinds', '履职类别'],
  ['source', '记录来源'],
  ['evidence', '佐证要求'],
]);

export const sourceLabel = (source: SchemeSource): string => SOURCE_LABELS[source];

/** 第4项“参加视察”（inspection）, 第2个板块…, or 积分办法 for the scheme itself. */
export function placeText(place: Place): string {
  if (place.part === 'scheme') return '积分办法';
  const count = place.part === 'section' ? '个板块' : '项';
  const title = place.title === undefined ? '' : `“${place.title}”`;
  const code = place.code === undefined ? '' : `（${place.code}）`;
  return `第${place.number ?? ''}${count}${title}${code}`;
}

function fieldText({ field, grade, path }: SchemeFinding<string>): string {
  if (grade !== undefined) return grade.trim() === '' ? '等次名称' : `等次“${grade}”的分值`;
  if (path.includes('.target.') && field === 'points') return '刚好完成时的分值';
  const label = FIELD_LABELS.get(field) ?? (field === '' ? '内容' : `“${field}”`);
  const row = /\.tiers\[(\d+)\]/.exec(path)?.[1];
  return row === undefined
    ? label
    : `分段分值第 ${Number(row) + 1} 行的${field === 'points' ? '分值' : label}`;
}

const SHOWN = 30;

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? `“${value}”` : (JSON.stringify(value) ?? '空');
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

function kindText(value: unknown): string {
  return typeof value === 'string' && isDutyKind(value) ? `“${kindLabel(value)}”` : valueText(value);
}

const otherText = ({ other }: SchemeFinding<string>): string => (other === undefined ? '' : placeText(other));

const FAULT_TEXTS: Readonly<Record<SchemeFaultCode, (fault: SchemeFault) => string>> = {
  'not-object': (fault) => `${fieldText(fault)}的格式不对，应为“名称: 值”的一组内容`,
  'not-list': (fault) => `缺少${fieldText(fault)}，或者它不是一个列表`,
  'not-text': (fault) => `${fieldText(fault)}应为文字，现在是 ${valueText(fault.value)}`,
  'text-missing': (fault) => `${fieldText(fault)}没有填写`,
  'year-out-of-range': (fault) => `年度应为 2000 至 2100 之间的年份，现在是 ${valueText(fault.value)}`,
  'version-not-counted': (fault) => `版本号应为 1 以上的整数，现在是 ${valueText(fault.value)}`,
  'not-number': (fault) => `${fieldText(fault)}应为数字，现在是 ${valueText(fault.value)}`,
  'too-many-decimals': (fault) => `${fieldText(fault)}最多保留两位小数，现在是 ${valueText(fault.value)}`,
  'too-large': (fault) => `${fieldText(fault)}不能超过 100000，现在是 ${valueText(fault.value)}`,
  'cap-negative': (fault) => `${fieldText(fault)}不能小于 0；请填 0 或正数，不限请留空`,
  'floor-above-cap': (fault) => `下限 ${valueText(fault.value)} 高于上限；请把下限改到上限以下`,
  'section-code-twice': (fault) => `代码与${otherText(fault)}相同；请给每个板块不同的代码`,
  'item-code-twice': (fault) => `代码与${otherText(fault)}相同；请给每个项目不同的代码`,
  'section-unknown': (fault) => `所属板块 ${valueText(fault.value)} 不在板块列表中；请填板块的代码`,
  'points-missing': () => '每单位分值和等次分值都没有填写；请填其中一样，或者填分段分值、应完成数',
  'points-and-grades': () => '每单位分值和等次分值只能填一样；请去掉其中一样',
  'points-zero': () => '每单位分值不能为 0；加分请填正数，扣分请填负数',
  'points-negative': (fault) => `${fieldText(fault)}不能小于 0，现在是 ${valueText(fault.value)}`,
  'not-together': (fault) =>
    `${fieldText(fault)}不能和${FIELD_LABELS.get(fault.beside ?? '') ?? ''}一起用；请去掉其中一样`,
  'grades-empty': () => '等次分值是空的；请至少填一个等次和它的分值',
  'tiers-empty': () => '分段分值是空的；请从第 1 件（次）起至少填一行',
  'tiers-out-of-order': (fault) =>
    `${fieldText(fault)}应为整数，第一行为 1，以后一行比一行大，现在是 ${valueText(fault.value)}`,
  'tiers-mixed': () => '分段分值有正有负；加分和扣分请分成两项',
  'tiers-zero': () => '分段分值全部是 0；至少有一段要加分或者扣分',
  'target-zero': (fault) => `${fieldText(fault)}应大于 0，现在是 ${valueText(fault.value)}`,
  'best-across-sections': (fault) =>
    `只计最高的名称${valueText(fault.value)}已用在${otherText(fault)}，两项不在同一个板块；请放在同一个板块，或者换一个名称`,
  'split-unknown': (fault) =>
    `联名分摊应填 "equal"（平分），或者第一提案人所得的百分数（0 到 100 之间），现在是 ${valueText(fault.value)}`,
  'kinds-empty': () => '履职类别是空的；请至少选一类，人工录入的项目请整个去掉这一栏',
  'kind-unknown': (fault) => `没有 ${valueText(fault.value)} 这个履职类别`,
  'kind-twice': (fault) => `履职类别${kindText(fault.value)}在本项中写了两次；请去掉一个`,
  'categories-empty': () => '适用代表类别是空的；请至少选一类，适用全体代表请留空',
  'source-unknown': (fault) => `没有 ${valueText(fault.value)} 这种记录来源`,
  'not-yes-or-no': (fault) => `${fieldText(fault)}只能是 true（是）或 false（否）`,
  'key-unknown': ({ field }) => `不认识“${field}”这一栏；请核对拼写，或者去掉`,
};

const WARNING_TEXTS: Readonly<Record<SchemeWarningCode, (warning: SchemeWarning) => string>> = {
  'no-items': () => '还没有计分项目，谁也得不到积分',
  'kind-claimed': (warning) =>
    `履职类别${kindText(warning.value)}已由${otherText(warning)}计分，在本项中不会再计；同一履职只计一次`,
  'grades-mixed': () => '等次分值有正有负；上限对加分和扣分分别计算，请确认',
  'quarter-cap-above-cap': () => '季度上限高于全年上限，季度上限不起作用',
  'item-cap-unreachable': ({ reach }) => `四个季度的季度上限合计 ${reach}，到不了全年上限`,
  'item-cap-above-worth': ({ reach }) => `本项做满也只有 ${reach} 分，到不了全年上限`,
  'split-idle': () => '本项的履职类别没有多人签名的，联名分摊不起作用',
  'section-cap-unreachable': ({ reach }) => `板块内各项上限合计 ${reach}，到不了板块上限`,
  'total-cap-unreachable': ({ reach }) => `基础分与各板块上限合计 ${reach}，到不了总分上限`,
  'base-outside-bounds': () => '基础分不在下限和上限之间',
};

/** One sentence that names the place as a clerk finds it: 第4项“参加视察”（inspection）：上限不能小于 0；… */
export function schemeFaultText(fault: SchemeFault): string {
  return `${placeText(fault.place)}：${FAULT_TEXTS[fault.code](fault)}`;
}

/** The same without the place, for where it stands: at the field of a form. */
export const schemeFaultWords = (fault: SchemeFault): string => FAULT_TEXTS[fault.code](fault);

export const schemeWarningWords = (warning: SchemeWarning): string => WARNING_TEXTS[warning.code](warning);

export function schemeWarningText(warning: SchemeWarning): string {
  return `${placeText(warning.place)}：${WARNING_TEXTS[warning.code](warning)}`;
}

export { boundsText, ruleText, sectionCapText, sectionFloorText, totalsText } from './rule-labels.ts';

export const SCHEME_STATE_LABELS: Readonly<Record<SchemeState, string>> = {
  draft: '草案',
  in_force: '执行中',
  retired: '已停用',
};

/** Look of the state's tag. */
export const SCHEME_STATE_TONES: Readonly<Record<SchemeState, string>> = {
  draft: 'due',
  in_force: 'good',
  retired: 'quiet',
};

export const TEMPLATE_LABELS: Readonly<Record<TemplateName, string>> = {
  additive: '累计加分制：做一件加一件的分，不设总分上限',
  hundred: '百分制：人代会 40 分，闭会期间 60 分，各板块有上限',
  base60: '基础分 60 分制：人人从 60 分起步，履职加分，缺席扣分',
};

/** Where a new draft starts from. */
export const START_LABELS = {
  ...TEMPLATE_LABELS,
  copy: '照已有的一版，再改成自己的',
  blank: '空白，自己一项一项加',
  json: '已经有写好的积分办法文件（JSON），粘贴或者上传',
} as const;

/** One version as a choice: 2026年第2版《…》（执行中）. */
export const versionOf = ({ year, version, title, state }: VersionName): string =>
  `${year}年第${version}版《${title}》（${SCHEME_STATE_LABELS[state]}）`;

interface VersionName {
  readonly year: number;
  readonly version: number;
  readonly title: string;
  readonly state: SchemeState;
}

export const schemeFileName = ({ title, version }: Pick<VersionName, 'title' | 'version'>): string =>
  `${title}（第${version}版）.json`;

export const UPLOAD_TOO_LARGE = '文件太大，积分办法的文件一般不到 100 KB，请核对是不是选错了文件';
export const UPLOAD_UNREADABLE = '文件不是 UTF-8 编码的文本，请另存为 UTF-8 的 JSON 文件再上传';

export const SCHEME_REFUSALS: Record<string, string> = {
  'scheme-role': '积分办法由主席团通过和停用，请由主席团成员登录后操作。',
  'scheme-is-draft': '{year}年第{version}版还是草案，通过以后才能停用。',
  'scheme-is-in-force': '{year}年第{version}版已经在执行，不能再改。要改的话，请另起草一版。',
  'scheme-is-retired': '{year}年第{version}版已经停用，不能再用。要用的话，请另起草一版。',
  'scheme-quarter-closed': '{year}年已经有季度公示了，这一年的积分办法不能再变。新的办法从下一年开始执行。',
  'scheme-year-fixed': '这一版是{year}年的，年度不能改。别的年度请另起草一版。',
  'scheme-adopted-ahead': '通过日期不能晚于今天。',
  'scheme-not-ready': '{year}年第{version}版草案还不能通过：{reasons}。请先在草案里改好。',
  'scheme-changed-since': '您打开这一页以后，草案又改过了。请看一看现在的内容，再办一次。',
  'scheme-part-changed': '您打开这一页以后，别人改过这里。请回到草案看一看现在的内容，再办一次。',
  'scheme-part-gone': '您打开这一页以后，这一项已经被别人删除了。',
  'scheme-order-changed': '您打开这一页以后，别人改过项目或者顺序。请重新打开草案再移动。',
  'scheme-edit-collides': '您打开这一页以后，别人改过草案，这样改和现在的内容有冲突。请重新打开草案再改。',
  'scheme-too-many-rows': '“{title}”的等次或者分段太多，表单里放不下。请用“整份修改”来改。',
};

/** Which field of the form a refusal belongs to. */
export const SCHEME_REFUSAL_FIELDS: Record<string, string> = {
  'scheme-year-fixed': 'json',
  'scheme-adopted-ahead': 'adoptedOn',
  'scheme-changed-since': 'documentNumber',
};

/** The same where a draft is begun: the year is chosen there. */
export const SCHEME_DRAFT_REFUSAL_FIELDS: Record<string, string> = {
  ...SCHEME_REFUSAL_FIELDS,
  'scheme-quarter-closed': 'year',
};
