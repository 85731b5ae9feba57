import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { run } from '../commands/run.ts';
import { openEmpty } from '../support/register.ts';
import { openWorld } from '../support/world.ts';
import {
  bringIn,
  changedSample,
  exported,
  faultsOf,
  folderOf,
  SAMPLE,
  sampleFile,
  scratch,
} from './support/registers.ts';

/** What is done to the sample, and every fault that must come of it. */
const WRONG: [name: string, changes: Parameters<typeof changedSample>[0], faults: string[]][] = [
  [
    'a day that does not exist',
    { 'filings.csv': [['F01,001,2026-05-08', 'F01,001,2026-02-30']] },
    ['filings.csv 2 日期 no-such-day'],
  ],
  [
    'a missing certificate number, and what refers to it',
    { 'deputies.csv': [['\n003,', '\n,']] },
    [
      'deputies.csv 4 代表证号 required',
      ...[4, 12, 20, 28, 36].map((line) => `sessions.csv ${line} 代表证号 unknown-deputy`),
      ...[9, 10].map((line) => `filings.csv ${line} 代表证号 unknown-deputy`),
      ...[21, 22, 23].map((line) => `proposals.csv ${line} 领衔代表 unknown-deputy`),
      ...[24, 25, 26].map((line) => `proposals.csv ${line} 附议代表 cosigner-unknown`),
    ],
  ],
  [
    'a deputy twice',
    { 'deputies.csv': [['\n002,田大利', '\n001,田大利']] },
    ['deputies.csv 2 代表证号 duplicate', 'deputies.csv 3 代表证号 duplicate'],
  ],
  [
    'an unknown kind',
    { 'activities.csv': [['A01,视察', 'A01,团建']] },
    ['activities.csv 2 类别 unknown-duty', 'attendance.csv 2 活动编号 row-at-fault'],
  ],
  [
    'a district that is nowhere',
    { 'deputies.csv': [['社区,1,第一代表团,城区组,13800000008', '社区,9,第一代表团,城区组,13800000008']] },
    ['deputies.csv 9 选区编号 unknown-district', 'sessions.csv 9 代表证号 row-at-fault'],
  ],
  [
    'an activity that is nowhere',
    { 'attendance.csv': [['A05,001', 'A50,001']] },
    ['attendance.csv 6 活动编号 unknown-activity'],
  ],
  [
    'a certificate number that lost its zeros',
    { 'filings.csv': [['F01,001', 'F01,1']] },
    ['filings.csv 2 代表证号 unknown-deputy'],
  ],
  [
    'attendance before the election',
    { 'deputies.csv': [['13800000005,2026-01-10,否,2026-01-14', '13800000005,2026-02-10,否,2026-02-14']] },
    [
      ...[6, 14, 22].map((line) => `sessions.csv ${line} 代表证号 not-yet-elected`),
      ...[24, 25, 26].map((line) => `proposals.csv ${line} 领衔代表 not-yet-elected`),
    ],
  ],
  [
    'an oath before the election',
    { 'deputies.csv': [['13800000001,2026-01-10,否,2026-01-14', '13800000001,2026-01-10,否,2026-01-04']] },
    ['deputies.csv 2 宣誓日期 oath-before-election'],
  ],
  [
    'a session of another term',
    { 'sessions.csv': [['第六届第二次会议,2026-07-22,下午,008', '第五届第二次会议,2026-07-22,下午,008']] },
    [' term-unknown'],
  ],
  [
    'a motion with too few deputies and without its parts',
    { 'proposals.csv': [['2026-023,建议', '2026-023,议案']] },
    ['proposals.csv 24 类型 motion-incomplete', 'proposals.csv 24 附议代表 motion-signers'],
  ],
  [
    'an answer before the assignment, and a rating without an answer',
    {
      'proposals.csv': [
        ['否,2026-04-10,B', '否,2026-01-10,B'],
        ['城管办,,否,,,,,', '城管办,,否,,,,满意,满意'],
      ],
    },
    ['proposals.csv 2 答复日期 answered-before-assigned', 'proposals.csv 8 态度满意度 rating-without-answer'],
  ],
  [
    'a lead that also co-signs, and a co-signer nobody knows',
    { 'proposals.csv': [['005,006、003', '005,005、033']] },
    ['proposals.csv 24 附议代表 cosigner-leads', 'proposals.csv 24 附议代表 cosigner-unknown'],
  ],
  [
    'a header that is wrong',
    { 'districts.csv': [['选区名称', '选区名']] },
    ['districts.csv 1 missing-columns'],
  ],
  [
    'a scheme that does not hold',
    { 'schemes/sample-2026.json': [['"points": 8', '"points": 0']] },
    ['schemes/sample-2026.json items[0].points scheme-fault'],
  ],
];

