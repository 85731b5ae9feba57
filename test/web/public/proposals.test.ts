import { load } from 'cheerio';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { write } from '../../../src/db/write.ts';
import {
  findProposal,
  insertExtension,
  insertFollowUp,
  insertProposal,
  insertSignature,
  insertUrging,
  updateHandling,
  updateProposal,
} from '../../../src/proposals/store.ts';
import type { RoundInput } from '../../../src/proposals/steps.ts';
import { found } from '../../../src/refusals.ts';
import { addTestProposal, roundOf, suggestionOf } from '../../proposals/support.ts';
import { openProposalTown } from '../../proposals/world.ts';
import { startApp, testClock } from '../../support/app.ts';
import { doingAt, NOW } from '../../support/world.ts';
import { crawl } from './crawl.ts';

const LATER = testClock(Date.parse('2026-08-01T10:00:00+08:00'));
const SECRET = '机密';
const secretRound: Partial<RoundInput> = {
  leadUnit: '水利站',
  answeredOn: '2026-03-01',
  answerClass: 'C',
  answer: `${SECRET}答复`,
  attitude: 'satisfied',
  result: 'fairly',
};

type Town = Awaited<ReturnType<typeof openProposalTown>>;

async function change(
  { store }: Town,
  work: (tx: Parameters<Parameters<typeof write>[1]>[0]) => Promise<void>,
) {
  await write(doingAt(store), async (tx) => {
    tx.record({ kind: 'proposal.changed', subject: ['proposal', '2026-001'] });
    await work(tx);
  });
}

async function openTown() {
  const town = await openProposalTown();
  const [lead = 0, cosigner = 0] = town.deputies;
  return { ...town, lead, cosigner, app: await startApp(town.store, LATER) };
}

const EVERYWHERE = [
  '/',
  '/proposals',
  '/proposals/units',
  '/data',
  '/data/proposals.csv',
  '/data/proposals.json',
  '/feed.atom',
  '/deputies/6-001',
  '/deputies/6-001/feed.atom',
  '/deputies/6-002/records',
  ...['/search?q=', '/proposals?q='].map((address) => address + encodeURIComponent(SECRET)),
  ...[
    'class=C',
    'attitude=satisfied',
    'result=fairly',
    'unit=水利站',
    'only=overseen',
    'kind=suggestion',
  ].map((filter) => `/proposals?${encodeURI(filter)}`),
];

describe('a withheld proposal', () => {
  it('stands in the list by its number with the reason, and nothing of it anywhere', async () => {
    const town = await openTown();
    const { store, termId, lead, cosigner, app } = town;
    const text = { title: `关于${SECRET}的建议`, cause: SECRET, basis: SECRET, content: SECRET };
    const id = await addTestProposal(
      store,
      suggestionOf(lead, {
        number: '2026-007',
        ...text,
        cosignerIds: [cosigner],
        rounds: [roundOf(secretRound)],
      }),
    );
    const other = await addTestProposal(store, suggestionOf(cosigner, { number: '2026-008' }));
    const round = found((await findProposal(store.read, termId, '2026-007'))?.rounds[0]).id;
    expect((await app.inject('/proposals/2026-007')).body).toContain(SECRET);
    await change(town, async (tx) => {
      await updateProposal(tx, id, { withheldReason: '涉及个人隐私', overseer: `${SECRET}督办` });
      await updateHandling(tx, round, { classReason: SECRET, contactPhone: SECRET, ratingWords: SECRET });
      await insertFollowUp(tx, { proposalId: id, notedOn: '2026-03-05', words: SECRET, recordedAt: NOW });
      await updateProposal(tx, other, { mergedInto: id, state: 'closed' });
    });
    const pages = await crawl(app, EVERYWHERE);
    expect(pages.length).toBeGreaterThan(50);
    // The search's own page repeats what was searched for, and nothing else does.
    const telling = pages.filter(
      ({ url, text: body }) => body.includes(SECRET) && !url.includes(encodeURIComponent(SECRET)),
    );
    expect(telling.map(({ url }) => url)).toEqual([]);
    const numbered = pages
      .filter(({ text: body }) => body.includes('2026-007'))
      .map(({ url }) => url.split('?')[0]);
    expect(new Set(numbered)).toEqual(new Set(['/proposals', '/proposals/2026-007']));
    for (const url of EVERYWHERE.filter((one) => one.includes('?')))
      expect((await app.inject(url)).body, url).not.toContain('2026-007');
    const list = load((await app.inject('/proposals')).body);
    expect(list('tbody').text()).toContain('涉及个人隐私');
    expect(list('caption').text()).toContain('共 2 件，其中 1 件不公开');
    const page = load((await app.inject('/proposals/2026-007')).body);
    expect(page('main').text()).toContain('涉及个人隐私');
    for (const word of ['田大利', '石兰', '水利站', '2026-008', '2026年1月14日', 'C 类'])
      expect(page('main').text()).not.toContain(word);
  });
});

