import { describe, expect, it } from 'vitest';
import { unzipSync } from 'fflate';
import { listAudit } from '../../../src/audit/store.ts';
import type { Store } from '../../../src/db/store.ts';
import { readUpload } from '../../../src/exchange/read.ts';
import { writeWorkbook } from '../../../src/exchange/write.ts';
import { issueSetupLink } from '../../../src/settings/actions.ts';
import { bringIn, exported, folderOf, SAMPLE, sampleFile } from '../../exchange/support/registers.ts';
import { sheetRows, workbook, workbookParts, zip } from '../../exchange/support/zip.ts';
import { Browser, browserOf, startApp, testClock } from '../../support/app.ts';
import { openEmpty } from '../../support/register.ts';
import { addAccount, openWorld, PASSWORD } from '../../support/world.ts';

const MB = 1024 * 1024;
const HEADER = ['代表证号', '姓名', '选区编号', '当选日期'];

async function openDesk(open: () => Promise<Store> = openSample) {
  const store = await open();
  await addAccount(store, '张敏', ['clerk']);
  await addAccount(store, '赵倩', ['deputy']);
  const clock = testClock();
  const app = await startApp(store, clock);
  return { store, app, clock, browser: await browserOf(app, '张敏') };
}

async function openSample(): Promise<Store> {
  const store = openEmpty();
  await bringIn(store, SAMPLE);
  return store;
}

const upload = (browser: Browser, name: string, bytes: Buffer | string) =>
  browser.upload('/desk/imports', 'file', { name, bytes: Buffer.from(bytes) });

const deputies = (...rows: string[]) => `${HEADER.join(',')}\n${rows.join('\n')}\n`;
const book = (...rows: string[][]) => workbook({ rows: sheetRows([HEADER, ...rows]) });

/** Every upload that cannot be imported, and what is said about it. */
const WRONG: [name: string, file: string, bytes: () => Buffer | string, words: string[]][] = [
  ['nothing', '', () => '', ['请先选择要导入的文件']],
  ['an empty file', '名册.csv', () => '', ['这是一个空文件']],
  ['twelve megabytes', '名册.xlsx', () => Buffer.alloc(12 * MB, 'x'), ['文件有 12.1 MB，超过 10 MB 的上限']],
  [
    'a bomb',
    '名册.xlsx',
    () => zip([...workbookParts({ rows: '' }), { name: 'xl/media/a.bin', data: Buffer.alloc(100 * MB) }]),
    ['工作簿解开后超过 50 MB'],
  ],
  [
    'a workbook cut off',
    '名册.xlsx',
    () => book(['009', '新', '1', '2026-01-10']).subarray(0, 900),
    ['已损坏'],
  ],
  [
    'an old .xls under a new name',
    '名册.xlsx',
    () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
    ['旧版 Excel', '另存为'],
  ],
  [
    'a workbook called .csv',
    '名册.csv',
    () => book(['009', '新', '1', '2026-01-10']),
    ['扩展名却不是 .xlsx'],
  ],
  ['a picture', '名册.png', () => Buffer.from('89504e470d0a1a0a0000', 'hex'), ['这是图片']],
  ['a wrong header', '名册.csv', () => '甲,乙,丙\n1,2,3\n', ['看不出这是哪一张表']],
  ['a missing column', 'deputies.csv', () => '代表证号,姓名\n009,新\n', ['缺少必填的列：选区编号、当选日期']],
  [
    'a row without certificate number',
    '代表.csv',
    () => deputies(',王芳,1,2026-01-10'),
    ['第 2 行', '代表证号', '必须填写'],
  ],
  [
    'a day that is none',
    '代表.csv',
    () => deputies('009,王芳,1,2026-02-30'),
    ['当选日期“2026-02-30”', '没有这一天'],
  ],
  [
    'a deputy twice',
    '代表.csv',
    () => deputies('009,王芳,1,2026-01-10', '009,王芳芳,1,2026-01-10'),
    ['第 2、3 行的代表证号相同'],
  ],
  [
    'an unknown kind',
    '活动.csv',
    () => '活动编号,类别,名称,日期\nA90,团建,爬山,2026-03-01\n',
    ['类别“团建”', '没有这个履职类别'],
  ],
  [
    'a district nobody knows',
    '代表.csv',
    () => deputies('009,王芳,12,2026-01-10'),
    ['选区编号“12”', '现有编号：1、2、3'],
  ],
];

