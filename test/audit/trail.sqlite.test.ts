import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { listAudit } from '../../src/audit/store.ts';
import { makeBackup } from '../../src/backups/actions.ts';
import { copiesFolder } from '../../src/backups/state.ts';
import { restoreCommand } from '../../src/commands/restore.ts';
import { openRegister, REGISTER_FILE } from '../../src/db/open.ts';
import { openPlace } from '../backups/support.ts';
import { runHere } from '../commands/run-here.ts';
import { doingAt } from '../support/world.ts';

it('restoring leaves one entry', async () => {
  const { store, place } = await openPlace();
  const { about } = await makeBackup(doingAt(store), place);
  await store.close();
  await runHere(restoreCommand, join(copiesFolder(place.dataDir), about), '--data', place.dataDir);
  const after = openRegister(place.dataDir);
  const [entry] = await listAudit(after.read, {}, { limit: 1, offset: 0 });
  await after.close();
  expect(entry).toMatchObject({ kind: 'backup.restored', via: 'terminal', actorName: '命令行' });
});

it('the trail cannot be changed or shortened through the store, nor by hand', async () => {
  const { place } = await openPlace();
  const connection = new Database(join(place.dataDir, REGISTER_FILE));
  for (const sql of [
    "UPDATE audit_entry SET reason = 'x'",
    'DELETE FROM audit_entry',
    'REPLACE INTO audit_entry SELECT * FROM audit_entry',
    "INSERT INTO audit_entry SELECT * FROM audit_entry WHERE true ON CONFLICT DO UPDATE SET reason = 'x'",
  ])
    expect(() => connection.exec(sql), sql).toThrow('append-only');
  connection.close();
});
