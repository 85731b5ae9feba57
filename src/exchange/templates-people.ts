import {
  choice,
  code,
  day,
  int,
  month,
  names,
  oneOf,
  person,
  required,
  text,
  yesNo,
} from './templates-columns.ts';

/** Districts (选区). */
export const districts = {
  id: 'districts',
  file: 'districts.csv',
  sheet: '选区',
  key: ['number'],
  columns: [
    required(code('number', '选区编号', { synonyms: ['编号', '选区号'], example: '1' })),
    required(text('name', '选区名称', { synonyms: ['名称', '选区'], example: '回龙选区' })),
    names('villages', '所辖村社区', {
      synonyms: ['所辖村', '村社区', '所辖村居'],
      example: '回龙社区、青龙社区',
      hint: '多个村、社区之间用顿号“、”隔开',
    }),
    int('seats', '应选名额', 1, 20, { synonyms: ['名额', '应选代表名额'], example: '2' }),
  ],
} as const;

/** Deputies (代表): one row per mandate of the term. */
export const deputies = {
  id: 'deputies',
  file: 'deputies.csv',
  sheet: '代表',
  key: ['certificateNumber'],
  columns: [
    required(
      code('certificateNumber', '代表证号', {
        synonyms: ['证号', '代表证编号', '代表编号', '代表证'],
        example: '001',
        hint: '按文本填写，保留前面的 0；其他表都用它指代表',
      }),
    ),
    required(person('name', '姓名', { synonyms: ['代表姓名', '名字'], example: '田大利' })),
    oneOf('sex', '性别', [choice('男', '男', '男性'), choice('女', '女', '女性')], { example: '女' }),
    text('ethnicity', '民族', { example: '汉族' }),
    month('bornMonth', '出生年月', { synonyms: ['出生日期', '出生月份'], example: '1975-12' }),
    text('party', '党派', { synonyms: ['政治面貌'], example: '中共党员' }),
    text('education', '文化程度', { synonyms: ['学历'], example: '大专' }),
    text('occupation', '职业职务', {
      synonyms: ['职业', '职务', '工作单位及职务', '单位及职务'],
      example: '退休教师',
    }),
    text('category', '代表类别', { synonyms: ['类别'], example: '农业类' }),
    text('subcategory', '代表小类', { synonyms: ['小类'], example: '种植' }),
    required(
      code('district', '选区编号', {
        synonyms: ['选区', '所在选区'],
        example: '1',
        hint: '填“选区”表里的选区编号',
      }),
    ),
    text('delegation', '代表团', { synonyms: ['所在代表团'], example: '第一代表团' }),
    text('group', '代表小组', { synonyms: ['小组', '所在小组'], example: '城区组' }),
    code('phone', '联系电话', {
      synonyms: ['电话', '手机', '手机号', '手机号码', '联系方式'],
      example: '13800000002',
    }),
    required(day('electedOn', '当选日期', { synonyms: ['当选时间'], example: '2026-01-10' })),
    yesNo('stateWorker', '国家工作人员', { synonyms: ['是否国家工作人员'], example: '否' }),
    day('oathOn', '宣誓日期', { synonyms: ['宣誓时间', '宪法宣誓日期'], example: '2026-01-14' }),
    text('upperPost', '上级代表职务', { synonyms: ['上级人大代表', '兼任上级代表'], example: '市人大代表' }),
  ],
} as const;
