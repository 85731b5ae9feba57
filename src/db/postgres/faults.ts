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
  '55P03': 'busy',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  EPIPE: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
};

/** The driver gives no code when the connection ends under a statement. */
const CUT_OFF =
  /^Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|not queryable/;

/** What the driver threw, as StoreUnavailable where the server and not the statement was at fault. */
export function storeFault(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StoreUnavailable) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  const reason =
    REASONS[code] ?? (code.startsWith('08') || CUT_OFF.test(error.message) ? 'unreachable' : undefined);
  return reason ? new StoreUnavailable(reason, { cause: error }) : error;
}

export function isUnreachable(error: unknown): boolean {
  return error instanceof StoreUnavailable && error.reason === 'unreachable';
}
