import type { AuditKind } from './labels.ts';

/** What an action records about itself. */
export interface AuditEvent {
  kind: AuditKind;
  /** Noun of domain.md and the key people know it by (certificate number, activity code, quarter…). */
  subject: readonly [type: string, key: string];
  before?: unknown;
  after?: unknown;
  reason?: string;
}

/** Who acts. */
export interface Actor {
  accountId: number | null;
  name: string;
  via: 'web' | 'terminal' | 'demo' | 'program';
  ip: string;
  requestId: string;
}

/** The fields that the chain hashes, in canonical JSON. */
export interface ChainedEntry {
  seq: number;
  at: number;
  actorId: number | null;
  actorName: string;
  via: string;
  ip: string;
  requestId: string;
  kind: string;
  subjectType: string;
  subjectKey: string;
  before: unknown;
  after: unknown;
  reason: string;
  previousHash: string;
}

export const CHAIN_START = '0'.repeat(64);

/** The head of the chain as it is printed on paper: number and first sixteen digits of its hash. */
export function auditHeadText({ seq, hash }: { seq: number; hash: string }): string {
  return `${seq}-${hash.slice(0, 16)}`;
}

/** An entry as it is read back. */
export interface TrailEntry extends ChainedEntry {
  hash: string;
}

const FAILURES = ['step.refused', 'access.denied', 'session.refused', 'card.refused', 'backup.failed'];
/** What is done by itself says in its reason what was wrong. */
const TRIALS = ['backup.drilled', 'register.checked'];

/** Whether what an entry tells of came to nothing. */
export function isFailure({ kind, reason }: Pick<TrailEntry, 'kind' | 'reason'>): boolean {
  return FAILURES.includes(kind) || (TRIALS.includes(kind) && reason !== '');
}
