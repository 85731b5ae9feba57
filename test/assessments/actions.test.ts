import { describe, expect, it } from 'vitest';
import {
  confirmUndisputed,
  handInScores,
  openAssessments,
  restartAssessment,
  returnAssessment,
} from '../../src/assessments/actions.ts';
import { handedIn, startingScores } from '../../src/assessments/ground.ts';
import { totalOf, type Scores } from '../../src/assessments/sheet.ts';
import { findFinalTotal, listAssessments, listFinalTotals } from '../../src/assessments/store.ts';
import { listAudit } from '../../src/audit/store.ts';
import { message } from '../../src/db/schema/index.ts';
import type { Store } from '../../src/db/store.ts';
import { voidFiling } from '../../src/filings/actions.ts';
import { listFilings } from '../../src/filings/store.ts';
import { prepareCorrection } from '../../src/notices/correction/prepare.ts';
import { publishCorrection } from '../../src/notices/correction/publish.ts';
import { found, Refused } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { doingAt } from '../support/world.ts';
import {
  actingAt,
  actorWith,
  getCase,
  JANUARY,
  keyOf,
  openAssessedYear,
  openClosedYear,
  openYear,
  scoresWith,
  type YearWorld,
} from './support.ts';

const AGREE = { agree: 'computed' } as const;

async function reasonOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof Refused)) throw new Error(`not refused: ${String(error)}`);
  return error.reason;
}

const desk = ({ store }: YearWorld) => doingAt(store, JANUARY);

/** Everything that a step could have changed. */
async function snapshot(store: Store): Promise<string> {
  const all = await listAssessments(store.read, 2026);
  const told = await store.read.select().from(message);
  return JSON.stringify([
    all.map((one) => ({ ...one, typed: Object.values(one.typed).map((map) => [...map]) })),
    told,
  ]);
}

async function messagesOf(store: Store, kind: string) {
  const rows = await store.read.select().from(message);
  return rows
    .filter((row) => row.kind === kind)
    .map(({ personId, subjectKey, detail }) => ({ personId, subjectKey, detail }));
}

async function upToFinal(world: YearWorld, deputy: string, scores?: Scores): Promise<void> {
  await handInScores(desk(world), keyOf(deputy), 'self', scores ? { scores } : AGREE);
  await handInScores(desk(world), keyOf(deputy), 'group', { agree: 'before' });
}

/** Takes the deed of 001 back and corrects the notices of the year: 001 has two points less. */
async function correctDeed({ store }: YearWorld): Promise<void> {
  const doing = doingAt(store, JANUARY);
  const term = await getCurrentTerm(store.read);
  const [deed] = await listFilings(store.read, { termId: term.id }, {}, { limit: 1, offset: 0 });
  await voidFiling(doing, found(deed).code, '重复登记');
  const { differences } = found(await prepareCorrection(store.read, '2026Q1'));
  const lines = differences.map(({ key }) => ({ key, reason: '' }));
  await publishCorrection(doing, '2026Q1', { number: '', reason: '重复登记', lines, objections: [] });
}

describe('the assessments of a year', () => {
  it('begin only once its fourth quarter is closed', async () => {
    const world = await openYear();
    expect(await reasonOf(openAssessments(desk(world), 2026))).toBe('assessment-year-open');
    expect(await reasonOf(handInScores(desk(world), keyOf('001'), 'self', AGREE))).toBe(
      'assessment-year-open',
    );
  });

  it('begin with everybody in the notice, who are told that the own score is due; once', async () => {
    const world = await openClosedYear();
    expect(await openAssessments(desk(world), 2026)).toEqual({ opened: 4 });
    const rows = await listAssessments(world.store.read, 2026);
    expect(rows.map(({ state, computedHundredths }) => [state, computedHundredths])).toEqual([
      ['self', 6700],
      ['self', 6100],
      ['self', 6500],
      ['self', 6500],
    ]);
    const due = await messagesOf(world.store, 'assessment-due');
    expect(due.map(({ subjectKey }) => subjectKey).toSorted()).toEqual([
      '2026/001',
      '2026/002',
      '2026/003',
      '2026/004',
    ]);
    expect(await reasonOf(openAssessments(desk(world), 2026))).toBe('assessment-opened');
  });

  it('are begun by staff, not by a deputy; before that no step can be taken', async () => {
    const world = await openClosedYear();
    const deputy = await actorWith(world.store, '田大利', ['deputy'], '001');
    expect(await reasonOf(openAssessments(actingAt(world.store, deputy), 2026))).toBe('assessment-role-open');
    expect(await reasonOf(handInScores(actingAt(world.store, deputy), keyOf('001'), 'self', AGREE))).toBe(
      'assessment-not-opened',
    );
  });
});

