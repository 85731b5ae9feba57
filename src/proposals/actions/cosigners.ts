import type { Tx } from '../../db/store.ts';
import { isInOffice } from '../../deputies/rules.ts';
import { listRoster, type RosterEntry } from '../../deputies/store.ts';
import type { Day } from '../../lib/dates.ts';
import { found, Refused } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { deleteCosigners, findProposal, insertSignature, updateSignature, type Proposal } from '../store.ts';
import { tellChange } from './taking.ts';

/** Every one of them, in office on that day. */
export async function demandInOffice(
  tx: Tx,
  termId: number,
  ids: readonly number[],
  day: Day,
): Promise<RosterEntry[]> {
  const roster = new Map((await listRoster(tx, termId)).map((entry) => [entry.id, entry]));
  return [...new Set(ids)].map((id) => {
    const entry = found(roster.get(id));
    if (!isInOffice(entry.mandate, day)) throw new Refused('signer-not-in-office', { name: entry.name, day });
    return entry;
  });
}

/** Tells those who have not answered yet that they are asked to sign. */
export async function askCosigners(tx: Tx, at: number, number: string): Promise<void> {
  const { id } = await getCurrentTerm(tx);
  const proposal = found(await findProposal(tx, id, number));
  const asked = proposal.signers.filter(({ state }) => state === 'asked');
  if (asked.length > 0) await tellChange(tx, at, { ...proposal, signers: asked }, 'asked-to-sign');
}

/** Those named are asked, those left out are gone; who agreed to another text is asked again. */
export async function renewCosigners(
  tx: Tx,
  { id, signers }: Proposal,
  wanted: readonly number[],
  reworded: boolean,
): Promise<void> {
  const lead = signers.find((signer) => signer.lead)?.deputyId;
  const known = signers.filter((signer) => !signer.lead);
  const named = [...new Set(wanted)].filter((deputyId) => deputyId !== lead);
  const gone = known.filter(({ deputyId }) => !named.includes(deputyId)).map(({ deputyId }) => deputyId);
  if (gone.length > 0) await deleteCosigners(tx, id, gone);
  for (const [index, deputyId] of named.entries()) {
    const before = known.find((signer) => signer.deputyId === deputyId);
    const state = before?.state === 'agreed' && !reworded ? 'agreed' : 'asked';
    if (before) await updateSignature(tx, id, deputyId, { position: index + 1, state });
    else await insertSignature(tx, { proposalId: id, deputyId, lead: false, position: index + 1, state });
  }
}
