import { answer } from '../../src/worker.ts';

interface Job {
  double?: number;
  forever?: true;
  devour?: true;
  exit?: number;
  fail?: string;
  environment?: string;
}

void answer((job: Job) => {
  if (job.fail !== undefined) throw new Error(job.fail);
  if (job.exit !== undefined) process.exit(job.exit);
  if (job.environment !== undefined) return process.env[job.environment] ?? null;
  const hoard: string[][] = [];
  while (job.devour) hoard.push(Array.from({ length: 100_000 }, (_, index) => `${index}${hoard.length}`));
  while (job.forever) hoard.length = 0;
  return (job.double ?? 0) * 2;
});