describe('an assessment', () => {
  it('goes from the deputy to the leader to the presidium, who decide the final total', async () => {
    const world = await openAssessedYear();
    const { store } = world;
    const deputy = await actorWith(store, '田大利', ['deputy'], '001');
    const leader = await actorWith(store, '李小组', ['deputy', 'leader'], '003');
    const chair = await actorWith(store, '主席', ['presidium']);
    const own = scoresWith({ talk: [4.5, '宣讲三次没有登记'] });
    await handInScores(actingAt(store, deputy), keyOf('001'), 'self', { scores: own });
    const group = scoresWith({ talk: [3, '核实了两次'] });
    await handInScores(actingAt(store, leader, JANUARY + 1), keyOf('001'), 'group', { scores: group });
    const final = scoresWith({ talk: [3, '核实了两次'], inspection: [0, '代人签到'] });
    await handInScores(actingAt(store, chair, JANUARY + 2), keyOf('001'), 'final', { scores: final });

    const one = await getCase(world, '001');
    const total = (step: 'self' | 'group' | 'final') => totalOf(one.sheet, found(handedIn(one, step)));
    expect([total('self'), total('group'), total('final')]).toEqual([7150, 7000, 6700]);
    expect(one.assessment).toMatchObject({
      state: 'done',
      computedHundredths: 6700,
      finalHundredths: 6700,
      selfAt: JANUARY,
      selfBy: deputy.accountId,
      groupAt: JANUARY + 1,
      groupBy: leader.accountId,
      finalAt: JANUARY + 2,
      finalBy: chair.accountId,
    });
    const trail = await listAudit(
      store.read,
      { subject: ['assessment', '2026/001'] },
      { limit: 9, offset: 0 },
    );
    expect(trail.map(({ kind, actorName }) => [kind, actorName])).toEqual([
      ['assessment.final-scored', '主席'],
      ['assessment.group-scored', '李小组'],
      ['assessment.self-scored', '田大利'],
    ]);
    expect(trail[0]?.after).toEqual({
      step: 'done',
      finalScores: ['= 67', '参加视察 0≠3（代人签到）', '为民办实事 2', '宣讲 3≠0（核实了两次）'],
    });
  });

  it('tells the next one: the group’s leader, else the delegation’s; at last the deputy', async () => {
    const world = await openAssessedYear();
    const persons = async (deputy: string) => (await getCase(world, deputy)).entry.person.id;
    for (const deputy of ['001', '002', '003', '004'])
      await handInScores(desk(world), keyOf(deputy), 'self', AGREE);
    const due = (await messagesOf(world.store, 'assessment-due')).filter(
      ({ detail }) => detail['step'] === 'group',
    );
    expect(due.map(({ personId, detail }) => [personId, detail['name']])).toEqual([
      [await persons('003'), '田大利'],
      [await persons('004'), '石兰'],
      [await persons('004'), '李小组'],
    ]);
    await handInScores(desk(world), keyOf('001'), 'group', AGREE);
    await handInScores(desk(world), keyOf('001'), 'final', AGREE);
    expect(await messagesOf(world.store, 'assessment-final')).toEqual([
      {
        personId: await persons('001'),
        subjectKey: '2026/001',
        detail: { year: '2026', computed: '67', final: '67' },
      },
    ]);
  });

  it('is kept inside the cap of the scheme', async () => {
    const world = await openAssessedYear();
    await upToFinal(world, '001', scoresWith({ deed: [30, '补记'] }));
    await handInScores(desk(world), keyOf('001'), 'final', { agree: 'before' });
    expect((await getCase(world, '001')).assessment.finalHundredths).toBe(8000);
  });

  it('gives the appraisal the totals that are decided, and no others', async () => {
    const world = await openAssessedYear();
    await upToFinal(world, '001', scoresWith({ talk: [1.5, '漏记一次'] }));
    await upToFinal(world, '002');
    expect(await listFinalTotals(world.store.read, 2026)).toEqual([]);
    await handInScores(desk(world), keyOf('001'), 'final', { agree: 'before' });
    expect(await listFinalTotals(world.store.read, 2026)).toEqual([
      { deputy: '001', computedHundredths: 6700, finalHundredths: 6850 },
    ]);
    expect(await listFinalTotals(world.store.read, 2025)).toEqual([]);
    expect(await findFinalTotal(world.store.read, world.tian, 2026)).toBe(6850);
    expect(await findFinalTotal(world.store.read, world.shi, 2026)).toBeNull();
  });
});

