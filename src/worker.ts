import { parentPort, Worker, workerData } from 'node:worker_threads';

/** How long a job may take and how much heap it may use. */
export interface WorkerLimits {
  timeoutMs: number;
  memoryMb: number;
}

/** A job that ended without an answer: it took too long, used too much memory, or its thread died. */
export class WorkerFailure extends Error {
  readonly reason: 'time' | 'memory' | 'crash';
  constructor(reason: 'time' | 'memory' | 'crash', detail: string) {
    super(`worker failed (${reason}): ${detail}`);
    this.name = 'WorkerFailure';
    this.reason = reason;
  }
}

/** Jobs that run at the same time; the others wait for their turn, and their time starts when they do. */
const SLOTS = 2;
let busy = 0;
const queue: (() => void)[] = [];

/**
 * Runs a module `x.worker.ts` in a thread of its own and resolves to what it `answer`s for `data`.
 * Both are copied by structured clone; of the environment it sees only `env`. Rejects with WorkerFailure, or with the error that the job threw.
 */
export async function runWorker<T>(
  moduleUrl: URL,
  data: unknown,
  limits: WorkerLimits,
  env: Readonly<Record<string, string>> = {},
): Promise<T> {
  await takeSlot();
  try {
    return await runThread<T>(startThread(moduleUrl, data, limits, env), limits);
  } finally {
    leaveSlot();
  }
}

/** The worker's side: computes the answer for the data of this thread and posts it. */
export async function answer<Data, Result>(job: (data: Data) => Result | Promise<Result>): Promise<void> {
  parentPort?.postMessage(await job(workerData as Data));
}

function takeSlot(): Promise<void> {
  if (busy < SLOTS) {
    busy += 1;
    return Promise.resolve();
  }
  return new Promise((resolve) => queue.push(resolve));
}

function leaveSlot(): void {
  const next = queue.shift();
  if (next === undefined) busy -= 1;
  else next();
}

function startThread(
  moduleUrl: URL,
  data: unknown,
  limits: WorkerLimits,
  env: Readonly<Record<string, string>>,
): Worker {
  const options = {
    workerData: data,
    execArgv: [],
    env: { ...env },
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb, maxYoungGenerationSizeMb: 32 },
  };
  if (!import.meta.url.endsWith('.ts')) return new Worker(builtUrl(moduleUrl), options);
  return new Worker(fromSource(moduleUrl), { ...options, eval: true });
}

/** The compiler rewrites the endings of imports, but not of `new URL('./x.worker.ts', import.meta.url)`. */
function builtUrl(moduleUrl: URL): URL {
  return new URL(moduleUrl.href.replace(/\.ts$/, '.js'));
}

/** On Node 20 `--import tsx` does not reach a worker's entry file, so tsx is registered before it is imported. */
function fromSource(moduleUrl: URL): string {
  return `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(moduleUrl.href)}); })`;
}

function runThread<T>(thread: Worker, { timeoutMs, memoryMb }: WorkerLimits): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new WorkerFailure('time', `no answer within ${timeoutMs} ms`));
      void thread.terminate();
    }, timeoutMs);
    thread.once('message', (result: T) => {
      resolve(result);
      void thread.terminate();
    });
    thread.once('error', (error: NodeJS.ErrnoException) => {
      const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(outOfMemory ? new WorkerFailure('memory', `more than ${memoryMb} MB`) : error);
    });
    thread.once('exit', (code) => {
      clearTimeout(timer);
      reject(new WorkerFailure('crash', `exit code ${code}`));
    });
  });
}
