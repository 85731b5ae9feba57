import { describe, expect, it } from 'vitest';
import { filesOf, importsOf, literalsOf, withoutComments } from './source.ts';

const TEXT = `import { a, type B } from '../lib/dates.ts'; // 注释
import type { C } from 'zod';
/** 说明 'not a string' */
const url = 'http://x/*'; const half = /'[/]"/; const words = \`\${a('里面')}外面 // 不是注释\`;
const lazy = () => import('./later.ts');`;

describe('what the house rules read', () => {
  it('is code without comments, line by line where it stood', () => {
    const code = withoutComments(TEXT);
    expect(code).not.toMatch(/注释\n|说明/);
    expect(code.split('\n')).toHaveLength(5);
    expect(code).toContain('不是注释');
    expect(code).toContain("'http://x/*'");
  });

  it('are literals, wherever they stand', () => {
    expect(
      literalsOf(withoutComments(TEXT)).map(({ line, literal }) => [line, literal.slice(0, 12)]),
    ).toEqual([
      [1, "'../lib/date"],
      [2, "'zod'"],
      [4, "'http://x/*'"],
      [4, "`${a('里面')}外"],
      [5, "'./later.ts'"],
    ]);
  });

  it('are imports with their names, types told from values', () => {
    const file = { path: 'src/points/rules.ts', text: TEXT, code: withoutComments(TEXT) };
    expect(importsOf(file).map(({ to, isType, names }) => [to, isType, names])).toEqual([
      ['src/lib/dates.ts', false, ['a', 'type B']],
      ['zod', true, ['C']],
      ['src/points/later.ts', false, []],
    ]);
  });

  it('is the whole program', () => {
    expect(filesOf('src', '.ts').length).toBeGreaterThan(100);
    expect(filesOf('src', '.ts').flatMap(importsOf).length).toBeGreaterThan(500);
  });
});
