import { describe, expect, it } from 'vitest';
import { setDisabled, changeRoles } from '../../../src/accounts/actions.ts';
import { findNotice } from '../../../src/notices/store.ts';
import { changedTables, everything, isNoNote } from '../../support/everything.ts';
import { doingAt } from '../../support/world.ts';
import { ask, outcomeOf, type Typed } from './ask.ts';
import {
  ASKERS,
  idOf,
  type AskerName,
  openings,
  openSite,
  printMatrix,
  refusals,
  type Cell,
} from './matrix.ts';
import { deviceOf } from './objects.ts';
import { TODAY } from './others.ts';

const MINUTES = 5 * 60_000;

const wrongOf = (cells: readonly Cell[]): string[] =>
  cells
    .filter(({ got, wanted, faults }) => got !== wanted || faults.length > 0)
    .map(
      ({ asker, method, address, got, wanted, faults }) =>
        `${asker} ${method} ${address}: ${[got, `not ${wanted}`, ...faults].join(', ')}`,
    );

/**
 * What takes the register away with it is written down; no other page that is looked at writes anything. The self-check, whose
 * faults stand on the desk too, asks the connection that writes whether it is durable (src/care/facts.ts).
 */
const WITH_THE_WRITER = [
  '/desk/exports/register.xlsx',
  '/desk/exports/register.zip',
  '/desk/self-check',
  '/desk',
];

describe('every route', () => {
  it(
    'is opened by those whom it declares, and for nobody leads to what is somebody else’s; nothing is written',
    { timeout: MINUTES },
    async () => {
      const site = await openSite();
      const before = await everything(site.store.read, isNoNote);
      const files = await site.store.files.names();
      const refused = await refusals(site);
      expect(wrongOf(refused)).toEqual([]);
      expect(changedTables(before, await everything(site.store.read, isNoNote))).toEqual([]);
      expect(await site.store.files.names()).toEqual(files);
      const opened = await openings(site);
      expect(wrongOf(opened)).toEqual([]);
      const looked = opened.filter(({ method, wrote }) => method !== 'POST' && wrote);
      expect([...new Set(looked.map(({ route }) => route))]).toEqual(WITH_THE_WRITER);
      const cells = [...refused, ...opened];
      process.stdout.write(`${printMatrix(cells)}\n`);
      const asked = cells.filter(({ what, method }) => what === 'own' && method !== 'HEAD');
      const routes = site.app.declaredRoutes.filter(({ method }) => method !== 'HEAD');
      expect(asked).toHaveLength(routes.length * ASKERS.length);
      expect(refused.filter(({ what }) => what === 'foreign').length).toBeGreaterThan(700);
    },
  );

  it('for which the test has no thing fails the test', async () => {
    const { app, objects } = await openSite();
    const [route] = app.declaredRoutes;
    if (!route) throw new Error('no route');
    for (const url of ['/my/pensions/:pension', '/desk/pensions/:pension'])
      expect(() => objects.own({ ...route, url }, 'clerk')).toThrow('no example for pensions/:pension');
  });
});

describe('a form that names somebody else’s thing in its address or fields', () => {
  it('is not found or refused; nothing is written but that', { timeout: MINUTES }, async () => {
    const { app, store, askers, others } = await openSite();
    const device = deviceOf(askers.get('clerk')?.cookie ?? '');
    const [filing = ''] = others.filings;
    const notice = await findNotice(store.read, '2026Q4');
    const record = notice?.body.deputies.find(({ deputy }) => deputy === '003')?.lines[0]?.record ?? '';
    expect(record).not.toBe('');
    const attempts: [asker: AskerName, url: string, fields: Typed, status: number][] = [
      ['deputy', '/account/devices', { device }, 404],
      ['deputy', `/my/drafts/filing?subject=${filing}`, { content: '改写别人的登记' }, 404],
      ['deputy', `/my/drafts/filing/removal?subject=${filing}`, {}, 404],
      ['deputy', '/my/objections/new?quarter=2026Q4', { record, content: '对别人的一条记录有异议' }, 422],
      ['deputy', `/my/statements/edit?quarter=2026Q4&record=${record}`, { content: '替别人说明' }, 409],
      ['leader', '/my/group/activities/new?body=group-2', { title: '别组的活动' }, 404],
    ];
    const before = await everything(store.read, isNoNote);
    for (const [asker, url, fields, status] of attempts) {
      const who = askers.get(asker);
      const answer = who && (await ask(app, who, 'POST', url, fields));
      expect([url, answer?.statusCode]).toEqual([url, status]);
    }
    expect(changedTables(before, await everything(store.read, isNoNote))).toEqual([]);
  });
});

describe('whoever may no longer', () => {
  it('is refused at the next request, when a role was taken away or the account disabled', async () => {
    const { app, store, askers } = await openSite();
    const clerk = askers.get('clerk');
    const admin = askers.get('presidium');
    if (!clerk || !admin) throw new Error('nobody asks');
    expect(outcomeOf(await ask(app, clerk, 'GET', '/desk/districts'))).toBe('opened');
    await changeRoles(doingAt(store, TODAY), await idOf(store, 'clerk'), ['admin']);
    for (const method of ['GET', 'POST'])
      expect(outcomeOf(await ask(app, clerk, method, '/desk/districts/new'))).not.toBe('opened');
    await setDisabled(doingAt(store, TODAY), await idOf(store, 'presidium'), true);
    expect(outcomeOf(await ask(app, admin, 'GET', '/desk/districts'))).toBe('sign in');
    expect(outcomeOf(await ask(app, admin, 'POST', '/desk/districts/new'))).toBe('sign in');
  });
});
