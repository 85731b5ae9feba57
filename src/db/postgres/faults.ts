import { StoreUnavailable, type Unavailability } from '../unavailable.ts';

/** SQLSTATE of PostgreSQL, and codes of the network: what says nothing about the statement itself. */
const REASONS: Readonly<Record<string, Unavailability>> = {
  '57P01': 'unreachable', // being shut down
  '57P02': 'unreachable',
  '57P03': 'unreachable', // starting up
  '25006': 'unreachable', // a standby: the primary is elsewhere
  '3D000': 'unreachable',
  '53100': 'full',
  '53200': 'busy',
  '53300': 'busy',
  '57014': 'busy', // cancelled by statement_timeout
  '55P03': 'busy',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  EPIPE: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'unreachable',
  SELF_SIGNED_CERT_IN_CHAIN: 'unreachable',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unreachable',
  CERT_HAS_EXPIRED: 'unreachable',
  ERR_TLS_CERT_ALTNAME_INVALID: 'unreachable',
};

/** The driver gives no code when the connection ends under a statement, does not answer any more, or cannot be secret. */
const CUT_OFF =
  /^Connection terminated|Query read timeout|Client has encountered a connection error|Client was closed|not queryable|^The server does not support SSL/;

/** Every connection of the pool was in use for as long as one waits for them. */
const ALL_TAKEN = /timeout exceeded when trying to connect/;

/** What the driver threw, as StoreUnavailable where the server and not the statement was at fault. */
export function storeFault(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StoreUnavailable) return error;
  const reason = reasonOf(error);
  return reason ? new StoreUnavailable(reason, { cause: error }) : error;
}

function reasonOf(error: Error): Unavailability | undefined {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (REASONS[code]) return REASONS[code];
  if (code.startsWith('08') || CUT_OFF.test(error.message)) return 'unreachable';
  return ALL_TAKEN.test(error.message) ? 'busy' : undefined;
}

export function isUnreachable(error: unknown): boolean {
  return error instanceof StoreUnavailable && error.reason === 'unreachable';
}