describe('a step that is refused changes nothing', () => {
  const refused: readonly (readonly [string, string, (world: YearWorld) => Promise<unknown>])[] = [
    [
      'before the one before it',
      'assessment-self-missing',
      (w) => handInScores(desk(w), keyOf('001'), 'group', AGREE),
    ],
    [
      'two steps ahead',
      'assessment-self-missing',
      (w) => handInScores(desk(w), keyOf('001'), 'final', AGREE),
    ],
    [
      'with a score that differs and no reason',
      'assessment-score-reason-missing',
      (w) => handInScores(desk(w), keyOf('001'), 'self', { scores: scoresWith({ talk: [3] }) }),
    ],
    [
      'with a score above the cap',
      'assessment-score-out-of-bounds',
      (w) => handInScores(desk(w), keyOf('001'), 'self', { scores: scoresWith({ talk: [6.5, '多'] }) }),
    ],
    [
      'with a deduction that adds',
      'assessment-score-out-of-bounds',
      (w) => handInScores(desk(w), keyOf('001'), 'self', { scores: scoresWith({ absence: [1, '多'] }) }),
    ],
    [
      'with no score for an item',
      'assessment-score-missing',
      (w) => handInScores(desk(w), keyOf('001'), 'self', { scores: new Map() }),
    ],
    [
      'with a score for what nobody scores',
      'assessment-score-unknown',
      (w) => {
        const scores = new Map([...scoresWith(), ['visit', { hundredths: 400, reason: '多' }] as const]);
        return handInScores(desk(w), keyOf('001'), 'self', { scores });
      },
    ],
    [
      'from a form of an earlier version of the notice',
      'assessment-form-outdated',
      (w) => handInScores(desk(w), keyOf('001'), 'self', { ...AGREE, version: 2 }),
    ],
    [
      'back from the first step',
      'assessment-nothing-to-return',
      (w) => returnAssessment(desk(w), keyOf('001'), '重填'),
    ],
    ['anew without a correction', 'assessment-base-same', (w) => restartAssessment(desk(w), keyOf('001'))],
    ['for nobody', 'assessment-nobody-undisputed', (w) => confirmUndisputed(desk(w), 2026, [])],
    [
      'as undisputed, not being there yet',
      'assessment-disputed',
      (w) => confirmUndisputed(desk(w), 2026, ['001']),
    ],
  ];

  it.each(refused)('%s: %s', async (_name, reason, act) => {
    const world = await openAssessedYear();
    const before = await snapshot(world.store);
    expect(await reasonOf(act(world))).toBe(reason);
    expect(await snapshot(world.store)).toBe(before);
  });

  it('by somebody whose it is not: another deputy, a leader of others, a clerk, oneself', async () => {
    const world = await openAssessedYear();
    const { store } = world;
    const shi = actingAt(store, await actorWith(store, '石兰', ['deputy'], '002'));
    const wang = actingAt(store, await actorWith(store, '王团长', ['leader'], '004'));
    const li = actingAt(store, await actorWith(store, '李小组', ['leader', 'clerk', 'presidium'], '003'));
    const clerk = actingAt(store, await actorWith(store, '干事', ['clerk']));
    expect(await reasonOf(handInScores(shi, keyOf('001'), 'self', AGREE))).toBe('assessment-not-own');
    await upToFinal(world, '001');
    await handInScores(li, keyOf('003'), 'self', AGREE);
    await handInScores(shi, keyOf('002'), 'self', AGREE);
    const before = await snapshot(store);
    expect(await reasonOf(handInScores(li, keyOf('003'), 'group', AGREE))).toBe('assessment-own');
    expect(await reasonOf(handInScores(shi, keyOf('003'), 'group', AGREE))).toBe('assessment-role-group');
    expect(await reasonOf(handInScores(clerk, keyOf('001'), 'final', AGREE))).toBe('assessment-role-final');
    expect(await reasonOf(returnAssessment(clerk, keyOf('001'), '重评'))).toBe('assessment-role-return');
    expect(await reasonOf(returnAssessment(li, keyOf('001'), ' '))).toBe('assessment-reason-missing');
    expect(await snapshot(store)).toBe(before);
    await handInScores(wang, keyOf('003'), 'group', AGREE);
    expect(await reasonOf(handInScores(li, keyOf('003'), 'final', AGREE))).toBe('assessment-own');
    expect(await reasonOf(returnAssessment(li, keyOf('003'), '重评'))).toBe('assessment-own');
  });

  it('by a leader for deputies of other groups and delegations', async () => {
    const world = await openAssessedYear();
    const li = actingAt(world.store, await actorWith(world.store, '李小组', ['leader'], '003'));
    await handInScores(desk(world), keyOf('002'), 'self', AGREE);
    expect(await reasonOf(handInScores(li, keyOf('002'), 'group', AGREE))).toBe('assessment-not-leader');
  });

  it('after it was handed in', async () => {
    const world = await openAssessedYear();
    await upToFinal(world, '001');
    expect(await reasonOf(handInScores(desk(world), keyOf('001'), 'self', AGREE))).toBe(
      'assessment-self-handed-in',
    );
    expect(await reasonOf(handInScores(desk(world), keyOf('001'), 'group', AGREE))).toBe(
      'assessment-group-handed-in',
    );
    await handInScores(desk(world), keyOf('001'), 'final', AGREE);
    expect(await reasonOf(handInScores(desk(world), keyOf('001'), 'final', AGREE))).toBe(
      'assessment-is-done',
    );
  });
});

