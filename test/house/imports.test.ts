import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf, importsOf, ROOT, sliceOf, type Import, type SourceFile } from './source.ts';

const FILES = filesOf('src', '.ts');
const IMPORTS = FILES.flatMap(importsOf);
const PACKAGES = IMPORTS.filter((one) => !one.isLocal);
const LOCAL = IMPORTS.filter((one) => one.isLocal);

/** Where computing from what is given is promised: no clock, no chance, no library, no storage. */
const isPureByName = (path: string): boolean =>
  /^src\/(?:lib\/|(?!web\/)\w+\/rules\.ts$)/.test(path) || ALSO_PURE.includes(path);

const ALSO_PURE = [
  'src/accounts/password-rules.ts',
  'src/points/score.ts',
  'src/points/facts.ts',
  'src/points/dues.ts',
  'src/points/picture.ts',
  'src/points/trial.ts',
  'src/points/trial-summary.ts',
  'src/schemes/reading.ts',
  'src/schemes/warnings.ts',
  'src/audit/differences.ts',
];

/** These files and all that they are made of, however far: what one of them runs must keep the promise too. */
const PURE = new Set<string>();

function addPure(path: string): void {
  if (PURE.has(path)) return;
  PURE.add(path);
  for (const { to } of LOCAL.filter(({ from, isType }) => from === path && !isType)) addPure(to);
}

for (const { path } of FILES) if (isPureByName(path)) addPure(path);

const isPure = (path: string): boolean => PURE.has(path);

const isStore = (path: string): boolean => /\/store(?:\/[\w-]+)?\.ts$/.test(path);
const isWeb = (path: string): boolean => path.startsWith('src/web/') || path === 'src/app.ts';
const isDb = (path: string): boolean => path.startsWith('src/db/');

/** Imports that break a rule, as lines that can be read. */
const lines = (imports: readonly Import[]): string[] => imports.map((one) => `${one.from} → ${one.to}`);
const linesWhere = (rule: (one: Import) => boolean, from = IMPORTS): string[] => lines(from.filter(rule));

/** Lines of code that match; comments do not count. */
function codeWhere(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, code }) =>
    code
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  );
}

