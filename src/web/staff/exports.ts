import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastTimes } from '../../audit/store.ts';
import { exportRegister, exportWorkbook } from '../../exchange/export.ts';
import { zipFiles } from '../../exchange/folder.ts';
import { recordExport } from '../../exchange/jobs.ts';
import { exportFileName } from '../../exchange/labels.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { found } from '../../refusals.ts';
import { findTownship } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { sendFile, sendXlsx } from '../downloads.ts';
import { doing } from '../form.ts';
import { page } from '../page.ts';
import { get, limited, type Route } from '../routes.ts';
import { sudo } from '../sudo.ts';

export const exportRoutes: readonly Route[] = [
  get('/exports', CLERK, showExports),
  limited(sudo(get('/exports/register.xlsx', CLERK, showWorkbook)), 'export'),
  limited(sudo(get('/exports/register.zip', CLERK, showArchive)), 'export'),
];

async function showExports({ register: { store } }: FastifyRequest, reply: FastifyReply) {
  const times = await lastTimes(store.read, 'export.made', 'export');
  return page(reply, 'staff/exports/index', {
    workbookAt: times.get('xlsx') ?? null,
    archiveAt: times.get('zip') ?? null,
  });
}

async function showWorkbook(request: FastifyRequest, reply: FastifyReply) {
  const bytes = found(await exportWorkbook(request.register.store));
  await recordExport(doing(request), 'xlsx');
  return sendXlsx(reply, await fileName(request, 'xlsx'), bytes);
}

async function showArchive(request: FastifyRequest, reply: FastifyReply) {
  const files = found(await exportRegister(request.register.store));
  await recordExport(doing(request), 'zip');
  return sendFile(reply, await fileName(request, 'zip'), 'application/zip', zipFiles(files));
}

async function fileName({ register }: FastifyRequest, ending: string): Promise<string> {
  const township = await findTownship(register.store.read);
  return exportFileName(township?.name ?? '', shanghaiDay(register.clock()), ending);
}
