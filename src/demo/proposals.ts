import { write, type Doing } from '../db/write.ts';
import { addDays, shanghaiDay } from '../lib/dates.ts';
import type { AnswerClass, Satisfaction } from '../proposals/rules.ts';
import { addProposal, amendProposal, type ProposalInput, type RoundInput } from '../proposals/steps.ts';
import { getCurrentTerm } from '../settings/store.ts';
import { instantOf, officeTime, workday } from './clock.ts';
import { ANSWERS } from './content/answers.ts';
import { MOTIONS } from './content/motions.ts';
import { SITTINGS } from './content/sittings.ts';
import { SUGGESTIONS_2025 } from './content/suggestions-2025.ts';
import { SUGGESTIONS_2026 } from './content/suggestions-2026.ts';
import { listOf } from './table.ts';
import type { Scene, Stage } from './timeline.ts';

type Line = (typeof SUGGESTIONS_2025)[number] & { cause?: string; basis?: string };
type AuditKind = 'proposal.assigned' | 'proposal.answered' | 'proposal.rated';

const SATISFACTIONS: Readonly<Record<string, Satisfaction>> = {
  满: 'satisfied',
  基: 'fairly',
  不: 'dissatisfied',
};

/** Proposals: registered, handed to a unit, answered and rated, a second round where the result dissatisfied. */
export function proposalScenes(): Scene[] {
  return [...SUGGESTIONS_2025, ...MOTIONS, ...SUGGESTIONS_2026]
    .toSorted((a, b) => (a.number < b.number ? -1 : 1))
    .flatMap((line, index) => [registration(line, index), ...handlingScenes(line, index)]);
}

function registration(line: Line, index: number): Scene {
  const isOfSession = SITTINGS.some(({ day }) => day === line.filed);
  const day = isOfSession ? line.filed : workday(addDays(line.filed, 2));
  const play = async (stage: Stage, doing: Doing) => {
    const id = await write(doing, async (tx) => {
      const { id: termId } = await getCurrentTerm(tx);
      const proposalId = await addProposal(tx, termId, inputOf(stage, line, doing.at, []));
      const after = { title: line.title, lead: line.lead, cosigners: listOf(line.cosigners) };
      tx.record({ kind: 'proposal.registered', subject: ['proposal', line.number], after });
      return proposalId;
    });
    stage.keep('proposal', line.number, id);
  };
  return { at: instantOf(day, isOfSession ? '18:45' : officeTime(index)), by: 'clerk', play };
}

/** What changed on a day, and how the rounds read from then on. */
interface Turn {
  day: string;
  kind: AuditKind;
  rounds: RoundInput[];
}

function handlingScenes(line: Line, index: number): Scene[] {
  return turnsOf(line).map(({ day, kind, rounds }, step) => ({
    at: instantOf(day, officeTime(index + step * 11)),
    by: 'clerk',
    play: (stage, doing) =>
      write(doing, async (tx) => {
        const id = stage.idOf('proposal', line.number);
        const dated = rounds.map((round) => ({ ...round, recordedAt: doing.at }));
        await amendProposal(tx, id, inputOf(stage, line, doing.at, dated));
        const { leadUnit, answerClass, attitude, result } = rounds.at(-1) as RoundInput;
        const after = { round: rounds.length, on: shanghaiDay(doing.at), leadUnit, answerClass };
        tx.record({ kind, subject: ['proposal', line.number], after: { ...after, attitude, result } });
      }),
  }));
}

function turnsOf(line: Line): Turn[] {
  if (line.assigned === '') return [];
  let rounds = [blankRound(line, line.assigned)];
  const turns: Turn[] = [{ day: line.assigned, kind: 'proposal.assigned', rounds }];
  for (const answer of ANSWERS.filter(({ number }) => number === line.number)) {
    const answered = { ...lastOf(rounds), ...answerOf(answer) };
    rounds = [...rounds.slice(0, -1), answered];
    turns.push({ day: answer.on, kind: 'proposal.answered', rounds });
    if (answer.rated === '') continue;
    const attitude = SATISFACTIONS[answer.attitude] ?? null;
    const result = SATISFACTIONS[answer.result] ?? null;
    rounds = [...rounds.slice(0, -1), { ...answered, attitude, result }];
    if (result === 'dissatisfied') rounds = [...rounds, blankRound(line, answer.rated)];
    turns.push({ day: answer.rated, kind: 'proposal.rated', rounds });
  }
  return turns;
}

const lastOf = (rounds: readonly RoundInput[]): RoundInput => rounds.at(-1) as RoundInput;

function blankRound({ unit, others }: Line, assignedOn: string): RoundInput {
  return {
    assignedOn,
    leadUnit: unit,
    coUnits: listOf(others),
    answeredOn: null,
    answerClass: null,
    answer: '',
    attitude: null,
    result: null,
    recordedAt: 0,
  };
}

function answerOf({ on, class: letter, answer }: (typeof ANSWERS)[number]) {
  return { answeredOn: on, answerClass: letter as AnswerClass, answer };
}

function inputOf(stage: Stage, line: Line, at: number, rounds: readonly RoundInput[]): ProposalInput {
  const { number, title, cause = '', basis = '', content, filed, complex, lead, cosigners } = line;
  return {
    number,
    title,
    cause,
    basis,
    content,
    rounds,
    kind: cause === '' ? 'suggestion' : 'motion',
    filedOn: filed,
    registeredAt: at,
    complex: complex !== '',
    leadId: stage.idOf('deputy', lead),
    cosignerIds: listOf(cosigners).map((certificate) => stage.idOf('deputy', certificate)),
  };
}
