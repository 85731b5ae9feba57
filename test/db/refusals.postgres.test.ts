import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { copyCommand } from '../../src/commands/copy.ts';
import type { Command } from '../../src/commands/command.ts';
import { registersCommand } from '../../src/commands/registers.ts';
import { serve } from '../../src/commands/serve.ts';
import { userCommand } from '../../src/commands/user.ts';
import { verifyCommand } from '../../src/commands/verify.ts';
import { readAddress } from '../../src/db/postgres/address.ts';
import { migrateSchema } from '../../src/db/postgres/migrate.ts';
import { connectServer } from '../../src/db/postgres/server.ts';
import { runHere } from '../commands/run-here.ts';
import { runBeside } from '../commands/run.ts';
import { startFakeServer } from '../support/fake-server.ts';
import { clientOf, databaseOf } from '../support/postgres.ts';
import { openEmpty, tempFolder } from '../support/register.ts';

/** Runs a command over a database address, as a person at the terminal who has set it. */
async function runOn(address: string, command: Command, ...words: string[]) {
  vi.stubEnv('DATABASE_URL', address);
  vi.stubEnv('DATA_DIR', tempFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  return runHere(command, ...words);
}

/** A database of its own, whose schemas are named in addresses. */
async function openDatabase() {
  const address = await databaseOf(openEmpty());
  const client = await clientOf(address);
  const at = (schema: string) => address.replace(/schema=.*$/, `schema=${schema}`);
  return { client, at };
}

const TABLES = `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
  WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY name`;
const SCHEMAS = 'SELECT nspname AS name FROM pg_namespace ORDER BY nspname';

async function namesIn(client: pg.Client, query: string): Promise<string[]> {
  return (await client.query<{ name: string }>(query)).rows.map(({ name }) => name);
}

/** Commands that open a register; `serve` would go on if it did. */
const OPENING: [string, Command, string[]][] = [
  ['serve', serve, ['--port', '0']],
  ['verify', verifyCommand, []],
  ['user list', userCommand, ['list']],
];

describe('an address at which nothing answers', () => {
  it.each(['serve', 'verify'])(
    'makes %s say what to look at and end, without a stack trace',
    async (word) => {
      const settings = {
        DATABASE_URL: 'postgres://register@127.0.0.1:1/duty?schema=qingxi',
        DATA_DIR: tempFolder(),
      };
      const { status, stdout, stderr } = await runBeside(settings, [word]);
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(
        /^连不上数据库：请检查 DATABASE_URL 里的主机、端口、用户和密码，数据库是否已启动/,
      );
      expect(stderr).not.toMatch(/\n\s*at |Error:/);
      expect(readdirSync(settings.DATA_DIR)).toEqual([]);
    },
  );

  it('is said of a host without a name, a database that is not there, and of standbys alone', async () => {
    const { at } = await openDatabase();
    const standby = await startFakeServer({ version: '15.4', standby: true });
    for (const address of [
      'postgres://register@nowhere.invalid/duty',
      at('qingxi').replace(/\/[^/]*\?/, '/no_such_database?'),
      standby.url('qingxi'),
    ]) {
      const { status, stderr } = await runOn(address, verifyCommand);
      expect([address, status, stderr]).toEqual([address, 1, expect.stringMatching(/^连不上数据库：/)]);
    }
    expect(standby.statements).toHaveLength(1);
  });

  it('is said of a server that wants or lacks what the address asks for', async () => {
    const { at } = await openDatabase();
    const { status, stderr } = await runOn(`${at('qingxi')}&sslmode=require`, verifyCommand);
    expect([status, stderr]).toEqual([1, expect.stringContaining('连不上数据库')]);
  });
});

describe('a server that turns people away', () => {
  it.each([
    ['28P01', '数据库不接受这个用户名或密码'],
    ['28000', '数据库不让这个用户登录'],
    ['53300', '数据库太忙或连接数已满'],
    ['57P03', '连不上数据库'],
  ])('%s: its reason is told in words', async (code, words) => {
    const fake = await startFakeServer({ refusing: { code, message: 'no' } });
    for (const [name, command, rest] of OPENING) {
      const { status, stderr } = await runOn(fake.url('qingxi'), command, ...rest);
      expect([name, status, stderr]).toEqual([name, 1, expect.stringContaining(words)]);
    }
    expect(fake.statements).toEqual([]);
  });
});

describe('a server that is too old', () => {
  it('is told its version, and is sent nothing but the question for it', async () => {
    const old = await startFakeServer({ version: '14.10' });
    for (const [name, command, rest] of OPENING) {
      const { status, stderr } = await runOn(old.url('qingxi'), command, ...rest);
      const words = '数据库是 PostgreSQL 14.10，履职册要 15 或更新的版本，请先升级数据库\n';
      expect([name, status, stderr]).toEqual([name, 1, words]);
    }
    const to = await runHere(copyCommand, '--from', old.url('one'), '--to', old.url('two'));
    expect([to.status, to.stderr]).toEqual([1, expect.stringContaining('PostgreSQL 14.10')]);
    expect(new Set(old.statements).size).toBe(1);
    expect(old.statements[0]).toContain("current_setting('server_version')");
  });
});

describe('a schema of another program', () => {
  it.each([
    ['tables', ['CREATE TABLE orders (id int, note text)', "INSERT INTO orders VALUES (1, '一'), (2, null)"]],
    ['a view alone', ['CREATE VIEW orders AS SELECT 1 AS id']],
    [
      'migrations of the same tool',
      [
        'CREATE TABLE __drizzle_migrations (id int, hash text, created_at bigint)',
        "INSERT INTO __drizzle_migrations VALUES (1, 'x', 1700000000000)",
        'CREATE TABLE orders (id int)',
      ],
    ],
    ['migrations of another tool', ['CREATE TABLE __drizzle_migrations (version text)']],
  ])('that holds %s is refused and left as it is', async (_what, statements) => {
    const { client, at } = await openDatabase();
    await client.query('CREATE SCHEMA shop');
    await client.query('SET search_path TO shop');
    for (const statement of statements) await client.query(statement);
    const stateOf = async () => ({
      tables: await namesIn(client, TABLES),
      relations: await namesIn(
        client,
        "SELECT relname AS name FROM pg_class WHERE relnamespace = 'shop'::regnamespace ORDER BY 1",
      ),
      rows: (
        await client.query(
          `SELECT * FROM ${statements.length > 1 ? statements[0]?.split(' ')[2] : 'pg_catalog.pg_am'}`,
        )
      ).rows,
    });
    const before = await stateOf();
    const words = expect.stringContaining('模式 shop 里是别的程序的表，没有动它');
    const served = await runOn(at('shop'), serve, '--port', '0');
    expect([served.status, served.stderr]).toEqual([1, words]);
    for (const [command, rest] of [
      [verifyCommand, []],
      [userCommand, ['list']],
    ] as [Command, string[]][]) {
      const { status, stderr } = await runOn(at('shop'), command, ...rest);
      expect([status, stderr]).toEqual([1, expect.stringMatching(/没有登记册|别的程序的表/)]);
    }
    const copied = await runHere(copyCommand, '--from', at('duty_register'), '--to', at('shop'));
    expect([copied.status, copied.stderr]).toEqual([1, words]);
    expect(await stateOf()).toEqual(before);
  });
});

describe('a schema of a newer program', () => {
  it('is refused and left as it is', async () => {
    const { client, at } = await openDatabase();
    await client.query('SET search_path TO duty_register');
    await client.query("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9999999999999)");
    const stateOf = async () => ({
      tables: await namesIn(client, TABLES),
      applied: (await client.query('SELECT * FROM __drizzle_migrations ORDER BY id')).rows,
    });
    const before = await stateOf();
    for (const [name, command, rest] of OPENING) {
      const { status, stderr } = await runOn(at('duty_register'), command, ...rest);
      const words = expect.stringMatching(/duty_register 里的登记册是更新的程序建立的，请先升级履职册/);
      expect([name, status, stderr]).toEqual([name, 1, words]);
    }
    const copied = await runHere(copyCommand, '--from', at('duty_register'), '--to', tempFolder());
    expect([copied.status, copied.stderr]).toEqual([1, expect.stringContaining('请先升级履职册')]);
    expect(await stateOf()).toEqual(before);
  });
});

describe('one new schema', () => {
  it('is made once by five servers that come at the same time', async () => {
    const { client, at } = await openDatabase();
    const { hosts } = readAddress(at('anle'));
    const servers = Array.from({ length: 5 }, () => connectServer(hosts));
    await Promise.all(servers.map((server) => migrateSchema(server, 'anle')));
    await Promise.all(servers.map((server) => server.close()));
    const tables = await namesIn(client, TABLES);
    const without = (schema: string) =>
      tables.filter((name) => name.startsWith(`${schema}.`)).map((name) => name.slice(schema.length));
    expect(without('anle')).toEqual(without('duty_register'));
    const applied = await client.query('SELECT hash FROM anle.__drizzle_migrations ORDER BY id');
    const usual = await client.query('SELECT hash FROM duty_register.__drizzle_migrations ORDER BY id');
    expect(applied.rows).toEqual(usual.rows);
  });

  it('is made once by two processes that start at the same time; both serve', async () => {
    const { client, at } = await openDatabase();
    const settings = () => ({ DATABASE_URL: at('anle'), DATA_DIR: tempFolder(), PORT: '0' });
    const started = (said: string) => said.includes('履职册已启动');
    const ran = await Promise.all([1, 2].map(() => runBeside(settings(), ['serve'], started)));
    for (const { stderr } of ran) expect(stderr).toMatch(/^履职册已启动：/);
    const { rows } = await client.query(
      'SELECT count(DISTINCT hash) = count(*) AS once FROM anle.__drizzle_migrations',
    );
    expect(rows).toEqual([{ once: true }]);
  });
});

describe('an address that cannot be one', () => {
  it.each([
    'a";drop schema duty_register cascade;--',
    '../x',
    'public',
    'pg_x',
    'information_schema',
    'Qingxi',
    '1qingxi',
    '清溪',
    '',
    'q'.repeat(64),
  ])('has a schema %j: refused before anything is sent', async (schema) => {
    const fake = await startFakeServer({ version: '15.4' });
    const words = expect.stringContaining('模式名（schema）要用小写英文字母开头');
    for (const [name, command, rest] of OPENING) {
      const { status, stderr } = await runOn(fake.url(encodeURIComponent(schema)), command, ...rest);
      expect([name, status, stderr]).toEqual([name, 2, words]);
    }
    const to = fake.url(encodeURIComponent(schema));
    const copied = await runHere(copyCommand, '--from', tempFolder(), '--to', to);
    expect([copied.status, copied.stderr]).toEqual([1, words]);
    expect(fake.connections()).toBe(0);
  });

  it.each([
    'postgres:',
    'postgres://',
    'postgres:///duty',
    'postgres://user@/duty',
    'postgres://a,,b/duty',
    'postgres://127.0.0.1:99999/duty',
    'postgres://127.0.0.1:port/duty',
    'postgres://user:a#b@127.0.0.1:1/duty',
    'mysql://127.0.0.1/duty',
    '127.0.0.1/duty',
  ])('is written like %j: said how to write it', async (address) => {
    for (const [name, command, rest] of OPENING) {
      const { status, stderr } = await runOn(address, command, ...rest);
      expect([name, status, stderr]).toEqual([
        name,
        2,
        expect.stringContaining('DATABASE_URL 要写成 postgres://'),
      ]);
    }
  });

  it('ends a process with the usage, without a stack trace', async () => {
    const { status, stderr } = await runBeside({ DATABASE_URL: 'postgres://h/d?schema=public' }, ['verify']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^模式名（schema）.*\n用法：/);
    expect(stderr).not.toMatch(/\n\s*at |Error:/);
  });
});

describe('a name that no register can have', () => {
  const NAMES = [
    '../anle',
    '..',
    '/anle',
    "a'b",
    'a"b',
    'a;drop',
    'an le',
    '',
    'Anle',
    '安乐',
    'a_b',
    'a\0b',
    'desk',
    'a'.repeat(32),
  ];

  it.each(NAMES)('%j: refused before anything is sent', async (name) => {
    const fake = await startFakeServer({ version: '15.4' });
    const dir = tempFolder();
    vi.stubEnv('REGISTERS', dir);
    for (const [command, words] of [
      [registersCommand, ['create', name]],
      [registersCommand, ['move-out', name, join(dir, 'out.sqlite')]],
      [verifyCommand, ['--register', name]],
      [userCommand, ['list', '--register', name]],
    ] as [Command, string[]][]) {
      const { status, stderr } = await runOn(fake.url('duty_register'), command, ...words);
      expect([words, status, stderr]).toEqual([words, 2, expect.stringContaining('不能用')]);
    }
    expect([fake.connections(), readdirSync(dir)]).toEqual([0, []]);
  });
});

describe('a user who may not make what is missing', () => {
  const asWeak = (address: string, role: string) => address.replace(/\/\/[^@]*@/, `//${role}@`);

  async function openWeak() {
    const { client, at } = await openDatabase();
    const role = `weak_${process.pid}_${Math.trunc(performance.now())}`;
    await client.query(`CREATE ROLE ${role} LOGIN`);
    onTestFinished(async () => {
      await client.query(`DROP OWNED BY ${role} CASCADE`);
      await client.query(`DROP ROLE ${role}`);
    });
    return { client, at, role, weak: (schema: string) => asWeak(at(schema), role) };
  }

  it('is told what the administrator has to do; nothing is made', async () => {
    const { client, at, weak } = await openWeak();
    const before = await namesIn(client, SCHEMAS);
    vi.stubEnv('REGISTERS', tempFolder());
    const words = expect.stringContaining('请让管理员先建好模式并授权');
    const created = await runOn(weak('anle'), registersCommand, 'create', 'anle');
    expect([created.status, created.stderr]).toEqual([1, words]);
    const copied = await runHere(copyCommand, '--from', at('duty_register'), '--to', weak('anle'));
    expect([copied.status, copied.stderr]).toEqual([1, words]);
    vi.stubEnv('REGISTERS', '');
    const served = await runOn(weak('anle'), serve, '--port', '0');
    expect([served.status, served.stderr]).toEqual([1, words]);
    expect(await namesIn(client, SCHEMAS)).toEqual(before);
  });

  it('gets on once the administrator has made the schema', async () => {
    const { client, role, weak } = await openWeak();
    await client.query(`CREATE SCHEMA register_anle AUTHORIZATION ${role}`);
    vi.stubEnv('REGISTERS', tempFolder());
    const made = await runOn(weak('anle'), registersCommand, 'create', 'anle');
    expect([made.status, made.stderr]).toEqual([0, '']);
    expect((await runOn(weak('anle'), verifyCommand, '--register', 'anle')).status).toBe(0);
  });

  it('is told so of a register that belongs to somebody else', async () => {
    const { weak } = await openWeak();
    for (const [name, command, rest] of OPENING) {
      const { status, stderr } = await runOn(weak('duty_register'), command, ...rest);
      const words = expect.stringContaining('没有建立或读写登记册的权限');
      expect([name, status, stderr]).toEqual([name, 1, words]);
    }
    expect(existsSync('data')).toBe(false);
  });
});
