import { describe, expect, it } from 'vitest';
import { countAudit, listAudit } from '../../src/audit/store.ts';
import { FormReused, keepHouse, write, type Doing } from '../../src/db/write.ts';
import { insertDistrict, listDistricts } from '../../src/districts/store.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import type { Store, Tx } from '../../src/db/store.ts';
import { doingAt, NOW, openWorld } from '../support/world.ts';

const EVENT = { kind: 'district.created', subject: ['district', '3'] } as const;

async function addDistrict(tx: Tx, number: string): Promise<number> {
  const { id: termId } = await getCurrentTerm(tx);
  return insertDistrict(tx, { termId, number, name: `第${number}选区`, villages: [], seats: 1 });
}

async function numbersIn(store: Store): Promise<string[]> {
  const { id } = await getCurrentTerm(store.read);
  return (await listDistricts(store.read, id)).map((district) => district.number);
}

function formOf(store: Store, key: string, fingerprint: string): Doing {
  return { ...doingAt(store), once: { key, accountId: 7, fingerprint } };
}

describe('the write door', () => {
  it('keeps what was written together with its entry in the trail', async () => {
    const store = await openWorld();
    const before = await countAudit(store.read, {});
    await write(doingAt(store), async (tx) => {
      await addDistrict(tx, '3');
      tx.record({ ...EVENT, after: { number: '3' }, reason: '选举委员会公告' });
    });
    expect(await numbersIn(store)).toEqual(['3']);
    expect(await countAudit(store.read, {})).toBe(before + 1);
    const [entry] = await listAudit(store.read, {}, { limit: 1, offset: 0 });
    expect(entry).toMatchObject({
      at: NOW,
      actorName: '测试',
      kind: 'district.created',
      after: { number: '3' },
      reason: '选举委员会公告',
    });
  });

  it('takes everything back when the work throws, and goes on working', async () => {
    const store = await openWorld();
    const version = await store.version();
    const failing = write(doingAt(store), async (tx) => {
      await addDistrict(tx, '3');
      tx.record(EVENT);
      throw new Error('in the middle');
    });
    await expect(failing).rejects.toThrow('in the middle');
    expect(await numbersIn(store)).toEqual([]);
    expect(await store.version()).toBe(version);
    await write(doingAt(store), async (tx) => {
      await addDistrict(tx, '4');
      tx.record(EVENT);
    });
    expect(await numbersIn(store)).toEqual(['4']);
  });

  it('takes everything back when the database refuses one of several rows', async () => {
    const store = await openWorld();
    const twice = write(doingAt(store), async (tx) => {
      await addDistrict(tx, '3');
      await addDistrict(tx, '3');
      tx.record(EVENT);
    });
    await expect(twice).rejects.toThrow();
    expect(await numbersIn(store)).toEqual([]);
  });

  it('refuses work that recorded no event', async () => {
    const store = await openWorld();
    await expect(write(doingAt(store), (tx) => addDistrict(tx, '3'))).rejects.toThrow('must record');
    expect(await numbersIn(store)).toEqual([]);
  });

  it('shows nothing to readers before it is committed, and reads its own changes inside', async () => {
    const store = await openWorld();
    await write(doingAt(store), async (tx) => {
      await addDistrict(tx, '3');
      tx.record(EVENT);
      const { id } = await getCurrentTerm(tx);
      expect((await listDistricts(tx, id)).map((district) => district.number)).toEqual(['3']);
      expect(await numbersIn(store)).toEqual([]);
    });
    expect(await numbersIn(store)).toEqual(['3']);
  });

  it('lets one writer in at a time: nobody loses a count read inside', async () => {
    const store = await openWorld();
    const addNext = () =>
      write(doingAt(store), async (tx) => {
        const { id } = await getCurrentTerm(tx);
        const next = (await listDistricts(tx, id)).length + 1;
        await new Promise((resolve) => setImmediate(resolve));
        await addDistrict(tx, String(next));
        tx.record(EVENT);
        return next;
      });
    const numbers = await Promise.all(Array.from({ length: 20 }, addNext));
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(await numbersIn(store)).toHaveLength(20);
  });

  it('lets the next writer in after one that failed', async () => {
    const store = await openWorld();
    const results = await Promise.allSettled(
      [1, 2, 3, 4].map((number) =>
        write(doingAt(store), async (tx) => {
          await addDistrict(tx, String(number));
          tx.record(EVENT);
          if (number % 2 === 0) throw new Error('even');
        }),
      ),
    );
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
    ]);
    expect(await numbersIn(store)).toEqual(['1', '3']);
  });

  it('refuses a write inside a write instead of waiting for itself', async () => {
    const store = await openWorld();
    const nested = write(doingAt(store), async (tx) => {
      tx.record(EVENT);
      await keepHouse(store, async () => undefined);
    });
    await expect(nested).rejects.toThrow('inside a transaction');
  });
});

describe('a once-only key', () => {
  const add = (doing: Doing, number: string) =>
    write(doing, async (tx) => {
      const id = await addDistrict(tx, number);
      tx.record(EVENT);
      return { id, number };
    });

  it('gives the first answer again and changes nothing', async () => {
    const store = await openWorld();
    const first = await add(formOf(store, 'key-of-one-form', 'same'), '3');
    const version = await store.version();
    expect(await add(formOf(store, 'key-of-one-form', 'same'), '4')).toEqual(first);
    expect(await numbersIn(store)).toEqual(['3']);
    expect(await store.version()).toBe(version);
  });

  it('answers the same to submissions that arrive at once', async () => {
    const store = await openWorld();
    const answers = await Promise.all(
      [1, 2, 3].map(() => add(formOf(store, 'key-of-one-form', 'same'), '3')),
    );
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    expect(await numbersIn(store)).toEqual(['3']);
  });

  it('refuses other contents under the same key', async () => {
    const store = await openWorld();
    await add(formOf(store, 'key-of-one-form', 'first'), '3');
    await expect(add(formOf(store, 'key-of-one-form', 'second'), '4')).rejects.toThrow(FormReused);
    expect(await numbersIn(store)).toEqual(['3']);
  });

  it('belongs to one account', async () => {
    const store = await openWorld();
    await add(formOf(store, 'key-of-one-form', 'same'), '3');
    const other = { ...doingAt(store), once: { key: 'key-of-one-form', accountId: 8, fingerprint: 'same' } };
    await add(other, '4');
    expect(await numbersIn(store)).toEqual(['3', '4']);
  });

  it('is free again when its first submission was refused', async () => {
    const store = await openWorld();
    await add(doingAt(store), '3');
    await expect(add(formOf(store, 'key-of-one-form', 'same'), '3')).rejects.toThrow();
    await add(formOf(store, 'key-of-one-form', 'other words'), '4');
    expect(await numbersIn(store)).toEqual(['3', '4']);
  });

  it('answers nothing again as nothing', async () => {
    const store = await openWorld();
    const doing = formOf(store, 'key-of-one-form', 'same');
    const nothing = () => write(doing, async (tx) => tx.record(EVENT));
    await nothing();
    expect((await nothing()) ?? null).toBeNull();
  });
});