describe('imports', () => {
  it('of files exist and are written with their ending', () => {
    expect(linesWhere(({ to }) => !to.endsWith('.ts') || !existsSync(join(ROOT, to)), LOCAL)).toEqual([]);
  });

  it('of lib stay inside lib, but for the two tables that names.ts is made of', () => {
    const tables = ['node:module', 'cnchar-order', 'pinyin-pro'];
    const strange = IMPORTS.filter(
      ({ from, to }) => from.startsWith('src/lib/') && !to.startsWith('src/lib/'),
    );
    expect(
      lines(strange.filter(({ from, to }) => !(from === 'src/lib/names.ts' && tables.includes(to)))),
    ).toEqual([]);
  });

  it('of pure files, and of all that they are made of, are no libraries and nothing that stores or shows', () => {
    const pure = IMPORTS.filter(({ from }) => isPure(from) && !from.startsWith('src/lib/'));
    expect(linesWhere(({ isLocal }) => !isLocal, pure)).toEqual([]);
    expect(linesWhere(({ to }) => /^src\/(?:web|commands)\//.test(to), pure)).toEqual([]);
    const parts = [...PURE].filter((path) => isDb(path) || isStore(path) || /\/actions/.test(path));
    expect(parts).toEqual([]);
  });

  it('of the web know neither tables nor storage: it writes through actions', () => {
    const web = IMPORTS.filter(({ from }) => isWeb(from));
    expect(linesWhere(({ to }) => /^(?:drizzle-orm|better-sqlite3)/.test(to), web)).toEqual([]);
    expect(linesWhere(({ to }) => /^src\/db\/(?:schema|sqlite)\//.test(to), web)).toEqual([]);
    const doors = web.filter(({ names }) => names.some((name) => name === 'write' || name === 'keepHouse'));
    expect(lines(doors.filter(({ to }) => to === 'src/db/write.ts'))).toEqual([]);
  });

  it('of the engine stay in its folder', () => {
    const engine = /^(?:better-sqlite3$|drizzle-orm\/sqlite-core|drizzle-orm\/better-sqlite3)/;
    expect(
      linesWhere(
        ({ from, to, isType }) =>
          engine.test(to) && !isEngine(from) && !(from === 'src/db/store.ts' && isType),
      ),
    ).toEqual([]);
    // A move has both engines in its hands at once.
    const inside = IMPORTS.filter(
      ({ from, to }) => to.startsWith('src/db/sqlite/') && !isDb(from) && from !== 'src/moving/ends.ts',
    );
    expect(lines(inside)).toEqual([]);
  });

  it('of tables never stand where things are decided, checked, worded or shown', () => {
    const tables = IMPORTS.filter(
      ({ to, isType }) => (to === 'drizzle-orm' || to.startsWith('src/db/schema/')) && !isType,
    );
    const decides =
      /\/(?:actions|rules|forms|steps|[\w-]*labels)\.ts$|\/actions\/|^src\/(?:commands|documents|care|desk)\//;
    expect(lines(tables.filter(({ from }) => decides.test(from)))).toEqual([]);
  });

  it('of Fastify and the templates stand in the web', () => {
    const web = /^(?:fastify|@fastify\/|eta$|qs$)/;
    expect(linesWhere(({ from, to }) => web.test(to) && !isWeb(from) && from !== 'src/server.ts')).toEqual(
      [],
    );
  });

  it('of zod stand in forms and where else outside words come in', () => {
    const doors = /\/forms\.ts$|^src\/(?:forms|web)\/|^src\/(?:config|exchange\/register-(?:file|more))\.ts$/;
    expect(
      linesWhere(({ from, to, isType }) => to === 'zod' && !isType && !doors.test(from), PACKAGES),
    ).toEqual([]);
  });

  it('run from the web and commands to nouns, never back', () => {
    const nouns = LOCAL.filter(({ from }) => !isWeb(from) && !/^src\/(?:commands\/|server|cli)/.test(from));
    expect(
      linesWhere(({ to }) => isWeb(to) || to.startsWith('src/commands/') || to === 'src/server.ts', nouns),
    ).toEqual([]);
    const commands = LOCAL.filter(({ from }) => from.startsWith('src/commands/'));
    expect(linesWhere(({ to }) => isWeb(to), commands)).toEqual([]);
  });

  it('of forms, labels and stores never are actions', () => {
    const low = LOCAL.filter(({ from }) => /\/(?:forms|[\w-]*labels|rules)\.ts$/.test(from) || isStore(from));
    expect(linesWhere(({ to, isType }) => /\/actions(?:\/[\w-]+)?\.ts$/.test(to) && !isType, low)).toEqual(
      [],
    );
    const labels = LOCAL.filter(({ from, isType }) => from.endsWith('labels.ts') && !isType);
    expect(linesWhere(({ to }) => isStore(to) || isDb(to), labels)).toEqual([]);
  });

  it('of one noun’s store by another’s go through what it gives to read, not through its tables’ writers', () => {
    const writers = /^(?:type )?(?:insert|update|delete|put|touch)[A-Z]/;
    const across = LOCAL.filter(
      ({ from, to, names }) =>
        isStore(to) && sliceOf(from) !== sliceOf(to) && names.some((name) => writers.test(name)),
    );
    // An import brings whole tables of every noun into one transaction; steps for each row of each would say less.
    expect(lines(across.filter(({ from }) => !/^src\/exchange\/apply[./]/.test(from)))).toEqual([]);
  });
});

const isEngine = (path: string): boolean => path.startsWith('src/db/sqlite/') || path === 'src/db/dialect.ts';

describe('code', () => {
  it('runs no query but by awaiting its builder', () => {
    const outside = FILES.filter(({ path }) => !path.startsWith('src/db/sqlite/'));
    expect(codeWhere(outside, /\)\s*\.(?:get|all|run)\(\s*\)|^\s*\.(?:get|all|run)\(\s*\)/)).toEqual([]);
  });

  it('of pure files knows neither the time nor chance', () => {
    const pure = FILES.filter(({ path }) => isPure(path));
    expect(codeWhere(pure, /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bprocess\.|\bIntl\./)).toEqual(
      [],
    );
  });

  it('asks the clock only where a process begins, and never rolls dice', () => {
    const outside = FILES.filter(({ path }) => !/^src\/(?:server\.ts|commands\/|demo\/)/.test(path));
    expect(codeWhere(outside, /\bDate\.now\b|\bnew Date\(\s*\)/)).toEqual([]);
    expect(codeWhere(FILES, /\bMath\.random\b/)).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const outside = FILES.filter(
      ({ path }) =>
        !['src/config.ts', 'src/commands/command.ts', 'src/db/postgres/drizzle.config.ts'].includes(path),
    );
    expect(codeWhere(outside, /\bprocess\.env\b/)).toEqual([]);
  });

  it('makes paths of its own place that may hold any character', () => {
    expect(codeWhere(FILES, /import\.meta\.url\)\.pathname/)).toEqual([]);
  });

  it('calls no other computer', () => {
    expect(codeWhere(FILES, /\bfetch\(|from 'node:(?:http|https|net|tls|dns)'/)).toEqual([]);
  });
});
