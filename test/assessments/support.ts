import type { Role } from '../../src/accounts/rules.ts';
import { closeQuarter } from '../../src/notices/actions.ts';
import { openAssessments } from '../../src/assessments/actions.ts';
import { caseOf, loadGround, type AssessmentCase } from '../../src/assessments/ground.ts';
import { findAssessment } from '../../src/assessments/store.ts';
import type { Scores } from '../../src/assessments/sheet.ts';
import type { Actor } from '../../src/audit/rules.ts';
import type { Store } from '../../src/db/store.ts';
import type { Doing } from '../../src/db/write.ts';
import { findRosterEntry } from '../../src/deputies/store.ts';
import { changeDelegation, changeGroup, createDelegation, createGroup } from '../../src/groups/actions.ts';
import { recordAttendance } from '../../src/meetings/actions.ts';
import { findActivity } from '../../src/meetings/store.ts';
import { found } from '../../src/refusals.ts';
import { adoptScheme, draftScheme } from '../../src/schemes/actions.ts';
import type { Scheme } from '../../src/schemes/scheme.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { addFiledDeed, addHeldActivity } from '../support/quarter.ts';
import { addTestDeputy } from '../support/roster.ts';
import { addAccount, doingAt, openWorld, TESTER } from '../support/world.ts';

/** 2027-01-05 09:00 in Shanghai: the year is over and its fourth quarter closed. */
export const JANUARY = Date.UTC(2027, 0, 5, 1, 0);

/** 60 to start with, at most 80 and at least 0; one item of each sort. */
export const SCHEME: Scheme = {
  id: 'year-end',
  title: '回龙镇积分办法',
  year: 2026,
  base: 60,
  floor: 0,
  cap: 80,
  sections: [
    { code: 'recess', title: '闭会期间', cap: null },
    { code: 'work', title: '为民办事', cap: null },
  ],
  items: [
    {
      code: 'inspection',
      section: 'recess',
      title: '参加视察',
      unit: '次',
      points: 3,
      cap: 9,
      kinds: ['activity.inspection'],
    },
    {
      code: 'absence',
      section: 'recess',
      title: '活动缺席',
      unit: '次',
      points: -1,
      cap: 4,
      kinds: ['activity.absent'],
    },
    { code: 'deed', section: 'work', title: '为民办实事', unit: '件', points: 2, kinds: ['deed.done'] },
    { code: 'talk', section: 'work', title: '宣讲', unit: '次', points: 1.5, cap: 6, source: 'manual' },
    {
      code: 'visit',
      section: 'work',
      title: '走访选民',
      unit: '人次',
      target: { quantity: 2, points: 4, more: 0, less: 1 },
      kinds: ['contact.visit'],
    },
  ],
};

export interface YearWorld {
  store: Store;
  /** 001, in the group of 003: one deed, one inspection: 60 + 3 + 2 + 2 of the target = 67. */
  tian: number;
  /** 002, in no group, in the delegation of 004: absent once. */
  shi: number;
  /** 003, leads the group. */
  li: number;
  /** 004, leads the delegation. */
  wang: number;
  activity: string;
}

/** A year with four deputies, a group and a delegation with leaders; not closed. */
export async function openYear(): Promise<YearWorld> {
  const store = await openWorld();
  const doing = doingAt(store);
  const groupId = await createGroup(doing, { name: '第一代表小组', focus: '', departments: [] });
  const delegationId = await createDelegation(doing, { name: '第一代表团' });
  const tian = await addTestDeputy(store, '001', '田大利', { groupId, delegationId });
  const shi = await addTestDeputy(store, '002', '石兰', { delegationId });
  const li = await addTestDeputy(store, '003', '李小组', { groupId, delegationId });
  const wang = await addTestDeputy(store, '004', '王团长', { delegationId });
  await changeGroup(doing, groupId, { name: '第一代表小组', focus: '', departments: [], leaderId: li });
  await changeDelegation(doing, delegationId, { name: '第一代表团', leaderId: wang });
  const id = await draftScheme(doing, SCHEME);
  await adoptScheme(doing, id, { documentNumber: '', adoptedOn: '2026-01-15' });
  const activity = await addHeldActivity(store, '视察敬老院', '2026-03-05');
  const term = await getCurrentTerm(store.read);
  const held = found(await findActivity(store.read, term.id, activity));
  const absent = { deputyId: shi, mark: { state: 'absent', reason: '', approver: '' } } as const;
  await recordAttendance(doing, { type: 'activity', id: held.id }, [absent]);
  await addFiledDeed(store, tian, '2026-03-10');
  return { store, tian, shi, li, wang, activity };
}

const CLOSED = ['2026-04-02', '2026-07-02', '2026-10-09', '2027-01-04'];

/** The same with all four quarters closed, on 2027-01-04 the last of them. */
export async function openClosedYear(): Promise<YearWorld> {
  const world = await openYear();
  for (const [index, day] of CLOSED.entries()) {
    const at = Date.parse(`${day}T10:00:00+08:00`);
    await closeQuarter(doingAt(world.store, at), `2026Q${index + 1}`, { number: '', openReason: '' });
  }
  return world;
}

/** The same with the year's assessments begun. */
export async function openAssessedYear(): Promise<YearWorld> {
  const world = await openClosedYear();
  await openAssessments(doingAt(world.store, JANUARY), 2026);
  return world;
}

/** An account, of a deputy's person if a certificate number is given; gives who acts with it. */
export async function actorWith(
  store: Store,
  name: string,
  roles: readonly Role[],
  certificate = '',
): Promise<Actor> {
  const term = await getCurrentTerm(store.read);
  const entry = await findRosterEntry(store.read, term.id, certificate);
  const accountId = await addAccount(store, name, roles, entry ? { personId: entry.person.id } : {});
  return { ...TESTER, accountId, name, via: 'web' };
}

export function actingAt(store: Store, actor: Actor, at = JANUARY): Doing {
  return { store, actor, at };
}

export const keyOf = (deputy: string) => ({ year: 2026, deputy });

/** The assessment as its pages see it. */
export async function getCase({ store }: YearWorld, deputy: string): Promise<AssessmentCase> {
  const ground = found(await loadGround(store.read, 2026));
  const entry = found(ground.roster.find(({ certificateNumber }) => certificateNumber === deputy));
  return found(caseOf(ground, found(await findAssessment(store.read, entry.id, 2026))));
}

/** The computed scores of 001, with some of them changed: points and, where given, a reason. */
export function scoresWith(changes: Record<string, [points: number, reason?: string]> = {}): Scores {
  const computed: Record<string, number> = { inspection: 3, absence: 0, deed: 2, talk: 0 };
  return new Map(
    Object.entries(computed).map(([item, points]) => {
      const [changed, reason = ''] = changes[item] ?? [points];
      return [item, { hundredths: Math.round(changed * 100), reason }];
    }),
  );
}
