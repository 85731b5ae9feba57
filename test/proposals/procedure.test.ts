import { describe, expect, it } from 'vitest';
import type { Doing } from '../../src/db/write.ts';
import { recordMandateEvent } from '../../src/deputies/actions.ts';
import {
  answerProposal,
  answerSignature,
  askExtension,
  assignProposal,
  changeProposal,
  closeProposal,
  contribute,
  decideExtension,
  decideMotion,
  draftProposal,
  enterProposal,
  mergeProposal,
  noteFollowUp,
  rateProposal,
  refuseProposal,
  registerProposal,
  signForProposal,
  submitProposal,
  withdrawProposal,
  type Answer,
} from '../../src/proposals/actions.ts';
import { PROPOSAL_STATES } from '../../src/proposals/rules.ts';
import { PROPOSAL_ACTIONS, PROPOSAL_TABLE } from '../../src/proposals/procedure.ts';
import { findProposal } from '../../src/proposals/store.ts';
import { found, NotFound, Refused } from '../../src/refusals.ts';
import { doingAt, NOW } from '../support/world.ts';
import { DEPUTY_NAMES, openProposalTown } from './world.ts';

const TEXT = {
  kind: 'suggestion',
  title: '关于疏通河道的建议',
  cause: '',
  basis: '',
  content: '请在汛期前疏通清溪河。',
  sessionTitle: '',
  cosignerIds: [],
} as const;
const MOTION = { ...TEXT, kind: 'motion', cause: '河道淤积', basis: '三处漫堤' } as const;
const ANSWER: Answer = {
  answeredOn: '2026-03-20',
  answerClass: 'A',
  answer: '已经疏通。',
  documentNumber: '',
  promisedOn: null,
  classReason: '',
  contactName: '赵科长',
  contactPhone: '0833-1',
};

/** The town, and its people as they act. */
async function openTown() {
  const { store, termId, accounts, ...town } = await openProposalTown();
  const by = (name: string, at = NOW): Doing => {
    const accountId = found(accounts.get(name));
    return { ...doingAt(store, at), actor: { accountId, name, via: 'web', ip: '', requestId: name } };
  };
  const proposalOf = async (number: string) => found(await findProposal(store.read, termId, number));
  return { store, by, proposalOf, ...town };
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof NotFound) return 'not-found';
  return error instanceof Refused ? error.reason : String(error);
}

type Town = Awaited<ReturnType<typeof openTown>>;

/** A suggestion of 田大利, registered and assigned to the water station with the road station helping. */
async function assigned({ by, water, roads }: Town): Promise<string> {
  const draft = await draftProposal(by('田大利'), TEXT);
  await submitProposal(by('田大利'), draft);
  await registerProposal(by('专干'), draft, '2026-001');
  const units = { leadUnitId: water, coUnitIds: [roads], assignedOn: '2026-03-20', complex: false };
  await assignProposal(by('专干'), '2026-001', units);
  return '2026-001';
}

describe('the table', () => {
  it('knows every action in some state of some part, and only states that there are', () => {
    const steps = Object.values(PROPOSAL_TABLE).flatMap((states) => Object.entries(states));
    const actions = new Set(steps.flatMap(([, list]) => list.map(({ action }) => action)));
    expect([...actions].toSorted()).toEqual([...PROPOSAL_ACTIONS].toSorted());
    for (const [state, list] of steps)
      for (const { to } of list)
        expect([state, to].every((one) => PROPOSAL_STATES.includes(one as 'draft'))).toBe(true);
  });
});

