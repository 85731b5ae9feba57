import { describe, expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { draftScheme } from '../../src/schemes/actions.ts';
import { additive } from '../../src/schemes/templates.ts';
import { addAccount, doingAt, openWorld } from '../support/world.ts';
import { browserOf, startApp } from '../support/app.ts';

const LATEST = { limit: 1, offset: 0 };

describe('a refused step', () => {
  it('changes nothing, says what is missing, and stands in the trail with its reason', async () => {
    const store = await openWorld();
    await addAccount(store, '主席', ['presidium']);
    const id = await draftScheme(doingAt(store), additive(2026));
    const browser = await browserOf(await startApp(store), '主席');
    const page = await browser.submit(`/desk/schemes/${id}`, {}, `/desk/schemes/${id}/retirement`);
    expect(page.status).toBe(409);
    const [entry] = await listAudit(store.read, {}, LATEST);
    expect(entry).toMatchObject({
      kind: 'step.refused',
      actorName: '主席',
      subjectKey: `/desk/schemes/${id}/retirement`,
    });
    expect(page.text).toContain(entry?.reason);
  });
});
