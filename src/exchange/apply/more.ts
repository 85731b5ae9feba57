import { findAssessment, insertAssessment, putScores, updateAssessment } from '../../assessments/store.ts';
import { insertInvitation, putReply } from '../../invitations/store.ts';
import { insertLeave, updateLeave } from '../../leave/store.ts';
import { findCongressSessionByTitle, findSittingAt, type MeetingRef } from '../../meetings/store.ts';
import { findNotice } from '../../notices/store.ts';
import { insertObjection } from '../../objections/store.ts';
import {
  findProposal,
  insertExtension,
  insertFollowUp,
  insertUrging,
  updateHandling,
  updateHandlingUnit,
  updateProposal,
  updateSignature,
} from '../../proposals/store.ts';
import { found } from '../../refusals.ts';
import { insertStatement } from '../../statements/store.ts';
import type { MoreSections } from '../register-more.ts';
import { idOf, type Applying } from './applying.ts';

/** Objections, statements, assessments, invitations, leave and the steps of proposals, as they were. */
export async function restoreMore(applying: Applying, rest: MoreSections): Promise<void> {
  await restoreReplies(applying, rest);
  await restoreAssessments(applying, rest);
  await restoreInvitations(applying, rest);
  for (const request of rest.leave) await restoreLeave(applying, request);
  for (const procedure of rest.procedures) await restoreProcedure(applying, procedure);
}

async function restoreReplies({ tx, deputies }: Applying, rest: MoreSections): Promise<void> {
  for (const { quarter, version, deputy, ...objection } of rest.objections) {
    const { id: noticeId } = found(await findNotice(tx, quarter, version));
    await insertObjection(tx, { ...objection, noticeId, deputyId: idOf(deputies, deputy) });
  }
  for (const { deputy, ...statement } of rest.statements)
    await insertStatement(tx, { ...statement, deputyId: idOf(deputies, deputy) });
}

async function restoreAssessments({ tx, deputies }: Applying, rest: MoreSections): Promise<void> {
  for (const { deputy, year, version, scores, computedHundredths, ...change } of rest.assessments) {
    const deputyId = idOf(deputies, deputy);
    const { id: noticeId } = found(await findNotice(tx, `${year}Q4`, version));
    await insertAssessment(tx, { deputyId, year, noticeId, computedHundredths });
    const { id } = found(await findAssessment(tx, deputyId, year));
    await updateAssessment(tx, id, change);
    for (const step of ['self', 'group', 'final'] as const) {
      const own = scores.filter((score) => score.step === step);
      await putScores(
        tx,
        id,
        step,
        new Map(own.map(({ item, hundredths, reason }) => [item, { hundredths, reason }])),
      );
    }
  }
}

async function restoreInvitations({ tx, deputies, activities }: Applying, rest: MoreSections): Promise<void> {
  for (const { activity, replies, ...invitation } of rest.invitations) {
    const activityId = idOf(activities, activity);
    await insertInvitation(tx, { ...invitation, activityId });
    for (const { deputy, ...reply } of replies)
      await putReply(tx, { ...reply, activityId, deputyId: idOf(deputies, deputy) });
  }
}

async function restoreLeave(
  { tx, termId, deputies, activities }: Applying,
  { deputy, activity, sitting, reason, askedAt, state, decidedAt, note }: MoreSections['leave'][number],
): Promise<void> {
  let meeting: MeetingRef | null =
    activity === null ? null : { type: 'activity', id: idOf(activities, activity) };
  if (sitting) {
    const { id } = found(await findCongressSessionByTitle(tx, termId, sitting.session));
    meeting = { type: 'sitting', id: found(await findSittingAt(tx, id, sitting.heldOn, sitting.half)).id };
  }
  const id = await insertLeave(tx, {
    meeting: found(meeting),
    deputyId: idOf(deputies, deputy),
    reason,
    askedAt,
  });
  if (state !== 'asked')
    await updateLeave(tx, id, { state, decidedAt: decidedAt ?? askedAt, decidedBy: null, note });
}

async function restoreProcedure(
  { tx, termId, deputies }: Applying,
  { number, mergedInto, signatures, rounds, followUps, ...columns }: MoreSections['procedures'][number],
): Promise<void> {
  const proposal = found(await findProposal(tx, termId, number));
  const main = mergedInto === null ? null : found(await findProposal(tx, termId, mergedInto)).id;
  await updateProposal(tx, proposal.id, { ...columns, mergedInto: main });
  for (const { deputy, ...signature } of signatures)
    await updateSignature(tx, proposal.id, idOf(deputies, deputy), signature);
  for (const [index, { units, extensions, urgings, ...round }] of rounds.entries()) {
    const held = found(proposal.rounds[index]);
    await updateHandling(tx, held.id, round);
    const unitIds = new Map(held.units.map((unit) => [unit.name, unit.id]));
    for (const { name, ...unit } of units) await updateHandlingUnit(tx, held.id, idOf(unitIds, name), unit);
    for (const { unit, ...extension } of extensions)
      await insertExtension(tx, { ...extension, handlingId: held.id, unitId: idOf(unitIds, unit) });
    for (const urging of urgings) await insertUrging(tx, { ...urging, handlingId: held.id });
  }
  for (const followUp of followUps) await insertFollowUp(tx, { ...followUp, proposalId: proposal.id });
}
