/** What a deputy does with their own filings; handing in is `submitFiling` of actions.ts, as for everybody. */
import { whoActs } from '../accounts/acting.ts';
import { write, type Doing } from '../db/write.ts';
import type { Tx } from '../db/store.ts';
import { findDeputyOfPerson, findRosterEntryById, type RosterEntry } from '../deputies/store.ts';
import { forgetDraft } from '../drafts/steps.ts';
import type { PreparedFile } from '../evidence/intake.ts';
import { attach, detachAll } from '../evidence/steps.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { found, NotFound, Refused } from '../refusals.ts';
import { getCurrentTerm } from '../settings/store.ts';
import { columnsOf, contentOf, demandDutyDay, recordedContent, type FilingInput } from './content.ts';
import { standingOf } from './reach.ts';
import { checkFilingStep, mayFileOwn, takesAmount, type FilingAction } from './rules.ts';
import { addFiling, periodOf } from './steps.ts';
import { deleteFiling, findFiling, updateFiling, type Filing } from './store.ts';

/** A filing as its deputy writes it: `amount` cents, of deeds only, `quantity` hundredths. */
export type OwnFilingInput = Omit<FilingInput, 'deputy'>;

/** Writes down what a deputy did as a draft, with its evidence; nobody else sees it. Gives its code. */
export async function createOwnFiling(
  doing: Doing,
  given: OwnFilingInput,
  files: readonly PreparedFile[] = [],
): Promise<string> {
  return write(doing, async (tx) => {
    const { deputy, termId } = await getActingDeputy(tx, doing);
    const input = { ...withFitting(given), deputy: deputy.id };
    demandDutyDay(deputy, input.occurredOn, doing.at);
    const { id, code } = await addFiling(tx, {
      termId,
      ...columnsOf(input),
      source: 'deputy',
      state: 'draft',
      enteredBy: doing.actor.accountId,
    });
    const after = { deputy: deputy.certificateNumber, ...contentOf(input), state: 'draft' };
    tx.record({ kind: 'filing.created', subject: ['filing', code], after });
    await attach(tx, { filingId: id, files, at: doing.at, by: doing.actor.accountId });
    await forgetDraft(tx, doing.actor.accountId, 'filing', '');
    return code;
  });
}

/** Writes a draft, or a filing that was returned, anew; it is still to be handed in. */
export async function changeOwnFiling(
  doing: Doing,
  code: string,
  given: OwnFilingInput,
  files: readonly PreparedFile[] = [],
): Promise<void> {
  await write(doing, async (tx) => {
    const { filing, deputy } = await takeOwnStep(tx, doing, code, 'change');
    const input = { ...withFitting(given), deputy: deputy.id };
    demandDutyDay(deputy, input.occurredOn, doing.at);
    await updateFiling(tx, filing.id, { ...columnsOf(input), ...periodOf(input.occurredOn) });
    const [before, after] = [recordedContent(filing), contentOf(input)];
    if (files.length === 0 || canonicalJson(before) !== canonicalJson(after))
      tx.record({ kind: 'filing.changed', subject: ['filing', code], before, after });
    await attach(tx, { filingId: filing.id, files, at: doing.at, by: doing.actor.accountId });
    await forgetDraft(tx, doing.actor.accountId, 'filing', code);
  });
}

/** Discards a draft, which nobody else has seen. Its row and its evidence go; the trail keeps what it said. */
export async function discardOwnFiling(doing: Doing, code: string): Promise<void> {
  await write(doing, async (tx) => {
    const { filing } = await takeOwnStep(tx, doing, code, 'discard');
    await detachAll(tx, filing.id);
    await deleteFiling(tx, filing.id);
    await forgetDraft(tx, doing.actor.accountId, 'filing', code);
    const before = { state: filing.state, ...recordedContent(filing) };
    tx.record({ kind: 'filing.discarded', subject: ['filing', code], before });
  });
}

/** Only deeds have an amount. */
function withFitting(input: OwnFilingInput): OwnFilingInput {
  return takesAmount(input.kind) ? input : { ...input, amount: null };
}

/** The deputy that the actor is in the current term. */
async function getActingDeputy(tx: Tx, doing: Doing): Promise<{ deputy: RosterEntry; termId: number }> {
  const { id: termId } = await getCurrentTerm(tx);
  const acting = await whoActs(tx, doing.actor);
  if (!mayFileOwn(acting.roles)) throw new Refused('filing-role');
  if (acting.personId === null) throw new NotFound();
  const { id } = found(await findDeputyOfPerson(tx, termId, acting.personId));
  return { deputy: found(await findRosterEntryById(tx, termId, id)), termId };
}

/** The actor's own filing, once the table lets them take the step; anybody else's is not found. */
async function takeOwnStep(
  tx: Tx,
  doing: Doing,
  code: string,
  action: FilingAction,
): Promise<{ filing: Filing; deputy: RosterEntry }> {
  const { deputy, termId } = await getActingDeputy(tx, doing);
  const filing = found(await findFiling(tx, { termId, deputyId: deputy.id }, code));
  const acting = await whoActs(tx, doing.actor);
  const check = checkFilingStep(acting, await standingOf(tx, filing), action, '');
  if (!check.ok) throw new Refused(check.reason, { code });
  return { filing, deputy };
}
