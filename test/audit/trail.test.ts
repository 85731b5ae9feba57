import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/lib/canonical-json.ts';
import { hashEntry, listAudit } from '../../src/audit/store.ts';
import { isFailure } from '../../src/audit/rules.ts';
import { write } from '../../src/db/write.ts';
import { createDistrict } from '../../src/districts/actions.ts';
import { listDistricts } from '../../src/districts/store.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { saveReport } from '../../src/reports/actions.ts';
import { openPlace } from '../backups/support.ts';
import { Browser, browserOf, startApp, testClock } from '../support/app.ts';
import { addAccount, doingAt, NOW, openWorld, PASSWORD } from '../support/world.ts';
import { REPORT } from '../support/report.ts';

type Kind = [kind: string, subject: string, person: string, isFailed: boolean];

/** An office with an administrator who is also a clerk, and a way to see what a step leaves in the trail. */
async function openOffice() {
  const { store, place } = await openPlace();
  await addAccount(store, '邱管理', ['admin', 'clerk', 'presidium']);
  const clock = testClock(NOW + 60_000);
  const app = await startApp(store, clock, { dataDir: place.dataDir });
  const leaves = async (step: () => Promise<unknown>): Promise<Kind[]> => {
    const [last] = await listAudit(store.read, {}, { limit: 1, offset: 0 });
    await step();
    const entries = await listAudit(store.read, {}, { limit: 20, offset: 0 });
    return entries
      .filter(({ seq }) => seq > (last?.seq ?? 0))
      .toReversed()
      .map((entry) => {
        expect([entry.at, entry.ip]).toEqual([clock.now, '127.0.0.1']);
        return [entry.kind, `${entry.subjectType} ${entry.subjectKey}`, entry.actorName, isFailure(entry)];
      });
  };
  return { store, place, clock, app, leaves };
}

