import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasRole } from '../../accounts/rules.ts';
import { lineWords } from '../../care/line-labels.ts';
import { faultsIn, linesOf, type Line, type LineCode } from '../../care/rules.ts';
import { SET_UP_LABELS, taskWords } from '../../desk/labels.ts';
import { listMissingRolls, type MissingRoll } from '../../desk/missing-rolls.ts';
import { listSetUpSteps, type SetUpStep } from '../../desk/set-up.ts';
import { listTasks, type Task, type TaskCode } from '../../desk/tasks.ts';
import { countStates } from '../../deputies/roster.ts';
import { listRoster } from '../../deputies/store.ts';
import { countFilings } from '../../filings/store.ts';
import type { Reader } from '../../db/store.ts';
import { quarterOf, shanghaiDay, type Day } from '../../lib/dates.ts';
import { listActivities } from '../../meetings/store.ts';
import { findCurrentTerm, type Term } from '../../settings/store.ts';
import { STAFF } from '../access.ts';
import { page } from '../page.ts';
import { get, type Route } from '../routes.ts';
import { factsFor } from './self-check.ts';

export const homeRoutes: readonly Route[] = [get('/', STAFF, showHome)];

async function showHome(request: FastifyRequest, reply: FastifyReply) {
  const { store, clock } = request.register;
  const { read } = store;
  const term = await findCurrentTerm(read);
  const isContent = hasRole(request.viewer, 'clerk', 'presidium');
  const system = hasRole(request.viewer, 'admin') ? await systemOf(request) : null;
  if (!term) return page(reply, 'staff/home/show', { term: null, isContent, system });
  const today = shanghaiDay(clock());
  const [steps, tasks, figures, missing] = await Promise.all([
    listSetUpSteps(read, term),
    isContent ? listTasks(read, term, clock()) : [],
    isContent ? figuresOf(read, term, today) : null,
    isContent ? listMissingRolls(read, term.id, today) : [],
  ]);
  return page(reply, 'staff/home/show', {
    term,
    isContent,
    system,
    figures,
    steps: steps.every(({ done }) => done) ? [] : steps.map((one) => stepLine(request, one)),
    tasks: tasks.map((task) => ({
      ...task,
      words: taskWords(task),
      address: TASK_ADDRESSES[task.code](task),
    })),
    missing: missing.map((roll) => ({ ...roll, address: rollAddress(roll) })),
  });
}

/** What the administrator has to see at once: what is at fault, and whether there are copies that can be brought back. */
async function systemOf(request: FastifyRequest) {
  const { facts } = await factsFor(request);
  const lines = linesOf(facts);
  const words = (code: LineCode) =>
    lineWords(lines.find((line) => line.code === code) ?? nothing(code)).state;
  const urgent = faultsIn(lines).filter(({ code }) => URGENT.includes(code));
  return {
    backup: words('backup'),
    drill: words('drill'),
    urgent: urgent.map((line) => ({ ...lineWords(line), code: line.code })),
  };
}

/** The rest is how the program was set up, and stands on the page of the self-check. */
const URGENT: readonly LineCode[] = [
  'clock',
  'durable',
  'schema',
  'chain',
  'backup',
  'second',
  'drill',
  'disk',
];

const nothing = (code: LineCode): Line => ({ code, level: 'warning', detail: {} });

/** Where each kind of task is done. */
const TASK_ADDRESSES: Record<TaskCode, (task: Task) => string> = {
  'filings-waiting': () => '/desk/filings?state=submitted',
  'leave-waiting': () => '/desk/leave?state=asked',
  'rolls-missing': () => '#missing',
  'absences-alarm': () => '/desk/absences',
  'quarter-over': ({ quarter }) => `/desk/notices/${quarter}/closing`,
  'proposals-submitted': () => '/desk/proposals?state=submitted',
  'extensions-waiting': () => '/desk/proposals?timing=extension',
  'units-refused': () => '/desk/proposals?timing=refused',
  'answers-overdue': () => '/desk/proposals?timing=overdue',
  'answers-due-soon': () => '/desk/proposals?timing=due-soon',
  'follow-ups-due': () => '/desk/proposals?timing=follow-up',
  'proposals-unassigned': () => '/desk/proposals?state=registered',
  'objections-waiting': () => '/desk/objections?state=received',
  'assessment-unopened': ({ quarter }) => `/desk/assessments?year=${quarter?.slice(0, 4)}`,
  'assessments-final': () => '/desk/assessments?step=due-final',
  'assessments-scores': () => '/desk/assessments',
  'notice-in-window': ({ quarter }) => `/notices/${quarter}`,
};

function rollAddress({ type, key }: MissingRoll): string {
  const noun = type === 'sitting' ? 'sittings' : 'activities';
  return `/desk/${noun}/${encodeURIComponent(key)}/attendance`;
}

const STEP_ADDRESSES: Record<SetUpStep, string> = {
  districts: '/desk/districts',
  deputies: '/desk/deputies',
  scheme: '/desk/schemes',
  meetings: '/desk/sessions',
  accounts: '/desk/accounts',
};

/** Only who may do a step gets its link; the others see that it is still to be done. */
function stepLine({ viewer }: FastifyRequest, { step, done }: { step: SetUpStep; done: boolean }) {
  const mayOpen = step === 'accounts' ? hasRole(viewer, 'admin') : hasRole(viewer, 'clerk', 'presidium');
  return { ...SET_UP_LABELS[step], done, address: mayOpen ? STEP_ADDRESSES[step] : '' };
}

async function figuresOf(reader: Reader, term: Term, today: Day) {
  const quarter = quarterOf(today);
  const [roster, activities, filings] = await Promise.all([
    listRoster(reader, term.id),
    listActivities(reader, term.id, { quarter }),
    countFilings(reader, { termId: term.id }, { state: 'confirmed', quarter }),
  ]);
  const inOffice = countStates(roster, today)['in-office'];
  return { quarter, inOffice, deputies: roster.length, activities: activities.length, filings };
}