describe('undisputed assessments', () => {
  it('are confirmed together exactly as one by one', async () => {
    const [together, single] = [await openAssessedYear(), await openAssessedYear()];
    for (const world of [together, single])
      for (const deputy of ['001', '002']) await upToFinal(world, deputy);
    expect(await confirmUndisputed(desk(together), 2026, ['001', '002', '001'])).toEqual({ confirmed: 2 });
    for (const deputy of ['001', '002']) await handInScores(desk(single), keyOf(deputy), 'final', AGREE);
    const told = async ({ store }: YearWorld) => {
      const trail = await listAudit(store.read, { kind: 'assessment.final-scored' }, { limit: 9, offset: 0 });
      return [
        await snapshot(store),
        trail.map(({ subjectKey, before, after }) => [subjectKey, before, after]),
      ];
    };
    expect(await told(together)).toEqual(await told(single));
  });

  it('are all left alone when one of them was disputed', async () => {
    const world = await openAssessedYear();
    await upToFinal(world, '002');
    await upToFinal(world, '001', scoresWith({ talk: [3, '漏记'] }));
    const before = await snapshot(world.store);
    expect(await reasonOf(confirmUndisputed(desk(world), 2026, ['002', '001']))).toBe('assessment-disputed');
    expect(await snapshot(world.store)).toBe(before);
  });

  it('are all left alone when one of them is the own', async () => {
    const world = await openAssessedYear();
    await upToFinal(world, '001');
    await upToFinal(world, '002');
    const chair = actingAt(
      world.store,
      await actorWith(world.store, '田主席', ['presidium', 'deputy'], '001'),
    );
    const before = await snapshot(world.store);
    expect(await reasonOf(confirmUndisputed(chair, 2026, ['002', '001']))).toBe('assessment-own');
    expect(await snapshot(world.store)).toBe(before);
    expect(await confirmUndisputed(chair, 2026, ['002'])).toEqual({ confirmed: 1 });
  });
});

