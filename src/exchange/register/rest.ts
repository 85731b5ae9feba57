import { typedReading } from '../../deputies/readings.ts';
import { groupBy } from '../../lib/group-by.ts';
import { PROPOSAL_STATES } from '../../proposals/rules.ts';
import type { RegisterFile } from '../register-file.ts';
import type { HeldMark, HeldProposal, RegisterData } from './shapes.ts';
import { hasCells } from './tables.ts';

type Rest = Pick<
  RegisterFile,
  | 'term'
  | 'categories'
  | 'delegations'
  | 'groups'
  | 'units'
  | 'deputies'
  | 'sessions'
  | 'activities'
  | 'filings'
  | 'proposals'
>;

/** What the register knows beyond the rows of the templates. */
export function restOf(data: RegisterData): Rest {
  const { term, categories, delegations, groups, units } = data;
  return {
    term,
    categories,
    delegations,
    groups,
    units,
    deputies: deputiesOf(data),
    sessions: data.sessions.map(({ title, regular, sittings }) => ({
      title,
      regular,
      sittings: sittings.map(({ marks, ...sitting }) => ({ ...sitting, recorded: recordedOf(marks) })),
    })),
    activities: data.activities.map(({ code, costCents, rollTakenAt, invitees, marks }) => {
      const marked = new Set(marks.map((mark) => mark.deputy));
      const unmarked = invitees.filter((deputy) => !marked.has(deputy));
      return { code, costCents, rollTakenAt, recorded: recordedOf(marks), invitees: unmarked };
    }),
    filings: filingsOf(data),
    proposals: proposalsOf(data),
  };
}

/** Deputies by the instant at which their mark was recorded, earliest first. */
function recordedOf(marks: readonly HeldMark[]): { at: number; deputies: string[] }[] {
  const groups = groupBy(marks, (mark) => mark.recordedAt);
  return [...groups]
    .map(([at, group]) => ({ at, deputies: group.map((mark) => mark.deputy) }))
    .toSorted((a, b) => a.at - b.at);
}

/** Only deputies of whom there is more to say. */
function deputiesOf({ deputies, mandateEvents }: RegisterData): Rest['deputies'] {
  const eventsOf = groupBy(mandateEvents, (event) => event.deputy);
  return deputies
    .map(({ certificateNumber, person, byElection, oathText }) => ({
      certificateNumber,
      reading: typedReading(person.name, person),
      byElection,
      oathText,
      mandateEvents: (eventsOf.get(certificateNumber) ?? []).map(eventPapers),
    }))
    .filter(
      ({ reading, byElection, oathText, mandateEvents: events }) =>
        reading !== '' || byElection || oathText !== '' || events.length > 0,
    );
}

function eventPapers({ kind, on, ground, document, recordedAt }: RegisterData['mandateEvents'][number]) {
  return { kind, on, ground, document, recordedAt };
}

function filingsOf({ filings }: RegisterData): Rest['filings'] {
  const papers = filings.filter((filing) => filing.state === 'confirmed');
  return {
    confirmed: papers.map(({ code, source, submittedAt, confirmedAt, reason }) => ({
      code,
      source,
      submittedAt,
      confirmedAt,
      reason,
    })),
    others: filings.filter((filing) => filing.state !== 'confirmed'),
  };
}

function proposalsOf({ proposals }: RegisterData): Rest['proposals'] {
  return {
    registered: proposals.filter(hasCells).map((proposal) => ({
      number: proposal.number,
      state: stateOf(proposal),
      registeredAt: proposal.registeredAt ?? 0,
      recordedAt: proposal.rounds[0]?.recordedAt ?? null,
      furtherRounds: proposal.rounds.slice(1),
    })),
    others: proposals.filter((proposal) => !hasCells(proposal)).map(wholeProposal),
  };
}

function wholeProposal(proposal: HeldProposal): Rest['proposals']['others'][number] {
  const { registeredAt: _, ...whole } = proposal;
  return { ...whole, state: stateOf(proposal) };
}

function stateOf({ state }: Pick<HeldProposal, 'state'>): (typeof PROPOSAL_STATES)[number] {
  const known = PROPOSAL_STATES.find((one) => one === state);
  if (known === undefined) throw new RangeError(`not a state of proposals: ${state}`);
  return known;
}
