import type { Doing } from '../db/write.ts';
import { findDeputy } from '../deputies/store.ts';
import { correctMark } from '../meetings/actions.ts';
import { findActivity } from '../meetings/store.ts';
import { prepareCorrection } from '../notices/correction/prepare.ts';
import { publishCorrection } from '../notices/correction/publish.ts';
import { answerObjection, createObjection } from '../objections/actions.ts';
import { answerSignature, draftProposal } from '../proposals/actions.ts';
import { found } from '../refusals.ts';
import { getCurrentTerm } from '../settings/store.ts';
import { writeStatement } from '../statements/actions.ts';
import { instantOf } from './clock.ts';
import type { Scene } from './timeline.ts';

const QUARTER = '2026Q2';
/** 马秀莲's leave from this survey was a mistake of whoever wrote the list. */
const MEETING = '2026-H012';
const DEPUTY = '006';

/**
 * What people say about what was published: a statement, two objections to the second quarter, one rejected and one
 * upheld, the correction that followed; and a suggestion whose co-signers are being asked.
 */
export function voiceScenes(): Scene[] {
  return [
    { at: instantOf('2026-07-04', '20:10'), by: 'clerk', play: (_, doing) => state(doing) },
    { at: instantOf('2026-07-09', '09:20'), by: 'clerk', play: (_, doing) => object(doing, 'line') },
    { at: instantOf('2026-07-10', '15:40'), by: 'clerk', play: (_, doing) => object(doing, 'meeting') },
    { at: instantOf('2026-07-13', '10:05'), by: 'presidium', play: (_, doing) => answer(doing) },
    { at: instantOf('2026-07-13', '10:30'), by: 'clerk', play: (_, doing) => correct(doing) },
    { at: instantOf('2026-07-14', '16:20'), by: 'presidium', play: (_, doing) => publish(doing) },
    {
      at: instantOf('2026-11-19', '20:15'),
      by: 'deputy',
      play: (stage, doing) =>
        draftProposal(doing, { ...SUGGESTION, cosignerIds: [stage.idOf('deputy', '050')] }),
    },
    {
      at: instantOf('2026-11-20', '12:40'),
      by: 'leader',
      play: (_, doing) => answerSignature(doing, 'D2026-001', true),
    },
  ];
}

const STATEMENT = '五月中旬在县医院陪护老人，错过了两次小组活动，下半年补上。';

async function state(doing: Doing): Promise<void> {
  await writeStatement(doing, { deputy: '024', quarter: QUARTER, record: '' }, STATEMENT);
}

const OBJECTIONS = {
  line: { deputy: '002', record: '', content: '村里修路他也出了力，怎么没有加分？', name: '冯开全' },
  meeting: {
    deputy: DEPUTY,
    record: '',
    content: '5月21日的养老服务调研我一直在场，公示里没有算上。',
    name: '马秀莲',
  },
} as const;

async function object(doing: Doing, which: keyof typeof OBJECTIONS): Promise<void> {
  const shared = { source: 'desk', quarter: QUARTER, version: 1, phone: '13800000000', code: '' } as const;
  await createObjection(doing, { ...shared, ...OBJECTIONS[which] });
}

async function answer(doing: Doing): Promise<void> {
  await answerObjection(doing, `${QUARTER}-01`, {
    action: 'reject',
    summary: '有群众提出，代表参与村里修路没有加分。',
    answer: '修路由村集体组织，代表本人没有登记履职；欢迎代表补充登记和佐证，确认后计入确认当天所在的季度。',
  });
  await answerObjection(doing, `${QUARTER}-02`, {
    action: 'uphold',
    summary: '代表本人提出，5月21日参加了养老服务专题调研，出勤记成了请假。',
    answer: '经核对签到册，有本人签名，登记时看错行。改正出勤，发布更正公告。',
  });
}

async function correct(doing: Doing): Promise<void> {
  const { read } = doing.store;
  const term = await getCurrentTerm(read);
  const { id } = found(await findActivity(read, term.id, MEETING));
  const deputy = found(await findDeputy(read, term.id, DEPUTY));
  const mark = { state: 'present', reason: '', approver: '' } as const;
  await correctMark(doing, { type: 'activity', id }, deputy.id, mark, '签到册上有本人签名，登记时看错行');
}

async function publish(doing: Doing): Promise<void> {
  const { differences } = found(await prepareCorrection(doing.store.read, QUARTER));
  const lines = differences.filter(({ code, deputy }) => code !== 'late' && deputy === DEPUTY);
  await publishCorrection(doing, QUARTER, {
    number: '清镇人大〔2026〕14号',
    reason: '一名代表的出勤登记有误',
    lines: lines.map(({ key }) => ({ key, reason: '签到册上有本人签名，登记时误记为请假' })),
    objections: [`${QUARTER}-02`],
  });
}

const SUGGESTION = {
  kind: 'suggestion',
  title: '关于云峰村茶园便道硬化的建议',
  cause: '采茶季雨天车辆上不去，鲜叶要靠人背。',
  basis: '',
  content: '建议把云峰村二组到四组的茶园便道纳入明年的“一事一议”项目，硬化 1.2 公里，设两处错车台。',
  sessionTitle: '',
} as const;
