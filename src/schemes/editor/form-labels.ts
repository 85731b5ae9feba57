/** What can be wrong with what was typed into the form of an item. */
export type FormFault =
  | 'missing'
  | 'choose'
  | 'too-long'
  | 'not-number'
  | 'too-large'
  | 'negative'
  | 'zero'
  | 'minus-under-plus'
  | 'no-rows'
  | 'twice'
  | 'not-whole'
  | 'not-from-one'
  | 'not-ascending'
  | 'all-zero'
  | 'not-percent'
  | 'beside-best-of'
  | 'beside-year'
  | 'quarter-beside-year';

const FIELD_WORDS: Readonly<Record<string, string>> = {
  section: '所属板块',
  title: '项目名称',
  unit: '计量单位',
  sign: '加分还是扣分',
  worth: '怎么计分',
  points: '分值',
  grade: '等次名称',
  gradePoints: '分值',
  tierFrom: '起始数',
  tierPoints: '分值',
  targetQuantity: '应完成数',
  targetPoints: '刚好完成得的分',
  targetMore: '每多一个单位加的分',
  targetLess: '每少一个单位扣的分',
  cap: '全年上限',
  quarterCap: '每季上限',
  kinds: '计入的履职',
  categories: '适用的代表类别',
  source: '记录来源',
  bestOf: '只计最高的名称',
  split: '联名怎么分',
  splitPercent: '第一提案人所得的百分比',
};

const TEXTS: Readonly<Record<FormFault, string>> = {
  missing: '请填写{field}',
  choose: '请选择{field}',
  'too-long': '{field}最多 {more} 个字',
  'not-number': '{field}请填数字，最多两位小数',
  'too-large': '{field}不能超过 100000',
  negative: '{field}不能小于 0',
  zero: '{field}不能是 0',
  'minus-under-plus': '{field}请填正数；要扣分的，请在上面选“扣分”',
  'no-rows': '请至少填一行',
  twice: '等次“{more}”写了两次，请去掉一个',
  'not-whole': '{field}请填 1 以上的整数',
  'not-from-one': '第一行的{field}请填 1',
  'not-ascending': '{field}要比上一行的 {more} 大',
  'all-zero': '至少有一行的分值不能是 0',
  'not-percent': '{field}请填 0 到 100 之间的数，不含 0 和 100',
  'beside-best-of': '填了“只计最高”，就不能再设{field}，请去掉其中一样',
  'beside-year': '按件数分段、应完成数是按全年一并算的，不能再用这一条，请去掉',
  'quarter-beside-year': '按件数分段、应完成数是按全年一并算的，不能再设每季上限，请留空',
};

/** The sentence at a field; `more` is the length, name or number that it speaks of. */
export function formFaultText(fault: FormFault, field: string, more: string): string {
  const [name = '', row] = field.split('.');
  const words = FIELD_WORDS[name] ?? '';
  const isOfTable = fault === 'not-from-one' || fault === 'no-rows';
  const place = row === undefined || isOfTable ? '' : `第 ${Number(row) + 1} 行：`;
  return place + TEXTS[fault].replace('{field}', words).replace('{more}', more);
}
