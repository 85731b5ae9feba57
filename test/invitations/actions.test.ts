import { describe, expect, it } from 'vitest';
import { message } from '../../src/db/schema/index.ts';
import type { Store } from '../../src/db/store.ts';
import { findRosterEntryById } from '../../src/deputies/store.ts';
import {
  acceptInvitation,
  cancelSignUp,
  changeInvitation,
  publishInvitation,
  signUp,
} from '../../src/invitations/actions.ts';
import { loadAnswers } from '../../src/invitations/answers.ts';
import { listOwnInvitations } from '../../src/invitations/own.ts';
import { countSignedUp } from '../../src/invitations/store.ts';
import { askLeave, decideLeave } from '../../src/leave/actions.ts';
import { changeActivity, inviteDeputies, removeInvitees } from '../../src/meetings/actions.ts';
import { findActivityById, listInvitees } from '../../src/meetings/store.ts';
import { NotFound, Refused, found } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { addActor, addAttendee } from '../support/attendees.ts';
import { addHundred, addTestActivity, openFour, SURVEY } from '../support/meetings.ts';
import { doingAt, NOW, openWorld } from '../support/world.ts';

const AHEAD = '2026-03-25';
const DAY = 86_400_000;
const TERMS = { time: '上午9:00', words: '', answerBy: '2026-03-22', places: null };

const reasonOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? error.reason : (error as Error).constructor.name),
  );

async function openInvited(terms: Partial<Omit<typeof TERMS, 'places'>> & { places?: number | null } = {}) {
  const world = await openFour();
  const { store, tian, shi } = world;
  const { id, code } = await addTestActivity(store, { heldOn: AHEAD }, null);
  await inviteDeputies(doingAt(store), id, { by: 'name', names: ['田大利', '石兰'] });
  await publishInvitation(doingAt(store), id, { ...TERMS, ...terms });
  return {
    ...world,
    id,
    code,
    tianActs: await addAttendee(store, tian, '田大利'),
    shiActs: await addAttendee(store, shi, '石兰'),
    wangActs: await addAttendee(store, world.wang, '王田富'),
    wenActs: await addAttendee(store, world.wen, '文岳', ['leader']),
    chair: await addActor(store, '主席', ['presidium']),
  };
}

async function answersOf(store: Store, id: number) {
  const rows = await loadAnswers(store.read, found(await findActivityById(store.read, id)));
  return Object.fromEntries(rows.map(({ entry, answer }) => [entry.name, answer]));
}

const toldNames = async (store: Store) => {
  const { id: termId } = await getCurrentTerm(store.read);
  const rows = await store.read.select().from(message);
  const roster = await Promise.all([1, 2, 3, 4].map((id) => findRosterEntryById(store.read, termId, id)));
  return rows.map(({ kind, personId }) => {
    const entry = roster.find((one) => one?.person.id === personId);
    return `${kind} ${entry?.name ?? ''}`;
  });
};

describe('publishing an activity', () => {
  it('tells every invitee, whoever is invited later, and everybody again when day, time or place changes', async () => {
    const { store, id } = await openInvited();
    expect(await toldNames(store)).toEqual(['invited 田大利', 'invited 石兰']);
    await inviteDeputies(doingAt(store), id, { by: 'name', names: ['文岳'] });
    expect((await toldNames(store)).slice(2)).toEqual(['invited 文岳']);
    await changeInvitation(doingAt(store), id, { ...TERMS, places: 2 });
    expect(await toldNames(store)).toHaveLength(3);
    await changeInvitation(doingAt(store), id, { ...TERMS, time: '上午8:30', places: 2 });
    await changeActivity(doingAt(store), id, { ...SURVEY, heldOn: AHEAD, place: '镇政府' });
    expect(await toldNames(store)).toHaveLength(9);
  });

  it('is refused for what is over, for nobody, for an impossible last day, and twice', async () => {
    const { store, id } = await openInvited();
    expect(await reasonOf(publishInvitation(doingAt(store), id, TERMS))).toBe('invitation-published');
    const over = await addTestActivity(store);
    const empty = await addTestActivity(store, { heldOn: AHEAD }, null);
    const publish = (to: { id: number }, more: object) =>
      reasonOf(publishInvitation(doingAt(store), to.id, { ...TERMS, answerBy: null, ...more }));
    expect(await publish(over, {})).toBe('invitation-over');
    expect(await publish(empty, {})).toBe('invitation-nobody');
    expect(await publish(empty, { places: 3, answerBy: '2026-03-26' })).toBe('answer-by-outside');
    expect(await publish(empty, { places: 3, answerBy: '2026-03-19' })).toBe('answer-by-outside');
    expect(await publish(empty, { places: 3 })).toBe('done');
  });
});

