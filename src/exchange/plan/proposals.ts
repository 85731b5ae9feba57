import { quarterOf } from '../../lib/dates.ts';
import { isFrozen } from '../../meetings/rules.ts';
import { columnOf } from '../cells.ts';
import { fault, type Fault } from '../faults.ts';
import { found, placeOf, type Candidate, type Findings } from './shapes.ts';
import { handlingFaults, handlingWarnings } from './handling.ts';
import { refuseDeputy, type World } from './world.ts';

/** Lead and co-signers of a motion (乡级人大, 组织法 art. 22). */
const LEAST_MOTION_SIGNERS = 5;

type Row = Candidate<'proposals'>;

export function checkProposal(row: Row, world: World): Findings {
  const { lead, filedOn } = row.values;
  const faults = [
    ...found([refuseDeputy(world, placeOf(row, 'lead'), lead, filedOn), refuseTaken(row, world)]),
    ...refuseCosigners(row, world),
    ...(world.trusted ? [] : [...refuseMotion(row), ...handlingFaults(row)]),
    ...refuseClosed(row, world),
  ];
  return { faults, warnings: faults.length > 0 ? [] : handlingWarnings(row) };
}

function refuseTaken(row: Row, world: World): Fault | null {
  const isHeld = row.before === null && world.proposals.has(row.values.number);
  return isHeld ? fault(placeOf(row, 'number'), 'proposal-number-taken') : null;
}

function refuseCosigners(row: Row, world: World): Fault[] {
  const { lead, cosigners, filedOn } = row.values;
  const place = placeOf(row, 'cosigners');
  return cosigners.flatMap((cosigner) => {
    if (cosigner === lead) return [fault(place, 'cosigner-leads')];
    if (!world.deputies.has(cosigner)) return [fault(place, 'cosigner-unknown', cosigner)];
    return found([refuseDeputy(world, place, cosigner, filedOn)]);
  });
}

/** 议案: cause, grounds and plan, and five deputies (组织法 art. 22). */
function refuseMotion(row: Row): Fault[] {
  const { kind, lead, cosigners } = row.values;
  if (kind !== 'motion') return [];
  const missing = (['cause', 'basis', 'content'] as const).filter((column) => row.values[column] === '');
  const signers = new Set([lead, ...cosigners]).size;
  return found([
    missing.length === 0
      ? null
      : fault(
          placeOf(row, 'kind'),
          'motion-incomplete',
          missing.map((column) => columnOf('proposals', column).header),
        ),
    signers >= LEAST_MOTION_SIGNERS
      ? null
      : fault(placeOf(row, 'cosigners'), 'motion-signers', LEAST_MOTION_SIGNERS, signers),
  ]);
}

/** What counts: who signed what and when, and a class A answer. */
const SIGNING = ['kind', 'lead', 'cosigners', 'filedOn'] as const;
const ANSWERING = ['answeredOn', 'answerClass'] as const;

function refuseClosed(row: Row, world: World): Fault[] {
  const held = world.proposals.get(row.values.number);
  if (!held || row.before === null) return [];
  const frozen = (day: string | null, at: number) => day !== null && isFrozen(day, at, world.closings);
  const registeredAt = held.registeredAt ?? 0;
  const signing = SIGNING.find((column) => row.changed.has(column));
  const answering = ANSWERING.find((column) => row.changed.has(column));
  const { before, values } = row;
  const filedOn = [before.filedOn, values.filedOn].find((day) => frozen(day, registeredAt));
  const answeredOn = before.answerClass === 'A' ? before.answeredOn : null;
  return found([
    signing && filedOn ? fault(placeOf(row, signing), 'closed-quarter', quarterOf(filedOn)) : null,
    answering && answeredOn !== null && frozen(answeredOn, held.rounds[0]?.recordedAt ?? 0)
      ? fault(placeOf(row, answering), 'closed-quarter', quarterOf(answeredOn))
      : null,
    held.rounds.length > 1 && HANDLING.some((column) => row.changed.has(column))
      ? fault(placeOf(row, 'number'), 'later-rounds')
      : null,
  ]);
}

const HANDLING = [
  ...ANSWERING,
  ...(['assignedOn', 'leadUnit', 'coUnits', 'answer', 'attitude', 'result'] as const),
];
