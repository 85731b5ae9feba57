import { describe, expect, it } from 'vitest';
import { startApp, testClock } from '../../support/app.ts';
import { openSample, YEAR_END } from './sample-world.ts';

describe('public', () => {
  it('home', async () => {
    const app = await startApp(await openSample(), testClock(YEAR_END));
    for (const url of [
      '/',
      '/deputies',
      '/deputies?q=tdl',
      '/deputies/6-001',
      '/deputies/6-001/records',
      '/deputies/6-003/attendance',
      '/deputies/6-009',
      '/districts',
      '/districts/6-3',
      '/groups',
      '/activities',
      '/activities/A24',
      '/proposals',
      '/proposals/2026-001',
      '/rules',
      '/rules/2026',
      '/search?q=养老',
      '/data',
      '/data/deputies.csv',
      '/data/deputies.json',
      '/data/districts.csv',
      '/data/districts.json',
      '/data/activities.csv',
      '/data/activities.json',
      '/data/attendance.csv',
      '/data/attendance.json',
      '/data/proposals.csv',
      '/data/proposals.json',
      '/feed.atom',
      '/deputies/6-001/feed.atom',
    ]) {
      const r = await app.inject({ url });
      expect([url, r.statusCode]).toEqual([url, 200]);
    }
  });
});