describe('uploading a file', () => {
  for (const [name, file, bytes, words] of WRONG) {
    it(`of ${name} says what is wrong and leaves the register as it was`, async () => {
      const { store, browser } = await openDesk();
      const before = [await exported(store), await store.version()];
      const page = await upload(browser, file, bytes());
      expect(page.status).toBe(name === 'twelve megabytes' ? 413 : 422);
      expect(page.$('title').text()).toMatch(/^错误：/);
      expect(page.$('.error-summary').length).toBe(1);
      for (const word of words) expect(page.text).toContain(word);
      expect([await exported(store), await store.version()]).toEqual(before);
    });
  }

  it('that is right goes to its own page: what it adds, changes and has already, and warnings apart', async () => {
    const { store, browser } = await openDesk();
    const before = await store.version();
    const sent = await upload(
      browser,
      '名册.xlsx',
      book(
        ['003', '石岚', '3', '2026-01-10'],
        ['009', '王芳', '1', '2026-01-10'],
        ['002', '田大利', '2', '2026-01-10'],
      ),
    );
    expect([sent.status, sent.location]).toEqual([303, '/desk/imports/1']);
    const page = await browser.get('/desk/imports/1');
    expect(
      page
        .$('.figures li')
        .map((_, item) => page.$(item).text().trim())
        .get(),
    ).toEqual(['1新增', '1修改', '1已有，不变', '0错误', '2提醒']);
    expect(page.$('#warnings').nextAll('.scroll').first().text()).toContain('导入后会改名');
    expect(page.text).toContain('姓名：石兰 改为 石岚');
    expect(page.$('button[value=all]').text()).toBe('全部导入');
    expect(page.$('button[value=right]').length).toBe(0);
    expect(await store.version()).toBe(before);
  });

  it('is confirmed once: then the same page shows the result', async () => {
    const { store, browser } = await openDesk();
    await upload(browser, '代表.csv', deputies('009,王芳,1,2026-01-10'));
    const form = await browser.get('/desk/imports/1');
    const fields = {
      _csrf: form.$('[name=_csrf]').attr('value') ?? '',
      _key: form.$('[name=_key]').attr('value') ?? '',
      rows: 'all',
    };
    const done = await browser.post('/desk/imports/1/confirmation', fields);
    expect([done.status, done.location]).toEqual([303, '/desk/imports/1']);
    const version = await store.version();
    expect((await browser.post('/desk/imports/1/confirmation', fields)).status).toBe(303);
    expect(await store.version()).toBe(version);
    const page = await browser.get('/desk/imports/1');
    expect(page.text).toContain('导入完成');
    expect(page.$('caption').first().text()).toBe('新增 1 行，修改 0 行');
    const [entry] = await listAudit(store.read, { kind: 'import.applied' }, { limit: 1, offset: 0 });
    expect(entry).toMatchObject({ actorName: '张敏', subjectKey: 'deputies', after: { added: ['009'] } });
    const again = await browser.submit('/desk/imports', { rows: 'all' }, '/desk/imports/1/confirmation');
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('已经导入过了')]);
    const list = await browser.get('/desk/imports');
    expect(list.$('tbody tr').text().replace(/\s+/g, ' ')).toContain(
      '代表.csv 2026-03-20 10:00 张敏 已导入 新增 1 行，修改 0 行',
    );
  });

  it('with rows at fault can be imported without them, and the rows left out come as a file to mend', async () => {
    const { browser, store } = await openDesk();
    const page = await upload(
      browser,
      '代表.csv',
      deputies('009,王芳,1,2026-02-30', '010,李强,1,2026-01-10'),
    );
    expect(page.status).toBe(422);
    expect([page.$('button[value=all]').length, page.$('button[value=right]').text()]).toEqual([
      0,
      '跳过错误行导入（新增 1，修改 0）',
    ]);
    expect(
      (await browser.submit('/desk/imports/1', { rows: 'all' }, '/desk/imports/1/confirmation')).status,
    ).toBe(409);
    expect((await exported(store))['deputies.csv']).not.toContain('李强');
    for (const step of ['before', 'after']) {
      const { response } = await browser.get('/desk/imports/1/faults.xlsx');
      expect(response.headers['content-disposition']).toContain(encodeURIComponent('代表_错误行.xlsx'));
      const { tables, faults } = await readUpload('a.xlsx', response.rawPayload);
      expect([step, faults, tables.map((table) => table.rows.map((row) => row.cells['name']))]).toEqual([
        step,
        [],
        [['王芳']],
      ]);
      if (step === 'before')
        expect(
          (await browser.submit('/desk/imports/1', { rows: 'right' }, '/desk/imports/1/confirmation')).status,
        ).toBe(303);
    }
    expect((await exported(store))['deputies.csv']).toContain('李强');
    const result = await browser.get('/desk/imports/1');
    expect(result.text).toContain('1 处错误没有导入');
    expect(result.text).toContain('没有这一天');
  });

  it('that brings nothing new can only be given up, and then it is gone', async () => {
    const { browser, store } = await openDesk();
    await upload(browser, 'districts.csv', sampleFile('districts.csv'));
    const page = await browser.get('/desk/imports/1');
    expect(page.text).toContain('登记册里都已经有了');
    expect(page.$('button[name=rows]').length).toBe(0);
    expect((await browser.submit('/desk/imports/1', {}, '/desk/imports/1/discard')).location).toBe(
      '/desk/imports',
    );
    expect((await browser.get('/desk/imports/1')).text).toContain('没有导入，内容已经删除');
    const late = await browser.submit('/desk/imports', { rows: 'all' }, '/desk/imports/1/confirmation');
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('已经放弃')]);
    const [refusal, entry] = await listAudit(store.read, {}, { limit: 2, offset: 0 });
    expect(refusal?.kind).toBe('step.refused');
    expect(entry).toMatchObject({ kind: 'import.discarded', after: { file: 'districts.csv' } });
  });

  it('brings the sample into a register that was just set up', async () => {
    const { browser, store } = await openDesk(openWorld);
    const sheets = [
      ['districts.csv', '选区'],
      ['deputies.csv', '代表'],
    ].map(([file = '', name = '']) => {
      const [header = '', ...rows] = sampleFile(file).trim().split('\n');
      return {
        name,
        columns: header.split(',').map((title) => ({ header: title })),
        rows: rows.map((row) => row.split(',')),
      };
    });
    expect((await upload(browser, '名册.xlsx', await writeWorkbook(sheets))).status).toBe(303);
    await browser.submit('/desk/imports/1', { rows: 'all' }, '/desk/imports/1/confirmation');
    expect((await exported(store))['deputies.csv']).toContain('买买提·吐尔逊');
  });

  it('is for the desk alone', async () => {
    const { app } = await openDesk();
    const deputy = await browserOf(app, '赵倩');
    for (const path of [
      '/desk/imports',
      '/desk/imports/1',
      '/desk/imports/template.xlsx',
      '/desk/exports',
      '/desk/exports/register.zip',
    ])
      expect([path, (await deputy.get(path)).status]).toEqual([path, 404]);
  });
});

