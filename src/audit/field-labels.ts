import { ROLE_LABELS } from '../accounts/labels.ts';
import { ASSESSMENT_STATE_LABELS } from '../assessments/labels.ts';
import { kindLabel } from '../duties/labels.ts';
import { KINDS } from '../duties/rules.ts';
import { FILING_STATE_LABELS } from '../filings/labels.ts';
import { stateLabel } from '../meetings/labels.ts';
import { ATTENDANCE_STATES } from '../meetings/rules.ts';
import { OBJECTION_STATE_LABELS } from '../objections/labels.ts';
import type { Difference } from './differences.ts';
import { maskPhone } from './masks.ts';

const SUBJECT_LABELS: Record<string, string> = {
  account: '账号',
  address: '页面',
  activity: '活动',
  assessment: '年度积分核定',
  backup: '备份',
  category: '代表类别',
  'congress-session': '人代会会议',
  congress_session: '人代会会议',
  delegation: '代表团',
  deputy: '代表',
  district: '选区',
  export: '导出',
  filing: '履职登记',
  group: '代表小组',
  import: '导入',
  notice: '积分公示',
  objection: '异议',
  proposal: '议案建议',
  register: '登记册',
  report: '述职报告表',
  scheme: '积分办法',
  setting: '设置',
  statement: '代表说明',
  sitting: '半天会议',
  term: '届次',
  township: '乡镇',
  unit: '承办单位',
};

export function subjectLabel(type: string): string {
  return SUBJECT_LABELS[type] ?? type;
}

const VIA_LABELS: Record<string, string> = {
  web: '网页',
  terminal: '命令行',
  demo: '示例数据',
  program: '自动',
};

export function viaLabel(via: string): string {
  return VIA_LABELS[via] ?? via;
}

const FIELD_LABELS: Record<string, string> = {
  // A scheme (积分办法) and its parts.
  base: '基础分',
  bestOf: '只计最高',
  cap: '上限',
  categories: '适用的代表类别',
  countedIn: '计量单位',
  evidence: '佐证材料',
  floor: '最低分',
  grades: '等次分值',
  items: '计分项目',
  kinds: '计入的履职',
  points: '分值',
  quarterCap: '每季上限',
  schemeSection: '所属板块',
  sections: '板块',
  split: '联名怎么分',
  target: '应完成数',
  tiers: '分段分值',
  address: '地址',
  administrator: '管理员',
  adoptedOn: '通过日期',
  agenda: '议程',
  amountCents: '金额（分）',
  answer: '答复',
  answerMonths: '一般答复期限（月）',
  approver: '批准人',
  bornMonth: '出生年月',
  byElection: '补选',
  category: '代表类别',
  categoryId: '代表类别',
  certificateNumber: '代表证号',
  code: '编号',
  complexAnswerMonths: '复杂答复期限（月）',
  computed: '计算积分',
  congressName: '人大全称',
  content: '内容',
  costCents: '经费（分）',
  delegation: '代表团',
  departments: '定向联系部门',
  deputies: '代表人数',
  deputy: '代表',
  district: '选区',
  divisionCode: '行政区划代码',
  document: '文件',
  documentNumber: '文号',
  documentPrefix: '文号字头',
  education: '文化程度',
  endOn: '结束日期',
  entries: '日志条数',
  files: '佐证、附件数',
  filter: '查询条件',
  form: '格式',
  electedOn: '当选日期',
  ethnicity: '民族',
  file: '文件',
  finalScores: '主席团核定',
  focus: '类别侧重',
  grade: '等次',
  ground: '依据',
  group: '代表小组',
  groupOpinion: '小组意见',
  groupScores: '小组评分',
  half: '半天',
  heldOn: '日期',
  kind: '类别',
  leader: '组长、团长',
  leads: '担任组长、团长',
  login: '登录名',
  name: '名称（姓名）',
  nameOrder: '姓名排序',
  notice: '积分公示',
  number: '编号',
  oathOn: '宣誓日期',
  oathText: '誓词',
  occupation: '职业职务',
  occurredOn: '发生日期',
  openPoints: '未办结事项',
  organiser: '组织单位',
  party: '党派',
  personId: '代表本人',
  phone: '联系电话',
  pinyin: '姓名读音',
  place: '地点',
  presidiumName: '主席团全称',
  presidiumOpinion: '主席团意见',
  publicityDays: '公示期（天）',
  publicRanking: '公开名次',
  quantityHundredths: '数量（百分之一）',
  reason: '事由',
  record: '记录',
  reelected: '连任',
  regular: '例会',
  result: '成效',
  roles: '角色',
  seats: '应选名额',
  selfScores: '代表自评',
  session: '会议',
  sex: '性别',
  sha256: '校验码',
  source: '来源',
  startOn: '开始日期',
  state: '状态',
  step: '环节',
  stateWorker: '国家工作人员',
  subcategory: '代表小类',
  summary: '内容',
  term: '届次',
  title: '名称',
  topic: '发言主题',
  township: '乡镇',
  unitId: '承办单位',
  upperPost: '上级代表职务',
  value: '内容',
  version: '版本',
  villages: '所辖村、社区',
  words: '代表自述',
  year: '年度',
};

/** A difference in words: the field's name and what stood and stands in it. */
export function differenceWords(subjectType: string, { field, before, after }: Difference) {
  const isPrivate = subjectType !== 'township' && field.split('.').at(-1) === 'phone';
  const codes = CODES[field.split('.').at(-1) ?? ''] ?? {};
  const words = (value: unknown) => (isPrivate ? maskedWords(value) : valueWords(value, codes));
  return { label: fieldLabel(field), before: words(before), after: words(after) };
}

function fieldLabel(field: string): string {
  return field
    .split('.')
    .map((name) => FIELD_LABELS[name] ?? name)
    .join(' ');
}

function maskedWords(value: unknown): string {
  return typeof value === 'string' && value !== '' ? maskPhone(value) : '（无）';
}

const LONGEST = 300;

/** Codes that stand in the trail, by the name of their field. */
const CODES: Record<string, Readonly<Record<string, string>>> = {
  roles: ROLE_LABELS,
  kind: Object.fromEntries(KINDS.map(({ kind }) => [kind, kindLabel(kind)])),
  kinds: Object.fromEntries(KINDS.map(({ kind }) => [kind, kindLabel(kind)])),
  half: { am: '上午', pm: '下午' },
  step: ASSESSMENT_STATE_LABELS,
  state: {
    ...Object.fromEntries(ATTENDANCE_STATES.map(({ state }) => [state, stateLabel(state)])),
    ...FILING_STATE_LABELS,
    ...OBJECTION_STATE_LABELS,
  },
};

function valueWords(value: unknown, codes: Readonly<Record<string, string>>): string {
  if (value === undefined || value === null || value === '') return '（无）';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value))
    return value.length === 0 ? '（无）' : value.map((one) => valueWords(one, codes)).join('、');
  const text = typeof value === 'string' ? (codes[value] ?? value) : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
