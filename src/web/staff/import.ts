import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Examined } from '../../exchange/examine.ts';
import { confirmImport, discardImport, examineJob } from '../../exchange/jobs.ts';
import { faultsFileName } from '../../exchange/labels.ts';
import { findJob, type ImportJob } from '../../exchange/store.ts';
import { faultWorkbook } from '../../exchange/write.ts';
import { found } from '../../refusals.ts';
import { CLERK } from '../access.ts';
import { sendXlsx } from '../downloads.ts';
import { doing } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, idParam, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { appliedModel, checkedModel, jobHead } from './import-page.ts';

export const importRoutes: readonly Route[] = [
  get('/imports/:id', CLERK, showImport),
  get('/imports/:id/faults.xlsx', CLERK, showFaults),
  post('/imports/:id/confirmation', CLERK, createConfirmation),
  post('/imports/:id/discard', CLERK, createDiscard),
];

async function showImport(request: FastifyRequest, reply: FastifyReply) {
  return checkedPage(request, reply, idParam(request), 200);
}

/** A job as it stands: what it would do to the register as it is now, or what it has done. */
export async function checkedPage(
  request: FastifyRequest,
  reply: FastifyReply,
  id: number,
  status: number,
): Promise<FastifyReply> {
  const job = await getJob(request, id);
  const head = { job: jobHead(job) };
  if (job.state === 'applied') return page(reply, 'staff/imports/applied', { ...head, ...appliedModel(job) });
  if (job.state === 'discarded') return page(reply, 'staff/imports/discarded', head);
  const examined = await examineNow(request, job);
  return page(reply, 'staff/imports/checked', { ...head, ...checkedModel(examined) }, status);
}

export async function isWhollyRight(request: FastifyRequest, id: number): Promise<boolean> {
  return (await examineNow(request, await getJob(request, id))).faults.length === 0;
}

async function getJob({ register }: FastifyRequest, id: number): Promise<ImportJob> {
  return found(await findJob(register.store.read, id));
}

function examineNow({ register }: FastifyRequest, job: ImportJob): Promise<Examined> {
  return examineJob(register.store.read, job, register.clock());
}

/** The rows that cannot be imported, or were left out, to be mended and uploaded again. */
async function showFaults(request: FastifyRequest, reply: FastifyReply) {
  const job = await getJob(request, idParam(request));
  const faults =
    job.state === 'checked' ? (await examineNow(request, job)).faults : (job.result?.faults ?? []);
  return sendXlsx(reply, faultsFileName(job.fileName), await faultWorkbook(job.tables.raw, faults));
}

const confirmationForm = z.object({ rows: z.enum(['all', 'right']) });

async function createConfirmation(request: FastifyRequest, reply: FastifyReply) {
  const id = idParam(request);
  return submitForm(
    request,
    confirmationForm,
    {},
    {
      wrong: () => checkedPage(request, reply, id, 422),
      right: async ({ rows }) => {
        await confirmImport(doing(request), id, { skipFaulty: rows === 'right' });
        return goTo(reply, `/desk/imports/${id}`, 'imported');
      },
    },
  );
}

async function createDiscard(request: FastifyRequest, reply: FastifyReply) {
  await discardImport(doing(request), idParam(request));
  return goTo(reply, '/desk/imports', 'discarded');
}