describe('templates', () => {
  it('come as one workbook and one CSV file each', async () => {
    const { browser } = await openDesk();
    const page = await browser.get('/desk/imports');
    const links = page
      .$('a[href^="/desk/imports/template"]')
      .map((_, link) => page.$(link).attr('href') ?? '')
      .get();
    expect(links).toHaveLength(8);
    for (const link of links) {
      const { response } = await browser.get(link);
      expect([link, response.statusCode]).toEqual([link, 200]);
      expect(response.headers['content-disposition']).toMatch(/^attachment/);
    }
    expect((await browser.get('/desk/imports/templates/passwd')).status).toBe(404);
  });
});

describe('exports', () => {
  it('give the register as a workbook in the form of the templates, and the trail knows who took it', async () => {
    const { browser, store } = await openDesk();
    const { response } = await browser.get('/desk/exports/register.xlsx');
    const { tables, faults } = await readUpload('a.xlsx', response.rawPayload);
    expect([faults, tables.map((table) => table.rows.length)]).toEqual([[], [6, 8, 40, 28, 31, 23, 35]]);
    const [entry] = await listAudit(store.read, {}, { limit: 1, offset: 0 });
    expect(entry).toMatchObject({ kind: 'export.made', subjectKey: 'xlsx', actorName: '张敏' });
    expect((await browser.get('/desk/exports')).text).toContain('上次导出：2026-03-20 10:00');
  });

  it('give everything as one archive, which an empty register takes back', async () => {
    const { browser, store } = await openDesk();
    const { response } = await browser.get('/desk/exports/register.zip');
    expect(response.headers['content-disposition']).toContain(encodeURIComponent('履职册_2026-03-20.zip'));
    const files = Object.fromEntries(
      Object.entries(unzipSync(response.rawPayload)).map(([name, bytes]) => [
        name,
        Buffer.from(bytes).toString(),
      ]),
    );
    expect(files).toEqual(await exported(store));
    const again = openEmpty();
    await bringIn(again, folderOf(files));
    expect(await exported(again)).toEqual(files);
  });
});

describe('a register that files founded', () => {
  it('is set up on the web afterwards and keeps its term and all that they brought', async () => {
    const store = await openSample();
    const before = await exported(store);
    const browser = new Browser(await startApp(store));
    const address = `/setup/${await issueSetupLink(store)}`;
    const form = await browser.get(address);
    const shown = Object.fromEntries(
      ['name', 'termNumber', 'termStart', 'termEnd'].map((name) => [
        name,
        form.$(`[name=${name}]`).attr('value') ?? '',
      ]),
    );
    expect(shown).toEqual({ name: '本镇', termNumber: '6', termStart: '2026-01-14', termEnd: '2031-01-13' });
    const typed = {
      ...shown,
      name: '回龙镇',
      divisionCode: '511102105000',
      congressName: '回龙镇人民代表大会',
      presidiumName: '回龙镇人民代表大会主席团',
      adminName: '张敏',
      login: '张敏',
      password: PASSWORD,
    };
    const other = await browser.submit(address, { ...typed, termNumber: '7' });
    expect([other.status, other.text]).toEqual([409, expect.stringContaining('届次请填 6')]);
    expect((await browser.submit(address, typed)).status).toBe(303);
    const after = await exported(store);
    expect({ ...after, 'register.json': '' }).toEqual({ ...before, 'register.json': '' });
    expect(after['register.json']).toContain('"name": "回龙镇"');
  });
});
