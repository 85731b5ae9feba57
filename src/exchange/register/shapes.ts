/** The whole register by natural keys: what is compared with a file, and what an export holds. No row ids, no accounts. */
import type { MandateEventKind } from '../../deputies/rules.ts';
import type { ActivityKind, ImportedFilingKind } from '../../duties/rules.ts';
import type { RosterEntry } from '../../deputies/store.ts';
import type { Day, Half } from '../../lib/dates.ts';
import type { AgendaItem } from '../../meetings/store.ts';
import type { AttendanceState } from '../../meetings/rules.ts';
import type { FilingSource } from '../../filings/store.ts';
import type { FilingState } from '../../filings/rules.ts';
import type { Closing } from '../../points/records.ts';
import type { CellsOf } from '../templates.ts';

export interface HeldTerm {
  number: number;
  startOn: Day;
  endOn: Day;
}

export interface HeldDelegation {
  name: string;
  /** Certificate number. */
  leader: string | null;
}

export interface HeldGroup extends HeldDelegation {
  focus: string;
  departments: string[];
}

export interface HeldMandateEvent {
  deputy: string;
  kind: MandateEventKind;
  on: Day;
  ground: string;
  document: string;
  recordedAt: number;
}

export interface HeldMark {
  deputy: string;
  state: AttendanceState;
  reason: string;
  approver: string;
  recordedAt: number;
}

export interface HeldSpeech {
  deputy: string;
  topic: string;
  recordedAt: number;
}

export interface HeldSitting {
  heldOn: Day;
  half: Half;
  agenda: AgendaItem[];
  rollTakenAt: number | null;
  marks: HeldMark[];
  /** In the order of entry. */
  speeches: HeldSpeech[];
}

export interface HeldSession {
  title: string;
  regular: boolean;
  sittings: HeldSitting[];
}

export interface HeldActivity {
  code: string;
  kind: ActivityKind;
  title: string;
  heldOn: Day;
  place: string;
  organiser: string;
  summary: string;
  costCents: number | null;
  rollTakenAt: number | null;
  invitees: string[];
  marks: HeldMark[];
}

export interface HeldFiling {
  code: string;
  deputy: string;
  kind: ImportedFilingKind;
  occurredOn: Day;
  content: string;
  quantityHundredths: number;
  grade: string | null;
  place: string;
  result: string;
  amountCents: number | null;
  state: FilingState;
  source: FilingSource;
  submittedAt: number | null;
  confirmedAt: number | null;
  reason: string;
}

type Handled = CellsOf<'proposals'>;

/** One round of handling (办理). */
export interface HeldRound {
  assignedOn: Day | null;
  leadUnit: string;
  coUnits: string[];
  answeredOn: Day | null;
  answerClass: Handled['answerClass'];
  answer: string;
  attitude: Handled['attitude'];
  result: Handled['result'];
  recordedAt: number;
}

export interface HeldProposal {
  number: string;
  kind: Handled['kind'];
  title: string;
  cause: string;
  basis: string;
  content: string;
  lead: string;
  cosigners: string[];
  filedOn: Day;
  complex: boolean;
  state: string;
  registeredAt: number | null;
  rounds: HeldRound[];
}

/** Everything of the current term, lists in an order that does not depend on how it came in. */
export interface RegisterData {
  term: HeldTerm;
  closings: readonly Closing[];
  /** Whether a scheme of a year with a closed quarter tells categories apart. */
  categoriesCount: boolean;
  districts: { number: string; name: string; villages: string[]; seats: number | null }[];
  delegations: HeldDelegation[];
  groups: HeldGroup[];
  categories: { name: string; subclasses: string[] }[];
  deputies: RosterEntry[];
  mandateEvents: HeldMandateEvent[];
  sessions: HeldSession[];
  activities: HeldActivity[];
  filings: HeldFiling[];
  units: string[];
  proposals: HeldProposal[];
}

/** A register that holds nothing but its term. */
export function emptyRegister(term: HeldTerm): RegisterData {
  return {
    term,
    closings: [],
    categoriesCount: false,
    districts: [],
    delegations: [],
    groups: [],
    categories: [],
    deputies: [],
    mandateEvents: [],
    sessions: [],
    activities: [],
    filings: [],
    units: [],
    proposals: [],
  };
}