describe('each step leaves one entry with time, person, address, event, subject and result:', () => {
  it('signing in, failing to, being turned away, signing out', async () => {
    const { store, app, clock, leaves } = await openOffice();
    await addAccount(store, '田代表', ['deputy']);
    const deputy = new Browser(app);
    expect(await leaves(() => deputy.signIn('田代表', '不是这个密码'))).toEqual([
      ['session.refused', 'account 田代表', '访客', true],
    ]);
    expect(await leaves(() => deputy.signIn('田代表'))).toEqual([
      ['session.opened', 'account 田代表', '田代表', false],
    ]);
    const denied: Kind = ['access.denied', 'address /desk/accounts', '田代表', true];
    expect(await leaves(() => deputy.get('/desk/accounts?q=1'))).toEqual([denied]);
    expect(await leaves(() => deputy.get('/desk/accounts?q=2')), 'the same door again').toEqual([]);
    clock.now += 10 * 60_000;
    expect(await leaves(() => deputy.get('/desk/accounts'))).toEqual([denied]);
    expect(await leaves(() => deputy.post('/desk/backups', {}))).toEqual([
      ['access.denied', 'address /desk/backups', '田代表', true],
    ]);
    expect(await leaves(() => deputy.post('/account/password', { current: PASSWORD }))).toEqual([
      ['access.denied', 'address /account/password', '田代表', true],
    ]);
    expect(await leaves(() => new Browser(app).get('/desk/accounts')), 'nobody fills the trail').toEqual([]);
    expect(await leaves(() => deputy.submit('/account', {}, '/logout'))).toEqual([
      ['session.closed', 'account 田代表', '田代表', false],
    ]);
  });

  it('creating, changing, removing, settings, a step that is refused', async () => {
    const { store, app, leaves } = await openOffice();
    const desk = await browserOf(app, '邱管理');
    const by = (kind: string, subject: string, isFailed = false): Kind[] => [
      [kind, subject, '邱管理', isFailed],
    ];
    const district = { number: '7', name: '沙洲选区', villages: '', seats: '2' };
    expect(await leaves(() => desk.submit('/desk/districts/new', district))).toEqual(
      by('district.created', 'district 7'),
    );
    expect(await leaves(() => desk.submit('/desk/districts/new', district))).toEqual(
      by('step.refused', 'address /desk/districts/new', true),
    );
    const term = await getCurrentTerm(store.read);
    const made = (await listDistricts(store.read, term.id)).find(({ number }) => number === '7');
    const changed = { ...district, name: '沙洲' };
    expect(await leaves(() => desk.submit(`/desk/districts/${made?.id}/edit`, changed))).toEqual(
      by('district.changed', `district ${made?.number}`),
    );
    const settings = {
      nameOrder: 'compact',
      publicityDays: '9',
      answerMonths: '3',
      complexAnswerMonths: '6',
      documentPrefix: '',
    };
    expect(await leaves(() => desk.submit('/desk/settings/rules', settings))).toEqual(
      by('setting.changed', 'setting publicityDays, publicRanking'),
    );
  });

  it('publishing and withdrawing', async () => {
    const { store, app, leaves } = await openOffice();
    await saveReport(doingAt(store), '001', 2026, REPORT);
    const desk = await browserOf(app, '邱管理');
    const form = '/desk/reports/2026/001';
    expect(await leaves(() => desk.submit(form, {}, `${form}/publication`))).toEqual([
      ['report.published', 'report 2026/001', '邱管理', false],
    ]);
    expect(await leaves(() => desk.submit(form, { reason: '有误' }, `${form}/withdrawal`))).toEqual([
      ['report.withdrawn', 'report 2026/001', '邱管理', false],
    ]);
  });

  it('exporting, copying, taking a copy along, drilling, checking', async () => {
    const { app, leaves } = await openOffice();
    const desk = await browserOf(app, '邱管理');
    const copy = 'register-20260320-100100.sqlite';
    const steps: [step: () => Promise<unknown>, kind: string, subject: string][] = [
      [() => desk.get('/desk/exports/register.zip'), 'export.made', 'export zip'],
      [
        () => desk.submit('/desk/audit', { form: 'csv' }, '/desk/audit/export'),
        'export.made',
        'export audit-csv',
      ],
      [() => desk.submit('/desk/backups', {}), 'backup.made', `backup ${copy}`],
      [
        () => desk.submit('/desk/backups', {}, `/desk/backups/${copy}/download`),
        'backup.downloaded',
        `backup ${copy}`,
      ],
      [() => desk.submit('/desk/backups', {}, '/desk/backups/drill'), 'backup.drilled', `backup ${copy}`],
      [
        () => desk.submit('/desk/self-check', {}, '/desk/self-check/verification'),
        'register.checked',
        'register ',
      ],
    ];
    for (const [step, kind, subject] of steps)
      expect(await leaves(step)).toEqual([[kind, subject, '邱管理', false]]);
  });
});

describe('the trail', () => {
  it('holds no password, no code of a card and no token of a session', async () => {
    const { store, app } = await openOffice();
    const desk = await browserOf(app, '邱管理');
    const card = await desk.submit('/desk/accounts/new', { login: '新人', name: '新人', roles: ['clerk'] });
    expect(card.status).toBe(303);
    const shown = await desk.get(card.location ?? '');
    const codes = shown.text.match(/[A-Z0-9]{4}(?:-[A-Z0-9]{4})+/g) ?? [];
    const secrets = [PASSWORD, ...desk.cookies.values(), ...codes, '$argon2'].filter(
      (text) => text.length > 6,
    );
    const trail = JSON.stringify(await listAudit(store.read, {}, { limit: 1000, offset: 0 }));
    expect(secrets.filter((secret) => trail.includes(secret))).toEqual([]);
    expect(secrets.length).toBeGreaterThan(2);
  });
});

/** What a person without manners would type to forge a line, turn the writing round or steer a terminal. */
const FORGED = '甲\r\n99,2026-01-01 00:00,主席,网页,,公示\u001B[2K\u009B1A\u202E乙\u2028丙';

