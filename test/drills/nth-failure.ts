import { join } from 'node:path';
import { storageFault } from '../../src/db/faults.ts';
import { copyFolder, inFolder, type Drill, type Outcome, type Wishes } from './drill.ts';
import { withFailure, type Failure } from './failing.ts';
import { faultsOf, filesIn, stateOf } from './findings.ts';
import { USE_CASES, type UseCase } from './use-cases.ts';

const FAILURES: readonly Failure[] = ['full', 'full-taken-back', 'io-error'];
/** Statements of one use case that are made to fail in the short form, spread over all of them. */
const SHORT = 6;

/** Whichever statement of a use case fails, nothing of it is left, the answer says why, and it can be done again. */
export const nthFailure: Drill = {
  name: 'nth-failure',
  about: 'the N-th statement fails, for every N, in six use cases',
  run: (wishes) =>
    inFolder(async (folder) => {
      const outcomes: Outcome[] = [];
      for (const useCase of USE_CASES)
        outcomes.push(await sweep(useCase, join(folder, useCase.name), wishes));
      return {
        rounds: outcomes.reduce((sum, { rounds }) => sum + rounds, 0),
        acknowledged: outcomes.length,
        lost: 0,
        faults: outcomes.flatMap(({ faults }) => faults),
        figures: outcomes.map(({ figures }) => figures).join(', '),
      };
    }),
};

async function sweep(useCase: UseCase, folder: string, wishes: Wishes): Promise<Outcome> {
  const made = join(folder, 'made');
  await useCase.make(made);
  const statements = await countStatements(useCase, copyFolder(made, join(folder, 'trial')));
  const data = copyFolder(made, join(folder, 'data'));
  const { act, close } = await useCase.open(data);
  const before = look(useCase, data);
  const faults: string[] = [];
  const say = (nth: number, failure: Failure, fault: string) =>
    void faults.push(`${useCase.name} ${nth} (${failure}): ${fault}`);
  const stride = wishes.isShort ? Math.max(1, Math.ceil(statements / SHORT)) : 1;
  let rounds = 0;
  for (let nth = 1; nth <= statements && faults.length < 5; nth += stride) {
    rounds += 1;
    const failure = FAILURES[rounds % FAILURES.length] ?? 'full';
    const wrong = await failAt(nth, failure, act);
    // A restore also looks at the old register and at an empty one in memory: it may do without the one, and dies of the other.
    const isOnlyLook = useCase.keepsBeside !== undefined && wrong !== 'there was no such statement';
    if (wrong !== '' && !isOnlyLook) say(nth, failure, wrong);
    if (look(useCase, data) === before) continue;
    if (!(await isDone(useCase, data))) say(nth, failure, 'something was left');
    copyFolder(made, data);
  }
  await act();
  await close();
  if (look(useCase, data) === before) faults.push(`${useCase.name}: the last try did nothing`);
  faults.push(...(await faultsOf(data)).map((fault) => `${useCase.name}: ${fault}`));
  return { rounds, acknowledged: 1, lost: 0, faults, figures: `${useCase.name} ${statements}` };
}

/** A first run, in which nothing fails. */
async function countStatements(useCase: UseCase, folder: string): Promise<number> {
  const { act, close } = await useCase.open(folder);
  const { statements, error } = await withFailure(Number.POSITIVE_INFINITY, 'full', act);
  await close();
  if (error) throw error as Error;
  return statements;
}

/** A command that keeps things beside the register is looked at by what it is about. */
function look({ keepsBeside }: UseCase, folder: string): string {
  return keepsBeside
    ? stateOf(
        folder,
        filesIn(folder).filter((path) => path.startsWith('evidence/')),
      )
    : stateOf(folder);
}

/** Past the point of no return the whole of it may be there, though the end of it failed. */
async function isDone({ keepsBeside }: UseCase, folder: string): Promise<boolean> {
  return keepsBeside?.isDone(folder) === true && (await faultsOf(folder)).length === 0;
}

async function failAt(nth: number, failure: Failure, act: () => Promise<void>): Promise<string> {
  const { error, failed } = await withFailure(nth, failure, act);
  if (!failed) return 'there was no such statement';
  if (!error) return 'it claims to have succeeded';
  return storageFault(error) === null
    ? `the answer hides why: ${error instanceof Error ? error.message : ''}`
    : '';
}