describe('an answer', () => {
  it('is 参加, leave with where it stands, or nothing yet', async () => {
    const { store, id, code, tianActs, shiActs, chair } = await openInvited();
    expect(await answersOf(store, id)).toEqual({ 田大利: 'none', 石兰: 'none' });
    await acceptInvitation(tianActs(), code);
    const [request = 0] = await askLeave(shiActs(), [{ type: 'activity', id }], '住院');
    expect(await answersOf(store, id)).toEqual({ 田大利: 'coming', 石兰: 'leave_asked' });
    await decideLeave(chair(), [request], 'refuse', '人手不够');
    expect(await answersOf(store, id)).toMatchObject({ 石兰: 'leave_refused' });
    await acceptInvitation(shiActs(NOW + 1000), code);
    expect(await answersOf(store, id)).toMatchObject({ 石兰: 'coming' });
  });

  it('can be turned from leave to 参加 until leave is granted', async () => {
    const { store, id, code, tianActs, chair } = await openInvited();
    await askLeave(tianActs(), [{ type: 'activity', id }], '住院');
    await acceptInvitation(tianActs(NOW + 1000), code);
    expect(await answersOf(store, id)).toMatchObject({ 田大利: 'coming' });
    const [second = 0] = await askLeave(tianActs(NOW + 2000), [{ type: 'activity', id }], '住院');
    await decideLeave(chair(NOW + 3000), [second], 'approve');
    expect(await reasonOf(acceptInvitation(tianActs(NOW + 4000), code))).toBe('reply-leave-approved');
    expect(await answersOf(store, id)).toMatchObject({ 田大利: 'leave_approved' });
  });

  it('is taken late up to the meeting’s day, and not from others', async () => {
    const { code, tianActs, wangActs } = await openInvited();
    expect(await reasonOf(acceptInvitation(tianActs(NOW + 5 * DAY), code))).toBe('done');
    expect(await reasonOf(acceptInvitation(tianActs(NOW + 6 * DAY), code))).toBe('reply-over');
    await expect(acceptInvitation(wangActs(), code)).rejects.toBeInstanceOf(NotFound);
  });
});

describe('signing up', () => {
  it('takes a place, makes an invitee, and gives both back when it is cancelled', async () => {
    const { store, id, code, wang, wangActs, wenActs } = await openInvited({ places: 1 });
    await signUp(wangActs(), code);
    expect(await answersOf(store, id)).toMatchObject({ 王田富: 'signed_up' });
    expect(await reasonOf(signUp(wenActs(), code))).toBe('sign-up-full');
    await cancelSignUp(wangActs(), code);
    expect((await listInvitees(store.read, [id])).map((row) => row.deputyId)).not.toContain(wang);
    expect(await reasonOf(signUp(wenActs(), code))).toBe('done');
    expect(await reasonOf(signUp(wangActs(), code))).toBe('sign-up-full');
  });

  it('is first come, first served: of many at once no more get in than there are places', async () => {
    const store = await openWorld();
    const ids = await addHundred(store);
    const { id, code } = await addTestActivity(store, { heldOn: AHEAD }, null);
    await publishInvitation(doingAt(store), id, { ...TERMS, places: 5 });
    const acts = await Promise.all(
      ids.slice(0, 12).map((one, index) => addAttendee(store, one, `代表${index}`)),
    );
    const outcomes = await Promise.all(acts.map((act) => reasonOf(signUp(act(), code))));
    expect(outcomes.toSorted()).toEqual([...Array(5).fill('done'), ...Array(7).fill('sign-up-full')]);
    expect(await countSignedUp(store.read, id)).toBe(5);
    expect(await listInvitees(store.read, [id])).toHaveLength(5);
  });

  it('ends with the last day to answer, and so does cancelling; leave is left', async () => {
    const { id, code, tianActs, wangActs, wenActs } = await openInvited({ places: 2 });
    await signUp(wangActs(NOW + 2 * DAY), code);
    expect(await reasonOf(signUp(wenActs(NOW + 3 * DAY), code))).toBe('sign-up-late');
    expect(await reasonOf(cancelSignUp(wangActs(NOW + 3 * DAY), code))).toBe('sign-up-late');
    const activity = { type: 'activity', id } as const;
    expect(await reasonOf(askLeave(wangActs(NOW + 3 * DAY), [activity], '住院'))).toBe('done');
    expect(await reasonOf(signUp(tianActs(), code))).toBe('reply-invited');
  });

  it('keeps its place through leave that was not granted, and loses it when the desk removes the invitee', async () => {
    const { store, id, code, wang, wangActs, chair } = await openInvited({ places: 1 });
    await signUp(wangActs(), code);
    const [request = 0] = await askLeave(wangActs(NOW + 1), [{ type: 'activity', id }], '住院');
    await decideLeave(chair(NOW + 2), [request], 'refuse', '人手不够');
    await acceptInvitation(wangActs(NOW + 3), code);
    expect(await countSignedUp(store.read, id)).toBe(1);
    expect(await reasonOf(changeInvitation(doingAt(store), id, TERMS))).toBe('places-below-taken');
    await removeInvitees(doingAt(store), id, [wang]);
    expect(await countSignedUp(store.read, id)).toBe(0);
  });
});

describe('what a deputy sees', () => {
  it('are the own invitations and those with places, with what can be said now', async () => {
    const { store, code, tian, wang, tianActs } = await openInvited({ places: 1 });
    await addTestActivity(store, { heldOn: AHEAD });
    const { id: termId } = await getCurrentTerm(store.read);
    const own = async (deputyId: number, today = '2026-03-20') => {
      const entry = found(await findRosterEntryById(store.read, termId, deputyId));
      return (await listOwnInvitations(store.read, entry, termId, today)).map((one) => ({
        code: one.activity.code,
        may: Object.entries(one.may).flatMap(([what, can]) => (can ? [what] : [])),
        isUnanswered: one.isUnanswered,
      }));
    };
    expect(await own(tian)).toEqual([{ code, may: ['come', 'askLeave'], isUnanswered: true }]);
    expect(await own(wang)).toEqual([{ code, may: ['signUp'], isUnanswered: false }]);
    await acceptInvitation(tianActs(), code);
    expect(await own(tian)).toEqual([{ code, may: ['askLeave'], isUnanswered: false }]);
    expect(await own(wang, '2026-03-23')).toMatchObject([{ may: [] }]);
  });
});
