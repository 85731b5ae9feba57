import { describe } from 'vitest';
import { clock } from './clock.ts';
import { doubleSubmit } from './double-submit.ts';
import { nthFailure } from './nth-failure.ts';
import { runShort } from './short.ts';
import { zones } from './zones.ts';

describe('a short drill in this process', () => {
  runShort([nthFailure, 1], [doubleSubmit, 1], [clock, 1], [zones, 1]);
});
