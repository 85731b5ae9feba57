import type { Role } from '../accounts/rules.ts';
import { findSteps, type StepTable } from '../lib/step-table.ts';
import type { Day } from '../lib/dates.ts';

/** Objection (异议) to a line of a published notice: received 待答复 → upheld 成立 | rejected 不成立. points.md, "Closing a quarter" 3. */
export const OBJECTION_STATES = ['received', 'upheld', 'rejected'] as const;
export type ObjectionState = (typeof OBJECTION_STATES)[number];

export const OBJECTION_ACTIONS = ['uphold', 'reject'] as const;
export type ObjectionAction = (typeof OBJECTION_ACTIONS)[number];

/**
 * What an answer asks for. `not-own-line`: whoever decides is not the deputy it is about; `not-own-objection`: nor who
 * sent it; `words`: a summary and reasons, which are public; `no-sender`: these do not tell who sent it.
 */
export type ObjectionNeed = 'not-own-line' | 'not-own-objection' | 'words' | 'no-sender';

export interface ObjectionStep {
  readonly action: ObjectionAction;
  readonly to: ObjectionState;
  readonly needs: readonly ObjectionNeed[];
}

const NEEDS = ['not-own-line', 'not-own-objection', 'words', 'no-sender'] as const;

/** Role → state → action. The presidium decides, once; the clerk sees it all and decides nothing. */
export const OBJECTION_TABLE: StepTable<Role, ObjectionState, ObjectionAction, ObjectionStep> = {
  presidium: {
    received: {
      uphold: { action: 'uphold', to: 'upheld', needs: NEEDS },
      reject: { action: 'reject', to: 'rejected', needs: NEEDS },
    },
  },
};

export interface ObjectionActor {
  readonly roles: readonly Role[];
  readonly personId: number | null;
  readonly accountId: number | null;
}

/** What the rules need to know about an objection. */
export interface ObjectionStanding {
  readonly state: ObjectionState;
  /** The person whose line it is about. */
  readonly personId: number;
  /** The account it came from; null for a visitor. */
  readonly accountId: number | null;
  readonly sender: Sender;
}

export interface Sender {
  readonly name: string;
  readonly phone: string;
}

export interface AnswerWords {
  readonly summary: string;
  readonly answer: string;
}

export type ObjectionRefusal =
  | 'objection-role'
  | 'objection-own-line'
  | 'objection-own'
  | 'objection-words-missing'
  | 'objection-tells-sender'
  | 'objection-is-received'
  | 'objection-is-upheld'
  | 'objection-is-rejected';

export type ObjectionCheck =
  | { readonly ok: true; readonly step: ObjectionStep }
  | { readonly ok: false; readonly reason: ObjectionRefusal };

/** Whether the actor may give this answer now; a refusal says what is in the way. */
export function checkObjectionStep(
  actor: ObjectionActor,
  objection: ObjectionStanding,
  action: ObjectionAction,
  words: AnswerWords,
): ObjectionCheck {
  const steps = findSteps(OBJECTION_TABLE, actor.roles, objection.state, action);
  if (steps === null) return { ok: false, reason: 'objection-role' };
  const [step] = steps;
  if (step === undefined) return { ok: false, reason: `objection-is-${objection.state}` };
  const missing = step.needs.map((need) => refuseNeed(need, actor, objection, words)).find(Boolean);
  return missing ? { ok: false, reason: missing } : { ok: true, step };
}

function refuseNeed(
  need: ObjectionNeed,
  actor: ObjectionActor,
  objection: ObjectionStanding,
  words: AnswerWords,
): ObjectionRefusal | null {
  switch (need) {
    case 'not-own-line':
      return actor.personId === objection.personId ? 'objection-own-line' : null;
    case 'not-own-objection':
      return isOwnObjection(actor, objection) ? 'objection-own' : null;
    case 'words':
      return words.summary.trim() === '' || words.answer.trim() === '' ? 'objection-words-missing' : null;
    case 'no-sender':
      return tellsSender(`${words.summary}\n${words.answer}`, objection.sender)
        ? 'objection-tells-sender'
        : null;
  }
}

function isOwnObjection(actor: ObjectionActor, { accountId }: Pick<ObjectionStanding, 'accountId'>): boolean {
  return accountId !== null && actor.accountId === accountId;
}

