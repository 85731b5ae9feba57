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
  via: 'web' | 'terminal' | 'demo';
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