describe('an assessment that is sent back', () => {
  it('goes one step, says why, and starts from what was typed there', async () => {
    const world = await openAssessedYear();
    const own = scoresWith({ talk: [3, '宣讲两次'] });
    await upToFinal(world, '001', own);
    await handInScores(desk(world), keyOf('001'), 'final', { agree: 'before' });
    await returnAssessment(desk(world), keyOf('001'), '核定有误');
    let one = await getCase(world, '001');
    expect(one.assessment).toMatchObject({
      state: 'final',
      finalHundredths: null,
      finalAt: null,
      groupAt: JANUARY,
    });
    expect(startingScores(one, 'final').get('talk')).toEqual({ hundredths: 300, reason: '宣讲两次' });
    await returnAssessment(desk(world), keyOf('001'), '请小组核实');
    one = await getCase(world, '001');
    expect(one.assessment).toMatchObject({ state: 'group', groupAt: null, selfAt: JANUARY });
    expect(handedIn(one, 'group')).toBeNull();
    await returnAssessment(desk(world), keyOf('001'), '请写明时间');
    one = await getCase(world, '001');
    expect(one.assessment).toMatchObject({ state: 'self', selfAt: null });
    expect(startingScores(one, 'self').get('talk')).toEqual({ hundredths: 300, reason: '宣讲两次' });
    const due = (await messagesOf(world.store, 'assessment-due')).filter(({ detail }) => detail['reason']);
    expect(due.map(({ detail }) => [detail['step'], detail['reason']])).toEqual([
      ['group', '请小组核实'],
      ['self', '请写明时间'],
    ]);
  });
});

describe('a correction of the fourth quarter’s notice', () => {
  it('stops the final step of those whose points it changed; a restart begins anew and keeps the scores in the trail', async () => {
    const world = await openAssessedYear();
    const { store } = world;
    await upToFinal(world, '001', scoresWith({ talk: [3, '宣讲两次'] }));
    await upToFinal(world, '002');
    await correctDeed(world);
    expect((await getCase(world, '001')).standing.base).toBe('changed');
    expect((await getCase(world, '002')).standing.base).toBe('replaced');
    expect(await reasonOf(handInScores(desk(world), keyOf('001'), 'final', AGREE))).toBe(
      'assessment-base-changed',
    );
    expect(await reasonOf(confirmUndisputed(desk(world), 2026, ['001']))).toBe('assessment-disputed');
    expect(await confirmUndisputed(desk(world), 2026, ['002'])).toEqual({ confirmed: 1 });

    const clerk = actingAt(store, await actorWith(store, '干事', ['clerk']));
    expect(await reasonOf(restartAssessment(clerk, keyOf('001')))).toBe('assessment-role-restart');
    await restartAssessment(desk(world), keyOf('001'));
    const one = await getCase(world, '001');
    expect(one.assessment).toMatchObject({
      state: 'self',
      computedHundredths: 6500,
      selfAt: null,
      groupAt: null,
    });
    expect(one.notice.version).toBe(2);
    expect(one.standing.base).toBe('current');
    expect(Object.values(one.assessment.typed).map(({ size }) => size)).toEqual([0, 0, 0]);
    const [entry] = await listAudit(store.read, { kind: 'assessment.restarted' }, { limit: 1, offset: 0 });
    expect(entry?.before).toEqual({
      step: 'final',
      version: 1,
      computed: 67,
      selfScores: ['= 70', '参加视察 3', '为民办实事 2', '宣讲 3≠0（宣讲两次）'],
      groupScores: ['= 70', '参加视察 3', '为民办实事 2', '宣讲 3≠0（宣讲两次）'],
    });
    expect((await messagesOf(store, 'assessment-due')).at(-1)).toMatchObject({
      subjectKey: '2026/001',
      detail: { step: 'self' },
    });
  });

  it('also lets what is done already be begun anew', async () => {
    const world = await openAssessedYear();
    await upToFinal(world, '001');
    await handInScores(desk(world), keyOf('001'), 'final', AGREE);
    await correctDeed(world);
    expect((await getCase(world, '001')).assessment.finalHundredths).toBe(6700);
    await restartAssessment(desk(world), keyOf('001'));
    expect(await listFinalTotals(world.store.read, 2026)).toEqual([]);
  });
});
