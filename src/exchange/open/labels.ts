import type { MandateState } from '../../deputies/rules.ts';
import { mandateStateLabel } from '../../deputies/labels.ts';
import { stateLabel } from '../../meetings/labels.ts';
import type { AttendanceState } from '../../points/facts.ts';

/** What a column of an open file is called and means. */
export interface OpenField {
  header: string;
  meaning: string;
}

export const OPEN_SETS = ['deputies', 'districts', 'activities', 'attendance', 'proposals'] as const;
export type OpenSet = (typeof OPEN_SETS)[number];

export const OPEN_TITLES: Readonly<Record<OpenSet, { title: string; about: string }>> = {
  deputies: { title: '代表', about: '本届代表，包括不再担任代表的' },
  districts: { title: '选区', about: '本届选区和所辖村、社区' },
  activities: { title: '活动', about: '闭会期间活动和每次活动的应到、实到、请假、缺席' },
  attendance: { title: '出勤', about: '每位代表每次应参加的会议和活动；请假的事由不公开' },
  proposals: { title: '议案建议', about: '已登记的议案和建议，承办、答复和代表评价' },
};

const field = (header: string, meaning: string): OpenField => ({ header, meaning });

export const DEPUTY_FIELDS = {
  certificateNumber: field('代表证号', '届内不重复'),
  name: field('姓名', ''),
  sex: field('性别', ''),
  ethnicity: field('民族', ''),
  occupation: field('职业职务', ''),
  category: field('代表类别', ''),
  subcategory: field('代表小类', ''),
  districtNumber: field('选区编号', '选出这位代表的选区'),
  districtName: field('选区名称', ''),
  delegation: field('代表团', ''),
  group: field('代表小组', ''),
  stateWorker: field('国家工作人员', '是或否'),
  upperPost: field('上级代表职务', ''),
  electedOn: field('当选日期', ''),
  byElection: field('补选', '是或否'),
  oathOn: field('宣誓日期', ''),
  state: field('状态', '数据截至日的状态'),
  stateSince: field('状态起始日期', '暂停执行职务或者不再担任代表的日期'),
} as const;

export const DISTRICT_FIELDS = {
  number: field('选区编号', ''),
  name: field('选区名称', ''),
  villages: field('所辖村社区', '用顿号分开'),
  seats: field('应选名额', ''),
  deputies: field('现任代表', '现任代表的人数'),
} as const;

export const ACTIVITY_FIELDS = {
  code: field('活动编号', '届内不重复'),
  kind: field('类别', ''),
  title: field('名称', ''),
  heldOn: field('日期', ''),
  place: field('地点', ''),
  organiser: field('组织单位', ''),
  summary: field('内容', ''),
  due: field('应到', '受邀请、当天在任的代表人数'),
  there: field('实到', '出席、迟到、早退的人数'),
  leave: field('请假', '经批准请假的人数'),
  absent: field('缺席', '未经批准缺席的人数'),
  unrecorded: field('未登记', '还没有登记出勤的人数'),
} as const;

export const ATTENDANCE_FIELDS = {
  type: field('会议类型', '人代会（每半天一行）或活动'),
  meeting: field('会议', '人代会会议名称或活动名称'),
  code: field('活动编号', '人代会没有编号'),
  heldOn: field('日期', ''),
  half: field('半天', '上午或下午，只用于人代会'),
  certificateNumber: field('代表证号', ''),
  name: field('姓名', ''),
  state: field('状态', '出席、迟到、早退、请假、缺席或未登记'),
} as const;

export const PROPOSAL_FIELDS = {
  number: field('编号', '届内不重复'),
  kind: field('类型', '议案或建议'),
  title: field('标题', ''),
  cause: field('案由', ''),
  basis: field('案据', ''),
  content: field('内容', ''),
  lead: field('领衔代表', '代表证号'),
  cosigners: field('附议代表', '代表证号，用顿号分开'),
  filedOn: field('提出日期', ''),
  registeredOn: field('登记日期', ''),
  session: field('会议', '在哪次会议上提出；空的是闭会期间提出'),
  state: field('办理状态', ''),
  wasMotion: field('原为议案', '是或否：作为议案提出、后来作为建议办理'),
  decision: field('主席团决定', '只用于议案'),
  decidedOn: field('决定日期', ''),
  decisionReason: field('决定理由', ''),
  mergedInto: field('并入编号', '并入哪一件一起办理'),
  overseen: field('重点督办', '是或否'),
  complex: field('复杂', '是或否：涉及面广或者办理难度大'),
  rounds: field('办理次数', '对结果不满意的重新办理一次；每一次的全部内容在 JSON 文件里'),
  firstAssignedOn: field('首次交办日期', ''),
  firstAnsweredOn: field('首次答复日期', ''),
  firstAnswerClass: field('首次答复类别', ''),
  firstResult: field('首次结果满意度', ''),
  assignedOn: field('交办日期', '最近一次交办'),
  leadUnits: field('主办单位', ''),
  otherUnits: field('协办单位', ''),
  dueOn: field('答复期限', '最近一次办理最迟答复的日期，包括延期'),
  extendedTo: field('延期到', '主席团同意的日期'),
  answeredOn: field('答复日期', '最近一次答复'),
  answerClass: field('答复类别', 'A 已解决或采纳，B 正在解决或列入计划，C 因条件限制暂不能解决，D 留作参考'),
  answer: field('答复内容', ''),
  promisedOn: field('计划落实日期', '只用于 B 类'),
  classReason: field('原因', '只用于 C 类、D 类'),
  carriedOutOn: field('落实日期', '只用于 B 类'),
  ratedOn: field('评价日期', ''),
  attitude: field('态度满意度', '代表对办理态度的评价'),
  result: field('结果满意度', '代表对办理结果的评价'),
} as const;

export const OPEN_FIELDS: Readonly<Record<OpenSet, Readonly<Record<string, OpenField>>>> = {
  deputies: DEPUTY_FIELDS,
  districts: DISTRICT_FIELDS,
  activities: ACTIVITY_FIELDS,
  attendance: ATTENDANCE_FIELDS,
  proposals: PROPOSAL_FIELDS,
};

/** On every open file and on the page that describes them. */
export const LICENCE = '可以自由使用和转载，请注明来源和数据截至日期，不得歪曲原意';
export const DEPUTY_ROLE = '代表';
export const YES_NO = { yes: '是', no: '否' } as const;
export const MEETING_TYPES = { sitting: '人代会', activity: '活动' } as const;

/** What a deputy's state is called in a file. */
export const stateWord = (state: MandateState): string => mandateStateLabel(state);

/** A missing mark is not an absence. */
export function attendanceWord(state: AttendanceState | null): string {
  return state === null ? '未登记' : stateLabel(state);
}

export const openFileName = (township: string, set: OpenSet, asOf: string): string =>
  `${township}人大${OPEN_TITLES[set].title}_${asOf}.csv`;
