import { parse } from 'csv-parse/sync';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { startApp, testClock } from '../../support/app.ts';
import { openSample, YEAR_END } from './sample-world.ts';

const SETS = ['deputies', 'districts', 'activities', 'attendance', 'proposals'];

async function sampleApp(now = YEAR_END) {
  return startApp(await openSample(), testClock(now));
}

const table = (body: string): Record<string, string>[] => parse(body, { columns: true, bom: true });

describe('open data', () => {
  it.each(SETS)(
    'describes every column of the %s table, which is opened to no other site by a header',
    async (set) => {
      const app = await sampleApp();
      const csv = await app.inject(`/data/${set}.csv`);
      expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(csv.headers['content-disposition']).toContain('attachment');
      expect(csv.headers).not.toHaveProperty('access-control-allow-origin');
      const described = load((await app.inject('/data')).body)(`a[href="/data/${set}.csv"]`)
        .closest('section')
        .find('tbody th')
        .toArray()
        .map((cell) => load(cell).text());
      expect(Object.keys(table(csv.body)[0] ?? {})).toEqual(described);
    },
  );

  it('has the same deputies in table and JSON, those who left with the day', async () => {
    const app = await sampleApp();
    const rows = table((await app.inject('/data/deputies.csv')).body);
    const { about, persons } = (await app.inject('/data/deputies.json')).json<{
      about: Record<string, unknown>;
      persons: { id: string; name: string; memberships: { end_date: string | null }[] }[];
    }>();
    expect(about).toMatchObject({ as_of: '2026-12-28', legislative_term: 6, division_code: '511102105000' });
    expect(persons.map(({ name }) => name)).toEqual(rows.map((row) => row['姓名']));
    expect(persons.find(({ id }) => id === '6-010')?.memberships[0]?.end_date).toBe('2026-06-15');
    expect(Object.keys(persons[0] ?? {}).toSorted()).toMatchInlineSnapshot(`
      [
        "category",
        "ethnicity",
        "gender",
        "group",
        "id",
        "identifiers",
        "links",
        "memberships",
        "name",
        "occupation",
        "state_worker",
        "subcategory",
        "upper_post",
      ]
    `);
  });

  it('adds up: attendance lines are the due of all meetings, participants those who were there', async () => {
    const app = await sampleApp();
    const lines = table((await app.inject('/data/attendance.csv')).body);
    const activities = table((await app.inject('/data/activities.csv')).body);
    const due = activities.reduce((sum, row) => sum + Number(row['应到']), 0);
    expect(lines.filter((line) => line['会议类型'] === '活动')).toHaveLength(due);
    expect(lines.filter((line) => line['代表证号'] === '009')).toHaveLength(3);
    const { meetings } = (await app.inject('/data/activities.json')).json<{
      meetings: { attendance: { there: number }; participant: string[] }[];
    }>();
    for (const { attendance, participant } of meetings) expect(participant).toHaveLength(attendance.there);
  });

  it('says how to get a file out of WeChat', async () => {
    expect((await (await sampleApp()).inject('/data')).body).toContain('微信里打不开下载');
  });
});

/** Every tag closed in order, every attribute quoted, no bare ampersand: what an XML parser asks for first. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  const rest = xml
    .replace(/^<\?xml [^>]*\?>/, '')
    .replace(
      /<(\/?)([\w:]+)((?: [\w:]+="[^"<]*")*)(\/?)>/g,
      (_tag, closes: string, name: string, _attributes, empty: string) => {
        if (closes) return open.pop() === name ? '' : '<';
        if (!empty) open.push(name);
        return '';
      },
    );
  return open.length === 0 && !/<|&(?!(?:amp|lt|gt|quot|#39|#\d+);)/.test(rest);
}

describe('feeds', () => {
  it.each(['/feed.atom', '/deputies/6-001/feed.atom', '/deputies/6-009/feed.atom'])(
    'are well-formed Atom with ids of their own: %s',
    async (url) => {
      const response = await (await sampleApp()).inject(url);
      expect(response.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
      expect(response.body.startsWith('<?xml')).toBe(true);
      expect(isWellFormed(response.body)).toBe(true);
      const $ = load(response.body, { xml: true });
      const ids = $('id')
        .toArray()
        .map((node) => $(node).text());
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeGreaterThan(1);
      for (const id of ids)
        expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
      const times = $('updated')
        .toArray()
        .map((node) => Date.parse($(node).text()));
      expect(times.every((time) => time < YEAR_END)).toBe(true);
      expect($('link[rel=alternate]').last().attr('href')).toMatch(/^http:\/\/[^/]+\//);
    },
  );

  it('are the same on another day: nothing in them comes from the clock', async () => {
    const store = await openSample();
    const [today, later] = [testClock(YEAR_END), testClock(YEAR_END + 2 * 86_400_000)];
    const [a, b] = [await startApp(store, today), await startApp(store, later)];
    expect((await a.inject('/feed.atom')).body).toBe((await b.inject('/feed.atom')).body);
  });

  it("of a deputy hold the activities attended and the proposals signed, and nobody else's", async () => {
    const $ = load((await (await sampleApp()).inject('/deputies/6-009/feed.atom')).body, { xml: true });
    expect($('entry')).toHaveLength(3);
  });
});