/** Characters that end a line, move a cursor or turn the direction of writing. */
const steeringIn = (text: string): number[] =>
  Array.from(text)
    .map((sign) => sign.codePointAt(0) ?? 0)
    .filter((code) => code < 32 || (code > 126 && code < 160) || (code >= 0x2028 && code <= 0x202e));

async function exported(form: 'csv' | 'jsonl', fields: Record<string, string> = {}) {
  const store = await openWorld();
  await addAccount(store, '邱管理', ['admin']);
  await createDistrict(doingAt(store), { number: '1', name: FORGED, villages: [], seats: 1 });
  await write(doingAt(store, NOW + 86_400_000), async (tx) =>
    tx.record({
      kind: 'deputy.changed',
      subject: ['deputy', '001'],
      before: { phone: '13800001111' },
      after: { phone: '13812345678' },
    }),
  );
  const app = await startApp(store, testClock(NOW + 2 * 86_400_000));
  const desk = await browserOf(app, '邱管理');
  const page = await desk.submit('/desk/audit', { form, ...fields }, '/desk/audit/export');
  return { store, page, body: page.response.body };
}

describe('an export of the trail', () => {
  it('as a table is what the page shows, one line an entry whatever was typed, telephone numbers masked', async () => {
    const { store, page, body } = await exported('csv');
    expect(page.response.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(page.response.headers['content-disposition']).toContain(
      encodeURIComponent('回龙镇操作日志_2026-03-22.csv'),
    );
    expect(body.startsWith('\uFEFF序号,时间,操作人,')).toBe(true);
    const lines = body.split('\r\n').filter((line) => line !== '');
    const entries = await listAudit(store.read, {}, { limit: 100, offset: 0 });
    // All but the note of this very export, and the heading besides.
    expect(lines).toHaveLength(entries.length);
    expect(body).toContain('138****5678');
    expect(body).not.toContain('13812345678');
    expect(steeringIn(body.replaceAll('\r\n', ''))).toEqual([]);
  });

  it('as data has every entry whole, one a line, and each can be checked against its hash', async () => {
    const { body } = await exported('jsonl');
    const lines = body.trimEnd().split('\n');
    expect(steeringIn(body.replaceAll('\n', ''))).toEqual([]);
    let previousHash = '0'.repeat(64);
    for (const line of lines) {
      const { hash, ...entry } = JSON.parse(line) as Parameters<typeof hashEntry>[0] & { hash: string };
      expect(entry.previousHash).toBe(previousHash);
      expect(hashEntry(JSON.parse(canonicalJson(entry)) as typeof entry)).toBe(hash);
      previousHash = hash;
    }
    expect(lines.length).toBeGreaterThan(4);
    expect(body).toContain('138****5678');
  });

  it('is exactly what is filtered, and says in the trail what was taken', async () => {
    const { store, body } = await exported('jsonl', {
      kind: 'deputy.changed',
      person: '测试',
      from: '2026-3-21',
      to: '2026-3-21',
    });
    expect(
      body
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { kind: string }).kind),
    ).toEqual(['deputy.changed']);
    const [note] = await listAudit(store.read, { kind: 'export.made' }, { limit: 1, offset: 0 });
    expect(note).toMatchObject({
      actorName: '邱管理',
      subjectKey: 'audit-jsonl',
      after: { form: 'jsonl', entries: 1, filter: 'deputy.changed 测试 2026-3-21 2026-3-21' },
    });
  });

  it('is the administrator’s', async () => {
    const store = await openWorld();
    await addAccount(store, '王主席', ['presidium']);
    const reader = await browserOf(await startApp(store), '王主席');
    const page = await reader.get('/desk/audit');
    expect(page.$('form[action="/desk/audit/export"]')).toHaveLength(0);
    expect((await reader.submit('/account', { form: 'csv' }, '/desk/audit/export')).status).toBe(404);
  });
});
