import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkCase, score } from '../../src/points/score.ts';

const FOLDER = new URL('./cases/', import.meta.url);

interface Case {
  about: string;
  expected: unknown;
}

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

describe('the worked cases of the points rules', () => {
  test('there are twenty-one of them', () => {
    expect(files).toHaveLength(21);
  });

  for (const file of files) {
    const text = readFileSync(new URL(file, FOLDER), 'utf8');
    const { about, expected } = JSON.parse(text) as Case;

    test(`${file}: ${about}`, () => {
      const check = checkCase(JSON.parse(text));
      expect(check).toHaveProperty('ok', true);
      if (!check.ok) return;
      const result = score(check.input);
      expect(result).toStrictEqual(expected);
      expect(JSON.parse(JSON.stringify(result))).toStrictEqual(expected);
    });
  }
});
