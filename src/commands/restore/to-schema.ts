import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { care } from '../../db/care.ts';
import type { Place } from '../../db/open.ts';
import type { Address } from '../../db/postgres/address.ts';
import { fillFromFile, SchemaBusy, stageSchema } from '../../db/postgres/staging.ts';
import { settleProposalIndex } from '../../proposals/search-index.ts';
import { InputFault } from '../command.ts';
import { placeName, withRegister } from '../register.ts';
import { demandNoStrangers, prepareCopy, stampOf, type Wishes } from './prepare.ts';

/**
 * Everything is done to a schema of its own, which takes the register's name only when nothing is wrong with it.
 * Gives the schema under whose name the old register stays, or that of the new one when there was none.
 */
export async function restoreToSchema(
  source: string,
  current: Place & { database: Address },
  wishes: Wishes,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'duty-register-'));
  try {
    const file = join(folder, 'copy.sqlite');
    care.copyTo(source, file);
    care.bringUpToDate(file);
    demandNoStrangers(file, source);
    return await takePlace(file, source, current, wishes);
  } catch (error) {
    if (!(error instanceof SchemaBusy)) throw error;
    throw new InputFault(`${placeName(current)} 正在由另一个命令恢复，请等它做完`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function takePlace(
  file: string,
  source: string,
  current: Place & { database: Address },
  wishes: Wishes,
): Promise<string> {
  const staging = await stageSchema(current.database, (server, schema) => fillFromFile(server, schema, file));
  try {
    const staged = { dataDir: current.dataDir, database: { ...current.database, schema: staging.schema } };
    await withRegister(staged, async (store) => {
      await prepareCopy(store, source, { staged, current }, wishes);
      await settleProposalIndex(store);
    });
    return (await staging.changePlaces(stampOf(Date.now()))) ?? current.database.schema;
  } finally {
    await staging.close();
  }
}