describe('a motion', () => {
  it('needs five distinct deputies in office who have agreed, the lead among them', async () => {
    const town = await openTown();
    const { by, deputies } = town;
    const [, shi, wang, li, chen, yang] = deputies as [number, number, number, number, number, number];
    const number = await draftProposal(by('田大利'), { ...MOTION, cosignerIds: [shi, wang, wang, li, chen] });
    expect(await refusal(submitProposal(by('田大利'), number))).toBe('proposal-needs-five');
    for (const name of ['石兰', '王海生', '李小兵']) await answerSignature(by(name), number, true);
    expect(await refusal(submitProposal(by('田大利'), number))).toBe('proposal-needs-five');
    const suspension = { kind: 'suspended', on: '2026-03-01', ground: 'detained', document: '' } as const;
    await recordMandateEvent(doingAt(town.store), '006', suspension as never);
    expect(await refusal(changeProposal(by('田大利'), number, { ...MOTION, cosignerIds: [shi, yang] }))).toBe(
      'signer-not-in-office',
    );
    await answerSignature(by('陈静'), number, true);
    await submitProposal(by('田大利'), number);
    expect((await town.proposalOf(number)).signers.map(({ name }) => name)).toEqual(DEPUTY_NAMES.slice(0, 5));
  });

  it('needs 案由, 案据 and 方案, and the presidium’s decision before it is assigned', async () => {
    const town = await openTown();
    const { by, deputies, water } = town;
    const signers = { leadId: deputies[0] ?? 0, cosignerIds: deputies.slice(1, 5), filedOn: '2026-03-18' };
    const bare = await enterProposal(by('专干'), { ...MOTION, basis: '', ...signers });
    expect(await refusal(registerProposal(by('专干'), bare, '2026-001'))).toBe('proposal-incomplete');
    const number = await enterProposal(by('专干'), { ...MOTION, ...signers });
    await registerProposal(by('专干'), number, '2026-001');
    const units = { leadUnitId: water, coUnitIds: [], assignedOn: '2026-03-20', complex: false };
    expect(await refusal(assignProposal(by('专干'), '2026-001', units))).toBe('proposal-undecided');
    expect(await refusal(decideMotion(by('专干'), '2026-001', 'turned', '不属大会审议范围'))).toBe(
      'proposal-role',
    );
    await decideMotion(by('主席'), '2026-001', 'turned', '不属大会审议范围');
    expect(await town.proposalOf('2026-001')).toMatchObject({ kind: 'suggestion', wasMotion: true });
    await assignProposal(by('专干'), '2026-001', units);
    expect((await town.proposalOf('2026-001')).state).toBe('assigned');
  });
});

