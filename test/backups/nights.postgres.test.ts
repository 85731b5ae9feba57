import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { spendNight } from '../../src/backups/actions.ts';
import { copiesFolder, readState } from '../../src/backups/state.ts';
import { readAddress } from '../../src/db/postgres/address.ts';
import { databaseOf } from '../support/postgres.ts';
import { tempFolder } from '../support/register.ts';
import { doingAt } from '../support/world.ts';
import { addPaper, copiesOf, openPlace, paperIn } from './support.ts';

it('a night of a register on PostgreSQL makes a copy with its files, takes it along, brings it back for a trial and checks', async () => {
  const { store, place, deputy } = await openPlace(tempFolder());
  const paper = await addPaper(store, deputy);
  const own = { ...place, database: readAddress(await databaseOf(store)) };
  await spendNight(doingAt(store), own);

  const [copy] = await copiesOf(own);
  const { name = '' } = copy ?? {};
  const { backup, second, drill, check } = readState(own.dataDir);
  expect([backup, second, drill].map((one) => [one?.about, one?.fault])).toEqual([
    [name, ''],
    [name, ''],
    [name, ''],
  ]);
  expect(check?.fault).toBe('');
  expect(copy?.facts).toMatchObject({ isAutomatic: true, files: 1 });
  for (const folder of [copiesFolder(own.dataDir), own.secondDir ?? '']) {
    const checked = execFileSync('sha256sum', ['-c', `${name}.sha256`], { cwd: folder, encoding: 'utf8' });
    expect(checked).toBe(`${name}: OK\nfiles/${paper.slice(0, 2)}/${paper}: OK\n`);
    expect(existsSync(paperIn(folder, paper, 'files'))).toBe(true);
  }
  const kinds = (await listAudit(store.read, {}, { limit: 3, offset: 0 })).map(({ kind }) => kind);
  expect(kinds).toEqual(['register.checked', 'backup.drilled', 'backup.made']);
});
