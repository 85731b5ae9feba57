import { describe, expect, it } from 'vitest';
import { CHAIN_START } from '../../src/audit/rules.ts';
import { auditHead, countAudit, firstBrokenEntry, lastTimes, listAudit } from '../../src/audit/store.ts';
import type { Store } from '../../src/db/store.ts';
import { write } from '../../src/db/write.ts';
import { openEmpty, tamperWith } from '../support/register.ts';
import { doingAt, NOW } from '../support/world.ts';

/** A trail of six entries, two of them by one write. */
async function openTrail(): Promise<{ store: Store; tamper: (sql: string) => Promise<void> }> {
  const store = openEmpty();
  for (const number of [1, 2, 3, 4]) {
    await write(doingAt(store, NOW + number), async (tx) => {
      tx.record({
        kind: 'district.changed',
        subject: ['district', String(number)],
        before: { name: '旧名', seats: 1, villages: ['楠新村'], note: null },
        after: { seats: 2, name: '新名𠮷', villages: [], share: 0.1 },
        reason: '选区调整',
      });
      if (number > 2) tx.record({ kind: 'account.disabled', subject: ['account', String(number)] });
    });
  }
  const tamper = (sql: string) => tamperWith(store, sql);
  return { store, tamper };
}

describe('the trail', () => {
  it('is a chain that verifies, whatever was recorded', async () => {
    const { store } = await openTrail();
    expect(await firstBrokenEntry(store.read)).toBeNull();
    const entries = await listAudit(store.read, {}, { limit: 10, offset: 0 });
    expect(entries.map((entry) => entry.seq)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(entries.at(-1)?.previousHash).toBe(CHAIN_START);
    expect(await auditHead(store.read)).toEqual({ seq: 6, hash: entries[0]?.hash });
  });

  it('verifies while it is empty', async () => {
    const store = openEmpty();
    expect(await firstBrokenEntry(store.read)).toBeNull();
    expect(await auditHead(store.read)).toEqual({ seq: 0, hash: CHAIN_START });
  });

  it.each([
    ['an entry whose words were changed', "UPDATE audit_entry SET reason = '无' WHERE seq = 2", 2],
    ['an entry whose time was changed', 'UPDATE audit_entry SET at = at + 1 WHERE seq = 4', 4],
    ['an entry whose person was changed', "UPDATE audit_entry SET actor_name = '别人' WHERE seq = 1", 1],
    ['a value that was changed', `UPDATE audit_entry SET after = '{"seats":3}' WHERE seq = 3`, 3],
    ['a value that was emptied', 'UPDATE audit_entry SET before = NULL WHERE seq = 1', 1],
    ['an entry that was removed', 'DELETE FROM audit_entry WHERE seq = 3', 3],
    ['a beginning that was removed', 'DELETE FROM audit_entry WHERE seq <= 2', 1],
    [
      'two entries that changed places',
      `UPDATE audit_entry SET seq = 99 WHERE seq = 4; UPDATE audit_entry SET seq = 4 WHERE seq = 5;
       UPDATE audit_entry SET seq = 5 WHERE seq = 99`,
      4,
    ],
    ['a hash that was changed', `UPDATE audit_entry SET hash = '${'f'.repeat(64)}' WHERE seq = 6`, 6],
  ])('shows %s', async (_what, sql, seq) => {
    const { store, tamper } = await openTrail();
    await tamper(sql);
    expect(await firstBrokenEntry(store.read)).toBe(seq);
  });

  it('that was shortened verifies but no longer ends where a printed notice says', async () => {
    const { store, tamper } = await openTrail();
    const printed = await auditHead(store.read);
    await tamper('DELETE FROM audit_entry WHERE seq > 4');
    expect(await firstBrokenEntry(store.read)).toBeNull();
    expect(await auditHead(store.read)).not.toEqual(printed);
  });

  it('is filtered by kind, subject, person and time', async () => {
    const { store } = await openTrail();
    expect(await countAudit(store.read, { kind: 'account.disabled' })).toBe(2);
    expect(await countAudit(store.read, { subject: ['district', '3'] })).toBe(1);
    expect(await countAudit(store.read, { actor: '测' })).toBe(6);
    expect(await countAudit(store.read, { actor: '别人' })).toBe(0);
    expect(await countAudit(store.read, { from: NOW + 2, to: NOW + 3 })).toBe(3);
  });

  it('tells when something last happened to each subject', async () => {
    const { store } = await openTrail();
    const times = await lastTimes(store.read, 'account.disabled', 'account');
    expect([...times]).toEqual([
      ['3', NOW + 3],
      ['4', NOW + 4],
    ]);
  });
});
