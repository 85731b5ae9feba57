import type { FastifyRequest } from 'fastify';
import { countAnswers, loadAnswers } from '../../invitations/answers.ts';
import { ANSWER_LIST_LABELS } from '../../invitations/labels.ts';
import { ANSWER_LIST_CODES, ANSWER_LISTS } from '../../invitations/rules.ts';
import { countSignedUp, findInvitation, type Invitation } from '../../invitations/store.ts';
import type { Activity } from '../../meetings/store.ts';
import { HELPERS } from '../views.ts';

/** What was answered to a published activity: one number for each list of answers. */
export interface AnswerFigures {
  invitation: Invitation;
  due: number;
  taken: number;
  figures: { code: string; label: string; count: number; href: string }[];
}

/** Null while the activity is not published. */
export async function answerFigures(
  { register: { store } }: FastifyRequest,
  activity: Activity,
): Promise<AnswerFigures | null> {
  const invitation = await findInvitation(store.read, activity.id);
  if (!invitation) return null;
  const [rows, taken] = await Promise.all([
    loadAnswers(store.read, activity),
    countSignedUp(store.read, activity.id),
  ]);
  const count = countAnswers(rows);
  const figures = ANSWER_LIST_CODES.map((code) => ({
    code,
    label: ANSWER_LIST_LABELS[code],
    count: count(ANSWER_LISTS[code]),
    href: HELPERS.address(repliesAddress(activity), { answer: code }),
  }));
  return { invitation, due: rows.length, taken, figures: figures.filter(isShown) };
}

/** Refused leave is rare: it gets no number of its own while there is none. */
function isShown({ code, count }: { code: string; count: number }): boolean {
  return code !== 'leave_refused' || count > 0;
}

export function repliesAddress({ code }: Pick<Activity, 'code'>): string {
  return `/desk/activities/${encodeURIComponent(code)}/replies`;
}