describe('the public register', () => {
  it('has no draft, none handed in, returned or withdrawn, and no co-signer who did not agree', async () => {
    const town = await openTown();
    const { store, termId, lead, cosigner, app } = town;
    const id = await addTestProposal(store, suggestionOf(lead));
    await change(town, async (tx) => {
      await insertSignature(tx, {
        proposalId: id,
        deputyId: cosigner,
        lead: false,
        position: 1,
        state: 'declined',
      });
      const asked = town.deputies[2] ?? 0;
      await insertSignature(tx, {
        proposalId: id,
        deputyId: asked,
        lead: false,
        position: 2,
        state: 'asked',
      });
      for (const [index, state] of ['draft', 'submitted', 'returned', 'withdrawn'].entries()) {
        const made = await insertProposal(tx, {
          termId,
          number: `D2026-00${index}`,
          kind: 'suggestion',
          title: SECRET,
          content: SECRET,
          filedOn: '2026-01-14',
          state,
          year: 2026,
          quarter: '2026Q1',
        });
        await insertSignature(tx, { proposalId: made, deputyId: lead, lead: true, position: 0 });
      }
    });
    const pages = await crawl(app, EVERYWHERE);
    const telling = pages.filter(
      ({ url, text }) => text.includes(SECRET) && !url.includes(encodeURIComponent(SECRET)),
    );
    expect(telling.map(({ url }) => url)).toEqual([]);
    for (const index of [0, 1, 2, 3])
      expect((await app.inject(`/proposals/D2026-00${index}`)).statusCode).toBe(404);
    expect(load((await app.inject('/proposals/2026-001')).body)('main').text()).not.toMatch(/石兰|王海生/);
    expect((await app.inject('/data/proposals.csv')).body).not.toContain('002');
    expect(pages.find(({ url }) => url.startsWith('/search'))?.text).toContain('议案建议 0 件');
  });

  it('tells the course in order, days against days allowed, promise, phone of the office and follow-up', async () => {
    const town = await openTown();
    const { store, termId, lead, app } = town;
    const rounds = [roundOf({ assignedOn: '2026-01-20', leadUnit: '水利站' })];
    const id = await addTestProposal(store, suggestionOf(lead, { rounds }));
    const merged = await addTestProposal(
      store,
      suggestionOf(lead, { number: '2026-002', title: '也要清扫', rounds: [] }),
    );
    const round = found((await findProposal(store.read, termId, '2026-001'))?.rounds[0]).id;
    const decided = {
      wasMotion: true,
      decision: 'turned',
      decidedOn: '2026-01-16',
      decisionReason: '不属于本级职权',
    };
    const answer = {
      answeredOn: '2026-05-10',
      answerClass: 'B',
      answer: '已经排期。',
      promisedOn: '2026-12-31',
      months: 3,
    };
    await change(town, async (tx) => {
      await updateProposal(tx, id, {
        ...decided,
        state: 'closed',
        carriedOutOn: '2026-07-01',
        overseer: '王主席',
      });
      await updateHandling(tx, round, { ...answer, extendedTo: '2026-05-20', contactPhone: '0833-7654321' });
      await updateHandling(tx, round, { attitude: 'satisfied', result: 'fairly', ratedOn: '2026-05-12' });
      const asked = {
        reason: '等材料',
        askedAt: NOW,
        state: 'granted',
        decidedAt: Date.parse('2026-04-10T09:00:00+08:00'),
      };
      await insertExtension(tx, { handlingId: round, unitId: town.water, until: '2026-05-20', ...asked });
      await insertUrging(tx, { handlingId: round, sentOn: '2026-04-21', recordedAt: NOW });
      await insertFollowUp(tx, { proposalId: id, notedOn: '2026-06-02', words: '设备到货', recordedAt: NOW });
      await updateProposal(tx, merged, { mergedInto: id, state: 'closed' });
    });
    const $ = load((await app.inject('/proposals/2026-001')).body);
    const course = $('h2:contains(办理过程) + ol li')
      .toArray()
      .map((item) => $(item).text().replace(/\s+/gu, ' ').trim());
    expect(course).toEqual([
      '2026年1月14日 代表提出',
      '2026年1月16日 主席团决定作为建议办理',
      '2026年1月20日 交给水利站办理',
      '2026年3月20日 主席团登记',
      '2026年4月10日 主席团同意延期，最迟2026年5月20日答复',
      '2026年4月21日 主席团发出督办函',
      '2026年5月10日 承办单位答复（B 类）',
      '2026年5月12日 领衔代表评价',
      '2026年6月2日 有新的落实情况',
      '2026年7月1日 已经落实',
      '日期没有登记 办结',
    ]);
    for (const words of [
      '用了 110 天；期限 90 天，延期后 120 天（按期答复）',
      '到2026年4月20日；经同意延期，最迟2026年5月20日答复',
      '2026年12月31日以前',
      '0833-7654321',
      '不属于本级职权',
      '王主席',
      '设备到货',
      '2026-002 也要清扫',
      '对办理态度满意，对办理结果基本满意',
    ])
      expect($('main').text()).toContain(words);
    const other = load((await app.inject('/proposals/2026-002')).body);
    expect(other('dd a[href="/proposals/2026-001"]').length).toBe(1);
  });

  it('counts units of a year in numbers that open their lists, with shares that add up', async () => {
    const { store, lead, app } = await openTown();
    for (const [index, answerClass] of (['A', 'A', 'B'] as const).entries()) {
      const rounds = [
        roundOf({
          answeredOn: '2026-03-01',
          answerClass,
          answer: '好',
          result: 'satisfied',
          attitude: 'fairly',
        }),
      ];
      await addTestProposal(store, suggestionOf(lead, { number: `2026-00${index + 1}`, rounds }));
    }
    await addTestProposal(store, suggestionOf(lead, { number: '2026-004' }));
    const $ = load((await app.inject('/proposals/units')).body);
    expect($('main').text()).toContain('数据截至2026年8月1日');
    expect($('table').eq(1).find('tbody tr').eq(1).text()).toMatch(/2 66\.67%.*1 33\.33%/su);
    expect($('table').eq(0).find('tbody tr').eq(1).text()).toContain('3/3');
    const links = $('tbody a').toArray();
    expect(links.length).toBeGreaterThanOrEqual(20);
    for (const link of links) {
      const list = load((await app.inject($(link).attr('href') ?? '')).body);
      expect(list('caption').text(), $(link).attr('href')).toContain(`共 ${$(link).text()} 件`);
    }
    expect((await app.inject('/proposals/units?year=1999')).statusCode).toBe(200);
  });

  it('tells in feeds and open data what was registered, answered and rated', async () => {
    const { store, lead, app } = await openTown();
    const answered = roundOf({
      answeredOn: '2026-03-01',
      answerClass: 'B',
      answer: '已经排期',
      attitude: 'satisfied',
      result: 'dissatisfied',
    });
    await addTestProposal(
      store,
      suggestionOf(lead, { rounds: [answered, roundOf({ assignedOn: '2026-03-10' })] }),
    );
    for (const url of ['/feed.atom', '/deputies/6-001/feed.atom']) {
      const $ = load((await app.inject(url)).body, { xml: true });
      const titles = $('entry title')
        .toArray()
        .map((title) => $(title).text().slice(0, 2));
      expect(titles.toSorted()).toEqual(['答复', '登记', '评价'].toSorted());
    }
    const [row] = parse<Record<string, string>>((await app.inject('/data/proposals.csv')).body, {
      columns: true,
      bom: true,
    });
    expect(row).toMatchObject({
      办理次数: '2',
      首次答复类别: 'B',
      首次结果满意度: '不满意',
      交办日期: '2026-03-10',
      答复期限: '2026-04-10',
    });
    const { papers } = (await app.inject('/data/proposals.json')).json<{
      papers: { consultation: object[] }[];
    }>();
    expect(papers[0]?.consultation).toMatchObject([
      { due: '2026-04-20', answer_class: 'B' },
      { due: '2026-04-10' },
    ]);
  });
});
