import { IMPORTED_FILING_KINDS } from '../duties/rules.ts';
import {
  choice,
  code,
  day,
  decimal,
  duty,
  names,
  oneOf,
  required,
  text,
  yesNo,
} from './templates-columns.ts';

/** Filings (履职登记): what counts for one deputy, confirmed once it is imported. */
export const filings = {
  id: 'filings',
  file: 'filings.csv',
  sheet: '履职登记',
  key: ['code'],
  columns: [
    required(code('code', '登记编号', { synonyms: ['编号'], example: 'F01' })),
    required(
      code('deputy', '代表证号', {
        synonyms: ['证号', '代表证编号', '代表编号', '代表', 'certificateNumber'],
        example: '001',
        hint: '按文本填写，保留前面的 0',
      }),
    ),
    required(day('occurredOn', '日期', { synonyms: ['履职日期', '时间'], example: '2026-05-08' })),
    required(duty('kind', '类别', IMPORTED_FILING_KINDS, { synonyms: ['履职类别'], example: '走访选民' })),
    required(text('content', '内容', { synonyms: ['履职内容'], max: 5000, example: '慰问帮扶困难户' })),
    decimal('quantity', '数量', 0.01, 9999, {
      synonyms: ['次数', '件数'],
      example: '1',
      hint: '不填按 1 计算',
    }),
    text('grade', '等次', { synonyms: ['等级', '级别'], example: '县级' }),
    text('place', '地点', { example: '回龙社区' }),
    text('result', '成效', { synonyms: ['效果', '履职成效'], max: 2000, example: '已解决' }),
    decimal('amount', '金额', 0, 1_000_000_000, {
      synonyms: ['资金'],
      example: '300',
      hint: '单位：元，只填数字',
    }),
  ],
} as const;

const satisfaction = [
  choice('满意', 'satisfied'),
  choice('基本满意', 'fairly', '较满意'),
  choice('不满意', 'dissatisfied'),
] as const;

/** Proposals (议案 motion, 建议、批评和意见 suggestion) with their handling. */
export const proposals = {
  id: 'proposals',
  file: 'proposals.csv',
  sheet: '议案建议',
  key: ['number'],
  columns: [
    required(code('number', '编号', { synonyms: ['议案编号', '建议编号', '序号'], example: '2026-001' })),
    required(
      oneOf(
        'kind',
        '类型',
        [choice('议案', 'motion'), choice('建议', 'suggestion', '建议、批评和意见', '建议批评和意见')],
        {
          synonyms: ['类别', 'type'],
          example: '建议',
        },
      ),
    ),
    required(
      text('title', '标题', { synonyms: ['名称', '题目'], max: 300, example: '关于回龙湾公路清扫的建议' }),
    ),
    text('cause', '案由', { max: 2000 }),
    text('basis', '案据', { max: 5000 }),
    text('content', '内容', { synonyms: ['方案', '建议内容'], max: 10_000 }),
    required(
      code('lead', '领衔代表', {
        synonyms: ['领衔人', '提出代表', '领衔代表证号'],
        example: '001',
        hint: '填领衔代表的代表证号',
      }),
    ),
    names('cosigners', '附议代表', {
      synonyms: ['附议人', '附议', '附议代表证号'],
      max: 30,
      example: '002、003',
      hint: '填附议代表的代表证号，用顿号“、”隔开',
    }),
    required(day('filedOn', '提出日期', { synonyms: ['提出时间', '收到日期'], example: '2026-01-14' })),
    day('assignedOn', '交办日期', { synonyms: ['交办时间'], example: '2026-01-20' }),
    text('leadUnit', '主办单位', { synonyms: ['承办单位'], example: '城管办' }),
    names('coUnits', '协办单位', {
      synonyms: ['会办单位'],
      example: '民政办、社保所',
      hint: '多个单位之间用顿号“、”隔开',
    }),
    yesNo('complex', '复杂', {
      synonyms: ['是否复杂', '涉及面广或办理难度大'],
      example: '否',
      hint: '填“是”的按六个月办理',
    }),
    day('answeredOn', '答复日期', { synonyms: ['答复时间'], example: '2026-04-10' }),
    oneOf(
      'answerClass',
      '答复类别',
      [choice('A', 'A', 'A类'), choice('B', 'B', 'B类'), choice('C', 'C', 'C类'), choice('D', 'D', 'D类')],
      {
        synonyms: ['答复分类', '办理类别'],
        example: 'A',
        hint: 'A 已解决或采纳，B 正在解决或列入计划，C 因条件限制暂不能解决，D 留作参考',
      },
    ),
    text('answer', '答复内容', { synonyms: ['答复', '办理结果'], max: 10_000, example: '已按建议办理' }),
    oneOf('attitude', '态度满意度', satisfaction, { synonyms: ['对办理态度'], example: '满意' }),
    oneOf('result', '结果满意度', satisfaction, { synonyms: ['满意度', '对办理结果'], example: '基本满意' }),
  ],
} as const;
