import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/db/store.ts';
import { findDeputy } from '../../../src/deputies/store.ts';
import { createFiling, confirmFiling, returnFiling } from '../../../src/filings/actions.ts';
import { found } from '../../../src/refusals.ts';
import { getCurrentTerm } from '../../../src/settings/store.ts';
import { getFiling, visitOf } from '../../filings/support.ts';
import { browserOf, startApp } from '../../support/app.ts';
import { addTestDeputy } from '../../support/roster.ts';
import { addAccount, doingAt, NOW, openWorld } from '../../support/world.ts';

async function openDesk() {
  const store = await openWorld();
  const tian = await addTestDeputy(store, '001', '田大利');
  const shi = await addTestDeputy(store, '002', '石兰');
  await addAccount(store, '工作人员甲', ['clerk']);
  const app = await startApp(store);
  return { store, tian, shi, app, clerk: await browserOf(app, '工作人员甲') };
}

async function personOf(store: Store, certificateNumber: string): Promise<number> {
  const { id: termId } = await getCurrentTerm(store.read);
  return found(await findDeputy(store.read, termId, certificateNumber)).personId;
}

describe('filings on the desk', () => {
  it('are entered for a deputy chosen in the order of name strokes, with every error at once', async () => {
    const { clerk, tian } = await openDesk();
    const form = await clerk.get('/desk/filings/new?deputy=001');
    const names = form
      .$('#f-deputy option')
      .toArray()
      .map((option) => form.$(option).text());
    expect(names.map((name) => name.slice(0, 3))).toEqual(['请选择', '石兰（', '田大利']);
    expect(form.$('#f-deputy option[selected]').attr('value')).toBe(String(tian));

    const wrong = await clerk.submit('/desk/filings/new', {
      deputy: '',
      kind: 'activity.survey',
      occurredOn: '2026-3-21',
      content: '',
      quantity: '0',
      amount: '-1',
      place: '楠新村',
      result: '',
    });
    expect(wrong.status).toBe(422);
    expect(
      wrong
        .$('.error-summary a')
        .toArray()
        .map((link) => wrong.$(link).attr('href')),
    ).toEqual(['#f-deputy', '#f-kind', '#f-occurredOn', '#f-content', '#f-quantity', '#f-amount']);
    expect(wrong.$('#f-place').attr('value')).toBe('楠新村');

    const right = await clerk.submit('/desk/filings/new', {
      deputy: String(tian),
      kind: 'contact.visit',
      occurredOn: '3月5日',
      content: '走访困难户',
      quantity: '２.5',
      amount: '',
      place: '',
      result: '',
    });
    expect(right).toMatchObject({ status: 303, location: '/desk/filings/2026-D0001' });
    const page = await clerk.get('/desk/filings/2026-D0001');
    for (const words of [
      '待审核',
      '2.5 人次',
      '2026年3月5日（星期四）',
      '2026年第一季度',
      '登记履职情况',
      '工作人员甲',
    ])
      expect(page.text).toContain(words);
  });

  it('say beside the day when the deputy was not in office', async () => {
    const { clerk, tian } = await openDesk();
    const fields = {
      deputy: String(tian),
      kind: 'contact.visit',
      occurredOn: '2026-1-9',
      content: '走访',
      quantity: '',
      amount: '',
      place: '',
      result: '',
    };
    const answer = await clerk.submit('/desk/filings/new', fields);
    expect(answer.status).toBe(422);
    expect(answer.$('#e-occurredOn').text()).toContain('田大利 2026-01-09 还没有当选');
  });

  it('are confirmed, returned with a reason, put right, and voided with a reason', async () => {
    const { store, clerk, tian } = await openDesk();
    const code = await createFiling(doingAt(store), visitOf(tian));
    const address = `/desk/filings/${code}`;
    const wrong = await clerk.submit(address, { reason: ' ' }, `${address}/return`);
    expect(wrong.status).toBe(422);
    expect(wrong.$('#e-reason').text()).toContain('请填写退回原因');
    expect(await clerk.submit(address, { reason: '写明哪几户' }, `${address}/return`)).toMatchObject({
      status: 303,
      location: address,
    });

    const edit = await clerk.get(`${address}/edit`);
    expect(edit.text).toContain('退回原因：写明哪几户');
    expect(edit.$('#f-quantity').attr('value')).toBe('3');
    const fields = {
      deputy: String(tian),
      kind: 'contact.visit',
      occurredOn: '2026-03-19',
      content: '走访张、李两户',
      quantity: '2',
      amount: '',
      place: '',
      result: '',
    };
    await clerk.submit(`${address}/edit`, fields);
    expect(await getFiling(store, code)).toMatchObject({ state: 'submitted', content: '走访张、李两户' });

    await clerk.submit(address, {}, `${address}/confirmation`);
    const confirmed = await clerk.get(address);
    expect(confirmed.text).toContain('已确认');
    expect(confirmed.$('form[action$="/void"]')).toHaveLength(1);
    expect(confirmed.$('form[action$="/confirmation"], form[action$="/return"]')).toHaveLength(0);
    expect((await clerk.get(`${address}/edit`)).status).toBe(404);
    await clerk.submit(address, { reason: '重复' }, `${address}/void`);
    expect((await clerk.get(address)).text).toContain('作废原因：重复');
  });

  it('cannot be reviewed by their own deputy, not even by posting to the step', async () => {
    const { store, app, tian } = await openDesk();
    const code = await createFiling(doingAt(store), visitOf(tian));
    await addAccount(store, '田大利', ['clerk', 'presidium', 'deputy'], {
      personId: await personOf(store, '001'),
    });
    const own = await browserOf(app, '田大利');
    const page = await own.get(`/desk/filings/${code}`);
    expect(page.text).toContain('须由其他工作人员审核');
    expect(page.$('form[action*="/desk/filings/"]:not([action$="/evidence"])')).toHaveLength(0);
    expect((await own.get('/desk/filings')).$('input[name=codes]')).toHaveLength(0);
    for (const step of ['confirmation', 'return', 'void', 'grade']) {
      const answer = await own.submit(
        '/desk/filings/new',
        { reason: '因为', grade: 'A' },
        `/desk/filings/${code}/${step}`,
      );
      expect([step, answer.status]).toEqual([step, 409]);
    }
    const many = await own.submit('/desk/filings/new', { codes: code }, '/desk/filings/confirmations');
    expect([many.status, many.text.includes('本人')]).toEqual([409, true]);
    expect(await getFiling(store, code)).toMatchObject({ state: 'submitted' });
  });

  it('are listed by state, section, deputy and words, and confirmed by ticking', async () => {
    const { store, clerk, tian, shi } = await openDesk();
    await createFiling(doingAt(store, NOW + 2), visitOf(tian));
    await createFiling(doingAt(store, NOW + 1), visitOf(tian, { occurredOn: '2026-03-18' }));
    await createFiling(doingAt(store), visitOf(shi, { kind: 'deed.done', content: '联系捐赠轮椅' }));
    await confirmFiling(doingAt(store), '2026-D0003');
    const codesAt = async (address: string) => {
      const { $ } = await clerk.get(address);
      return $('tbody th .small')
        .toArray()
        .map((cell) => $(cell).text());
    };
    expect(await codesAt('/desk/filings')).toEqual(['2026-D0002', '2026-D0001', '2026-D0003']);
    expect(await codesAt('/desk/filings?state=submitted')).toEqual(['2026-D0002', '2026-D0001']);
    expect(await codesAt('/desk/filings?kind=deed')).toEqual(['2026-D0003']);
    expect(await codesAt('/desk/filings?kind=contact.visit')).toHaveLength(2);
    expect(await codesAt('/desk/filings?deputy=002')).toEqual(['2026-D0003']);
    expect(await codesAt('/desk/filings?q=轮椅')).toEqual(['2026-D0003']);
    expect((await clerk.get('/desk/filings?q=没有')).text).toContain('没有符合条件的履职登记');

    const list = await clerk.get('/desk/filings?state=submitted');
    expect(list.$('.figures').text().replace(/\s+/g, ' ')).toContain('2待审核 1已确认');
    expect(list.$('.tag.bad')).toHaveLength(2);
    const none = await clerk.submit(
      '/desk/filings?state=submitted',
      {},
      '/desk/filings/confirmations?state=submitted',
    );
    expect([none.status, none.$('.error-summary').text().includes('请先勾选')]).toEqual([422, true]);
    const done = await clerk.submit(
      '/desk/filings',
      { codes: ['2026-D0001', '2026-D0002'] },
      '/desk/filings/confirmations?state=submitted',
    );
    expect(done).toMatchObject({ status: 303, location: '/desk/filings?state=submitted' });
    expect(await getFiling(store, '2026-D0002')).toMatchObject({ state: 'confirmed' });
  });

  it('are fifty to a page', async () => {
    const { store, clerk, tian } = await openDesk();
    for (let n = 0; n < 51; n += 1)
      await createFiling(doingAt(store), visitOf(tian, { kind: 'model.study' }));
    const first = await clerk.get('/desk/filings');
    expect(first.$('tbody tr')).toHaveLength(50);
    expect(first.$('.pager a[rel=next]').attr('href')).toBe('/desk/filings?page=2');
    expect((await clerk.get('/desk/filings?page=2')).$('tbody tr')).toHaveLength(1);
  });

  it('are not found by code when there is none, nor by a deputy at all', async () => {
    const { store, app, clerk, tian } = await openDesk();
    const code = await createFiling(doingAt(store), visitOf(tian));
    await returnFiling(doingAt(store), code, '错');
    expect((await clerk.get('/desk/filings/2026-D0099')).status).toBe(404);
    await addAccount(store, '石兰', ['deputy'], { personId: await personOf(store, '002') });
    expect((await (await browserOf(app, '石兰')).get(`/desk/filings/${code}`)).status).toBe(404);
  });
});
