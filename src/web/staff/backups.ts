import type { FastifyReply, FastifyRequest } from 'fastify';
import { drillNewest, makeBackup, takeBackup } from '../../backups/actions.ts';
import { archiveOf } from '../../backups/archive.ts';
import { listCopies } from '../../backups/folder.ts';
import { bytesText, failureWords, faultWords } from '../../backups/labels.ts';
import { placeOf } from '../../backups/place.ts';
import { KEPT, NIGHT_HOUR, type Outcome } from '../../backups/rules.ts';
import { CHORES, copiesFolder, readState, type Chore } from '../../backups/state.ts';
import { Refused } from '../../refusals.ts';
import { ADMIN } from '../access.ts';
import { sendFile } from '../downloads.ts';
import { doing } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, param, post, type Route } from '../routes.ts';
import { sudo } from '../sudo.ts';

export const backupRoutes: readonly Route[] = [
  get('/backups', ADMIN, showBackups),
  post('/backups', ADMIN, createBackup),
  post('/backups/drill', ADMIN, createDrill),
  sudo(post('/backups/:name/download', ADMIN, createDownload)),
];

async function showBackups(request: FastifyRequest, reply: FastifyReply) {
  const { dataDir, secondDir } = placeOf(request.register);
  const copies = await listCopies(copiesFolder(dataDir));
  const state = readState(dataDir);
  return page(reply, 'staff/backups/index', {
    rows: copies.map((copy) => ({ ...copy, size: bytesText(copy.bytes) })),
    drill: state.drill,
    failures: CHORES.flatMap((chore) => failureOf(chore, state[chore])),
    drilled: state.drill?.fault === '' ? state.drill.about : '',
    folder: copiesFolder(dataDir),
    secondDir,
    kept: KEPT,
    hour: NIGHT_HOUR,
  });
}

function failureOf(chore: Chore, outcome: Outcome | null): { at: number; words: string }[] {
  if (outcome === null || outcome.fault === '') return [];
  return [{ at: outcome.at, words: failureWords(chore, outcome) }];
}

async function createBackup(request: FastifyRequest, reply: FastifyReply) {
  const outcome = await makeBackup(doing(request), placeOf(request.register));
  if (outcome.about === '') throw new Refused('backup-failed', { words: failureWords('backup', outcome) });
  return goTo(reply, '/desk/backups', 'backed-up');
}

async function createDrill(request: FastifyRequest, reply: FastifyReply) {
  const outcome = await drillNewest(doing(request), placeOf(request.register));
  if (outcome.fault !== '') throw new Refused('drill-failed', { words: faultWords(outcome) });
  return goTo(reply, '/desk/backups', 'drilled');
}

async function createDownload(request: FastifyRequest, reply: FastifyReply) {
  const place = placeOf(request.register);
  const { name, at } = await takeBackup(doing(request), place, param(request, 'name'));
  const { stream, size } = await archiveOf(copiesFolder(place.dataDir), name, at);
  reply.header('content-length', size);
  return sendFile(reply, name.replace(/sqlite$/, 'tar'), 'application/x-tar', stream);
}