describe('a suggestion', () => {
  it('goes from draft to rated, and everybody sees the same state', async () => {
    const town = await openTown();
    const { by } = town;
    const number = await assigned(town);
    await signForProposal(by('水利站'), number);
    await signForProposal(by('交通站'), number);
    await contribute(by('交通站'), number, '河边便道由我站养护。');
    await answerProposal(by('水利站'), number, ANSWER);
    await rateProposal(by('田大利'), number, { attitude: 'satisfied', result: 'fairly', words: '' });
    await closeProposal(by('专干'), number, '');
    const proposal = await town.proposalOf(number);
    expect(proposal.state).toBe('closed');
    expect(proposal.rounds[0]).toMatchObject({ months: 3, answerClass: 'A', result: 'fairly' });
    expect(proposal.rounds[0]?.units.map((unit) => [unit.name, unit.contribution])).toEqual([
      ['水利站', ''],
      ['交通站', '河边便道由我站养护。'],
    ]);
  });

  it('cannot be answered before it is assigned, by another unit, or before it is signed for', async () => {
    const town = await openTown();
    const { by, water } = town;
    const draft = await draftProposal(by('田大利'), TEXT);
    expect(await refusal(answerProposal(by('专干'), draft, ANSWER))).toBe('not-found');
    await submitProposal(by('田大利'), draft);
    expect(await refusal(answerProposal(by('专干'), draft, ANSWER))).toBe('proposal-is-submitted');
    await registerProposal(by('专干'), draft, '2026-001');
    expect(await refusal(answerProposal(by('专干'), '2026-001', ANSWER))).toBe('proposal-is-registered');
    const units = { leadUnitId: water, coUnitIds: [], assignedOn: '2026-03-20', complex: false };
    await assignProposal(by('专干'), '2026-001', units);
    expect(await refusal(answerProposal(by('交通站'), '2026-001', ANSWER))).toBe('not-found');
    expect(await refusal(answerProposal(by('水利站'), '2026-001', ANSWER))).toBe('proposal-not-signed-for');
    expect(
      await refusal(
        rateProposal(by('田大利'), '2026-001', { attitude: 'fairly', result: 'fairly', words: '' }),
      ),
    ).toBe('proposal-is-assigned');
  });

  it('is rated by its lead alone, or by the desk from the slip', async () => {
    const town = await openTown();
    const number = await assigned(town);
    await answerProposal(town.by('专干'), number, ANSWER);
    const rating = { attitude: 'satisfied', result: 'satisfied', words: '' } as const;
    expect(await refusal(rateProposal(town.by('石兰'), number, rating))).toBe('not-found');
    expect(await refusal(rateProposal(town.by('水利站'), number, rating))).toBe('proposal-role');
    await rateProposal(town.by('专干'), number, rating);
    expect((await town.proposalOf(number)).state).toBe('rated');
  });

  it('is handled once more, within a month, when its result dissatisfies, and then no more', async () => {
    const town = await openTown();
    const { by } = town;
    const number = await assigned(town);
    const bad = { attitude: 'satisfied', result: 'dissatisfied', words: '没有疏通' } as const;
    await answerProposal(by('专干'), number, ANSWER);
    await rateProposal(by('田大利'), number, bad);
    const again = await town.proposalOf(number);
    expect(again.state).toBe('assigned');
    expect(again.rounds.map(({ round, assignedOn, units }) => [round, assignedOn, units.length])).toEqual([
      [1, '2026-03-20', 2],
      [2, '2026-03-20', 2],
    ]);
    await signForProposal(by('水利站'), number);
    await answerProposal(by('水利站'), number, ANSWER);
    await rateProposal(by('田大利'), number, bad);
    const rated = await town.proposalOf(number);
    expect([rated.state, rated.rounds.length, rated.rounds[1]?.months]).toEqual(['rated', 2, 1]);
  });

  it('stays on the follow-up list with a class B answer until it is carried out', async () => {
    const town = await openTown();
    const { by } = town;
    const number = await assigned(town);
    const planned: Answer = { ...ANSWER, answerClass: 'B' };
    expect(await refusal(answerProposal(by('专干'), number, planned))).toBe('answer-promise-missing');
    expect(await refusal(answerProposal(by('专干'), number, { ...planned, promisedOn: '2026-03-20' }))).toBe(
      'answer-promise-past',
    );
    expect(await refusal(answerProposal(by('专干'), number, { ...ANSWER, answerClass: 'C' }))).toBe(
      'answer-reason-missing',
    );
    await answerProposal(by('专干'), number, { ...planned, promisedOn: '2026-12-31' });
    await rateProposal(by('田大利'), number, { attitude: 'fairly', result: 'fairly', words: '' });
    await noteFollowUp(by('专干'), number, { words: '已列入预算', carriedOut: false });
    await closeProposal(by('专干'), number, '');
    await noteFollowUp(by('专干'), number, { words: '已完工', carriedOut: true });
    expect((await town.proposalOf(number)).carriedOutOn).toBe('2026-03-20');
    expect(await refusal(noteFollowUp(by('专干'), number, { words: '再看', carriedOut: false }))).toBe(
      'proposal-not-pending',
    );
  });

  it('gets more time only to a later day, and only from the presidium', async () => {
    const town = await openTown();
    const { by } = town;
    const number = await assigned(town);
    await signForProposal(by('水利站'), number);
    expect(await refusal(askExtension(by('水利站'), number, '2026-06-20', '要招标'))).toBe(
      'extension-not-later',
    );
    expect(await refusal(decideExtension(by('主席'), number, true, ''))).toBe('extension-none');
    await askExtension(by('水利站'), number, '2026-08-31', '要招标');
    expect(await refusal(askExtension(by('水利站'), number, '2026-09-30', '要招标'))).toBe('extension-waits');
    expect(await refusal(decideExtension(by('专干'), number, true, ''))).toBe('proposal-role');
    await decideExtension(by('主席'), number, true, '');
    expect((await town.proposalOf(number)).rounds[0]?.extendedTo).toBe('2026-08-31');
  });

  it('that a unit hands back waits for the desk, and is nothing to that unit any more', async () => {
    const town = await openTown();
    const { by } = town;
    const number = await assigned(town);
    expect(await refusal(refuseProposal(by('水利站'), number, ''))).toBe('proposal-reason-missing');
    await refuseProposal(by('水利站'), number, '河道归县里管');
    expect(await refusal(signForProposal(by('水利站'), number))).toBe('not-found');
  });

  it('is merged into another on the same matter, and both are kept', async () => {
    const town = await openTown();
    const { by } = town;
    const number = await assigned(town);
    const other = await draftProposal(by('石兰'), TEXT);
    await submitProposal(by('石兰'), other);
    await registerProposal(by('专干'), other, '2026-002');
    expect(await refusal(mergeProposal(by('专干'), '2026-002', '2026-002', '同一件事'))).toBe(
      'proposal-merge-unknown',
    );
    await mergeProposal(by('专干'), '2026-002', number, '同一件事');
    const merged = await town.proposalOf('2026-002');
    expect([merged.state, merged.mergedInto]).toEqual(['closed', (await town.proposalOf(number)).id]);
  });

  it('is nobody’s business while it is a draft but its signers’', async () => {
    const { by } = await openTown();
    const number = await draftProposal(by('田大利'), TEXT);
    expect(await refusal(withdrawProposal(by('石兰'), number, ''))).toBe('not-found');
    expect(await refusal(registerProposal(by('专干'), number, '2026-001'))).toBe('not-found');
    await withdrawProposal(by('田大利'), number, '');
    expect(await refusal(submitProposal(by('田大利'), number))).toBe('proposal-is-withdrawn');
  });
});