describe('a folder in which something is wrong', () => {
  for (const [name, changes, faults] of WRONG) {
    it(`is refused for ${name}, and an empty register stays empty`, async () => {
      const store = openEmpty();
      const outcome = await bringIn(store, changedSample(changes));
      const found = faultsOf(outcome);
      for (const fault of faults) expect(found.join('\n')).toContain(fault.trim());
      expect(outcome.summary).toBeNull();
      expect(await store.version()).toBe(0);
    });
  }

  it('leaves a register that holds something as it is, byte for byte', async () => {
    const store = openEmpty();
    await bringIn(store, SAMPLE);
    const before = [await store.version(), await exported(store)];
    for (const [, changes] of WRONG.slice(0, 4)) await bringIn(store, changedSample(changes));
    expect([await store.version(), await exported(store)]).toEqual(before);
  });

  it('at the terminal prints every faulty row with file, line, column, value and reason, and makes no register: exit 1', () => {
    const data = join(scratch(), 'data');
    const folder = changedSample({
      'filings.csv': [['F01,001,2026-05-08', 'F01,001,2026-02-30']],
      'attendance.csv': [['A05,001', 'A50,001']],
    });
    const ran = run('import', folder, '--data', data);
    expect([ran.status, existsSync(data)]).toEqual([1, false]);
    expect(ran.stdout).toContain('filings.csv 第 2 行，日期“2026-02-30”：没有这一天');
    expect(ran.stdout).toContain('attendance.csv 第 6 行，活动编号“A50”：登记册和这次导入的“活动”表里都没有');
    expect(ran.stderr).toContain('有 2 处错误，没有写入任何内容');
  });

  it('loses only its faulty rows when they are to be skipped', async () => {
    const store = openEmpty();
    const folder = changedSample({ 'activities.csv': [['A01,视察', 'A01,团建']] });
    const { summary, examined } = await bringIn(store, folder, { skipFaulty: true });
    expect(examined.faults).toHaveLength(2);
    expect(summary?.tables.map((table) => table.added)).toEqual([6, 8, 40, 27, 30, 23, 35]);
    const { summary: rest } = await bringIn(store, SAMPLE);
    expect(rest?.tables.map((table) => table.added)).toEqual([0, 0, 0, 1, 1, 0, 0]);
  });
});