const SHORTEST_NAME = 2;
const SHORTEST_PHONE = 5;

/** Whether a text that is to be public names its sender or gives their phone. One character alone names nobody. */
export function tellsSender(text: string, { name, phone }: Sender): boolean {
  const digits = phone.replace(/\D/g, '');
  const namesThem = Array.from(name).length >= SHORTEST_NAME && text.includes(name);
  return namesThem || (digits.length >= SHORTEST_PHONE && text.replace(/[\s-]/g, '').includes(digits));
}

/** The answers that the actor can give now: the form of its page is there when there is one. */
export function objectionStepsOf(
  actor: ObjectionActor,
  objection: ObjectionStanding,
): readonly ObjectionStep[] {
  const words = { summary: '…', answer: '…' };
  return OBJECTION_ACTIONS.flatMap((action) => {
    const check = checkObjectionStep(actor, objection, action, words);
    return check.ok ? [check.step] : [];
  });
}

/** Who sent it stays unknown to the deputy it is about, whatever else they are. */
export function maySeeSender(actor: ObjectionActor, objection: Pick<ObjectionStanding, 'personId'>): boolean {
  const isStaff = actor.roles.some((role) => role === 'clerk' || role === 'presidium');
  return isStaff && actor.personId !== objection.personId;
}

/** From where an objection comes: the public notice, a deputy signed in, or the desk for whoever phoned or came. */
export type ObjectionSource = 'visitor' | 'deputy' | 'desk';

export type ObjectingRefusal =
  | 'objection-role'
  | 'objection-superseded'
  | 'objection-too-early'
  | 'objection-window-over'
  | 'objection-in-future'
  | 'objection-no-line'
  | 'objection-not-own';

export interface ObjectingFacts {
  readonly source: ObjectionSource;
  readonly roles: readonly Role[];
  /** The day on which it was put forward: on the desk it may be one that has passed. */
  readonly day: Day;
  readonly today: Day;
  readonly publishedOn: Day;
  /** Last day of the publicity window (公示期). */
  readonly windowTo: Day;
  /** Whether the notice is the newest version of its quarter. */
  readonly isCurrent: boolean;
  /** Whether the deputy, and the record if one is named, stand in the notice. */
  readonly hasLine: boolean;
  readonly isOwnLine: boolean;
}

const SOURCE_ROLES: Readonly<Record<ObjectionSource, readonly Role[] | null>> = {
  visitor: null,
  deputy: ['deputy', 'leader'],
  desk: ['clerk', 'presidium'],
};

/** Why nobody can object here and now, or null: from the day of publication to the last day of the window. */
export function refuseObjecting(facts: ObjectingFacts): ObjectingRefusal | null {
  const { source, roles, day, today, publishedOn, windowTo, isCurrent, hasLine, isOwnLine } = facts;
  const wanted = SOURCE_ROLES[source];
  if (wanted !== null && !roles.some((role) => wanted.includes(role))) return 'objection-role';
  if (!isCurrent) return 'objection-superseded';
  if (day > today) return 'objection-in-future';
  if (day < publishedOn) return 'objection-too-early';
  if (day > windowTo) return 'objection-window-over';
  if (!hasLine) return 'objection-no-line';
  return source === 'deputy' && !isOwnLine ? 'objection-not-own' : null;
}

type WindowFacts = Pick<ObjectingFacts, 'isCurrent' | 'today' | 'publishedOn' | 'windowTo'>;

/** Why nobody can object to any line of a notice now, or null. */
export function refuseWindow(facts: WindowFacts): ObjectingRefusal | null {
  const asked = { source: 'visitor', roles: [], day: facts.today, hasLine: true, isOwnLine: false } as const;
  return refuseObjecting({ ...asked, ...facts });
}

/** Whether the notice takes objections now. */
export function isWindowOpen(facts: WindowFacts): boolean {
  return refuseWindow(facts) === null;
}

/** The number by which an objection is known: the quarter and its place in it, such as 2026Q3-03. */
export function objectionReference(quarter: string, earlier: number): string {
  return `${quarter}-${String(earlier + 1).padStart(2, '0')}`;
}

/**
 * How many objections one address may send in a day. A whole village may share the address of its telephone network,
 * so it only keeps out floods.
 */
export const MOST_A_DAY = 20;
