import { describe, expect, it } from 'vitest';
import { runWorker } from '../src/worker.ts';

const module = new URL('./support/job.worker.ts', import.meta.url);
const limits = { timeoutMs: 10_000, memoryMb: 64 };

describe('a job in a thread of its own', () => {
  it('answers for its data', async () => {
    expect(await runWorker<number>(module, { double: 21 }, limits)).toBe(42);
  });

  it('is ended when it takes too long, uses too much memory or dies, and says which', async () => {
    await expect(runWorker(module, { forever: true }, { ...limits, timeoutMs: 1000 })).rejects.toMatchObject({
      reason: 'time',
    });
    await expect(runWorker(module, { devour: true }, limits)).rejects.toMatchObject({ reason: 'memory' });
    await expect(runWorker(module, { exit: 3 }, limits)).rejects.toMatchObject({ reason: 'crash' });
  });

  it('passes on what it throws', async () => {
    await expect(runWorker(module, { fail: 'no such thing' }, limits)).rejects.toThrow('no such thing');
  });

  it('does not see the environment of the server', async () => {
    expect(await runWorker(module, { environment: 'PATH' }, limits)).toBeNull();
  });

  it('waits for its turn when two others run, and lets the next one run when it ends badly', async () => {
    const jobs = [{ fail: 'x' }, { double: 1 }, { fail: 'y' }, { double: 2 }, { double: 3 }];
    const ends = await Promise.allSettled(jobs.map((job) => runWorker<number>(module, job, limits)));
    expect(ends.map((end) => (end.status === 'fulfilled' ? end.value : 'failed'))).toEqual([
      'failed',
      2,
      'failed',
      4,
      6,
    ]);
  });
});