describe('import', () => {
  it('changes what differs, keeps what the file does not say, and the trail has both', async () => {
    const store = openEmpty();
    await bringIn(store, SAMPLE);
    const folder = folderOf({
      'deputies.csv': '代表证号,姓名,选区编号,当选日期,联系电话\n003,石兰,4,2026-01-10,13900000003\n',
    });
    const { summary } = await bringIn(store, folder);
    expect(summary?.tables).toEqual([
      { template: 'deputies', file: 'deputies.csv', added: 0, updated: 1, same: 0 },
    ]);
    expect((await exported(store))['deputies.csv']).toContain(
      '003,石兰,女,汉族,1957-02,群众,初中,村文艺宣传队队长,农业类,种植,4,第二代表团,乡村组,13900000003,2026-01-10,否,2026-01-14,',
    );
    const [entry] = await listAudit(store.read, {}, { limit: 1, offset: 0 });
    expect(entry).toMatchObject({
      kind: 'import.applied',
      subjectType: 'import',
      subjectKey: 'deputies',
      before: [{ key: '003', district: '3', phone: '138****0003' }],
      after: { updated: [{ key: '003', district: '4', phone: '139****0003' }] },
    });
  });

  it('has one entry in the trail for each table, with what it added', async () => {
    const store = openEmpty();
    await bringIn(store, SAMPLE);
    const entries = await listAudit(store.read, { kind: 'import.applied' }, { limit: 20, offset: 0 });
    expect(entries.map((entry) => entry.subjectKey).toSorted()).toEqual([
      'activities',
      'attendance',
      'deputies',
      'districts',
      'filings',
      'proposals',
      'sessions',
    ]);
    expect(entries.find((entry) => entry.subjectKey === 'districts')?.after).toMatchObject({
      added: ['1', '2', '3', '4', '5', '6'],
    });
  });

  it('takes its schemes as drafts into a register that holds something, and adopts them when asked to', async () => {
    const store = openEmpty();
    await bringIn(
      store,
      folderOf({
        'districts.csv': sampleFile('districts.csv'),
        'sessions.csv': sampleFile('sessions.csv'),
        'deputies.csv': sampleFile('deputies.csv'),
      }),
    );
    const drafted = await bringIn(store, SAMPLE);
    expect(drafted.summary?.schemes).toEqual([
      { file: 'schemes/sample-2026.json', year: 2026, adopted: false },
    ]);
    expect((await bringIn(store, SAMPLE)).summary).toBeNull();
    const adopted = await bringIn(store, SAMPLE, { adopt: true });
    expect(adopted.summary?.schemes).toEqual([
      { file: 'schemes/sample-2026.json', year: 2026, adopted: true },
    ]);
    expect((await bringIn(store, SAMPLE, { adopt: true })).summary).toBeNull();
    const another = changedSample({ 'schemes/sample-2026.json': [['"points": 8', '"points": 9']] });
    const { summary, examined } = await bringIn(store, another, { adopt: true });
    expect(summary?.schemes).toMatchObject([{ adopted: false }]);
    expect(examined.warnings.map((one) => one.code)).toEqual(['scheme-stays-draft']);
  });

  it('needs to be told the term where the files do not tell it', async () => {
    const files = {
      'districts.csv': sampleFile('districts.csv'),
      'deputies.csv': sampleFile('deputies.csv'),
    };
    const unknown = await bringIn(openEmpty(), folderOf(files));
    expect([faultsOf(unknown), unknown.summary]).toEqual([['districts.csv term-unknown'], null]);
    expect((await bringIn(openEmpty(), folderOf(files), { skipFaulty: true })).summary).toBeNull();
    const told = await bringIn(openEmpty(), folderOf(files), { founding: { term: 7, township: '青龙镇' } });
    expect(told.summary?.founded).toMatchObject({
      township: { name: '青龙镇', congressName: '青龙镇人民代表大会' },
      term: { number: 7, startOn: '2026-01-10', endOn: '2031-01-09' },
    });
  });

  it('goes into a register that was set up before, without touching its township', async () => {
    const store = await openWorld();
    const { summary } = await bringIn(store, SAMPLE);
    expect(summary).toMatchObject({ founded: null, restored: false });
    expect(JSON.parse((await exported(store))['register.json'] ?? '')).toMatchObject({
      township: { name: '回龙镇' },
    });
  });

  it('warns about leave without a reason, a changed name and a namesake, and takes them', async () => {
    const store = openEmpty();
    await bringIn(store, SAMPLE);
    const { examined, summary } = await bringIn(
      store,
      folderOf({
        'deputies.csv': '代表证号,姓名,选区编号,当选日期\n003,石岚,3,2026-01-10\n009,田富,1,2026-01-10\n',
        'attendance.csv': '活动编号,代表证号,状态\nA01,003,请假\n',
      }),
    );
    expect(examined.warnings.map((one) => one.code).filter((code) => code !== 'optional-columns')).toEqual([
      'name-changed',
      'name-twice-in-district',
      'leave-unexplained',
    ]);
    expect(summary).not.toBeNull();
  });
});
