import type { FastifyReply, FastifyRequest } from 'fastify';
import { fault, type Fault } from '../../exchange/faults.ts';
import { keepUpload } from '../../exchange/jobs.ts';
import { NO_FILE, templateFileName } from '../../exchange/labels.ts';
import { readUpload } from '../../exchange/read.ts';
import { listJobs } from '../../exchange/store.ts';
import { TEMPLATES } from '../../exchange/templates.ts';
import { templateCsv, templateWorkbook } from '../../exchange/write.ts';
import { found } from '../../refusals.ts';
import { getCurrentTerm } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { sendCsv, sendXlsx } from '../downloads.ts';
import { doing, emptyForm, formWithError, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { get, param, post, type Route } from '../routes.ts';
import { UPLOAD_LIMITS } from '../uploads.ts';
import { checkedPage, isWhollyRight } from './import.ts';
import { jobHead } from './import-page.ts';

export const importListRoutes: readonly Route[] = [
  get('/imports', CLERK, showImports),
  post('/imports', CLERK, createImport),
  get('/imports/template.xlsx', CLERK, showTemplateWorkbook),
  get('/imports/templates/:file', CLERK, showTemplateCsv),
];

const SHOWN_JOBS = 30;
const MB = 1024 * 1024;

async function showImports(_request: FastifyRequest, reply: FastifyReply) {
  return uploadPage(reply, emptyForm());
}

/**
 * Checks an upload. What cannot be read at all comes back with the form; what can be read waits as a job of its own,
 * with every row at fault.
 */
async function createImport(request: FastifyRequest, reply: FastifyReply) {
  await getCurrentTerm(request.register.store.read);
  const { upload } = request;
  if (!upload || (upload.bytes.length === 0 && upload.fileName === ''))
    return refuse(request, reply, NO_FILE);
  if (upload.tooLarge) return refuse(request, reply, tooLarge(request, upload.fileName).message, [], 413);
  const read = await readUpload(upload.fileName, upload.bytes);
  const [first, ...others] = read.faults;
  if (first && read.tables.length === 0) return refuse(request, reply, first.message, others);
  const id = await keepUpload(doing(request), shortName(upload.fileName), read);
  if (await isWhollyRight(request, id)) return goTo(reply, `/desk/imports/${id}`, 'checked');
  return checkedPage(request, reply, id, 422);
}

/** Its end, which tells the kind, without half a character. */
function shortName(fileName: string): string {
  return Array.from(fileName).slice(-100).join('');
}

function tooLarge({ headers }: FastifyRequest, file: string): Fault {
  const size = Number(headers['content-length'] ?? UPLOAD_LIMITS.fileSize);
  const inMb = (bytes: number) => Math.ceil((bytes / MB) * 10) / 10;
  return fault({ file }, 'file-too-big', inMb(size), inMb(UPLOAD_LIMITS.fileSize));
}

function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  message: string,
  others: readonly Fault[] = [],
  status = 422,
) {
  return uploadPage(reply, formWithError(request, { file: message }), others, status);
}

async function uploadPage(
  reply: FastifyReply,
  form: FormState,
  others: readonly Fault[] = [],
  status = 200,
): Promise<FastifyReply> {
  const jobs = await listJobs(reply.request.register.store.read, SHOWN_JOBS);
  const templates = TEMPLATES.map(({ sheet, file }) => ({ sheet, file }));
  return page(reply, 'staff/imports/index', { form, others, jobs: jobs.map(jobHead), templates }, status);
}

async function showTemplateWorkbook(_request: FastifyRequest, reply: FastifyReply) {
  return sendXlsx(reply, templateFileName(null), await templateWorkbook());
}

async function showTemplateCsv(request: FastifyRequest, reply: FastifyReply) {
  const template = found(TEMPLATES.find((one) => one.file === param(request, 'file')));
  return sendCsv(reply, templateFileName(template.sheet), templateCsv(template.id));
}
