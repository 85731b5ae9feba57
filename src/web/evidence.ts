import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { takeFiles, type PreparedFile } from '../evidence/intake.ts';
import { EVIDENCE_REFUSAL_FIELDS, FILES_LOST, mediaLabel, sizeLabel } from '../evidence/labels.ts';
import { isImage, LARGEST_FILE, MOST_FILES } from '../evidence/rules.ts';
import type { Evidence } from '../evidence/store.ts';
import type { Files } from '../db/files.ts';
import type { Doing } from '../db/write.ts';
import { found } from '../refusals.ts';
import { sendFile } from './downloads.ts';
import { submitEdit, type Edited } from './edits.ts';
import { doing, formWithError, type FormState } from './form.ts';
import { submitForm } from './submit.ts';
import type { FileRule } from './uploads.ts';

/** What a form with evidence takes: `postFiles(url, access, EVIDENCE_FILES, handler)`. */
export const EVIDENCE_FILES: FileRule = { count: MOST_FILES, bytes: LARGEST_FILE };

/** A line of views/partials/evidence.eta; an address of a step is '' where it may not be taken. */
export interface EvidenceLine {
  name: string;
  fileName: string;
  href: string;
  isImage: boolean;
  /** 照片，1.2 MB */
  about: string;
  isReleased: boolean;
  removal: string;
  release: string;
  withholding: string;
}

/** What a line says of its file; attachments (附件) are never released one by one. */
type FileRow = Pick<Evidence, 'name' | 'fileName' | 'mediaType' | 'bytes'> & { releasedAt?: number | null };

type StepAddresses = Pick<EvidenceLine, 'removal' | 'release' | 'withholding'>;

/** The files of a filing or proposal for its page. `base`: where they are opened, such as `/my/evidence`. */
export function evidenceLines<R extends FileRow>(
  rows: readonly R[],
  base: string,
  steps: (row: R) => Partial<StepAddresses> = () => ({}),
): EvidenceLine[] {
  return rows.map((row) => ({
    removal: '',
    release: '',
    withholding: '',
    name: row.name,
    fileName: row.fileName,
    href: `${base}/${row.name}`,
    isImage: isImage(row.mediaType),
    about: `${mediaLabel(row.mediaType)}，${sizeLabel(row.bytes)}`,
    isReleased: (row.releasedAt ?? null) !== null,
    ...steps(row),
  }));
}

/**
 * Sends a file of the register. Images were made by our own encoder and may stand on a page; documents are only handed
 * out, and nothing in either may run.
 */
export async function sendEvidence(
  reply: FastifyReply,
  files: Files,
  { name, fileName, mediaType }: { name: string; fileName: string; mediaType: string },
): Promise<FastifyReply> {
  const bytes = found((await files.read(name)) ?? undefined);
  reply.header('content-security-policy', "default-src 'none'; sandbox");
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-store');
  if (!isImage(mediaType)) return sendFile(reply, fileName, mediaType, bytes);
  return reply.header('content-disposition', 'inline').type(mediaType).send(bytes);
}

/**
 * One submission of a form with evidence: as `submitForm`, with what is wrong with the files beside what is wrong with
 * the words. A page cannot give files back to be sent again, so it says that they are to be chosen anew. `edited`: of
 * an edit page what it edits (edits.ts).
 */
export async function submitWithFiles<T>(
  request: FastifyRequest,
  schema: z.ZodType<T>,
  refusalFields: Readonly<Record<string, string>>,
  then: {
    right(value: T, files: readonly PreparedFile[], by: Doing): Promise<unknown>;
    wrong(form: FormState): Promise<unknown>;
  },
  edited: Edited | null = null,
): Promise<unknown> {
  const taken = await takeFiles(request.uploads);
  const fields = { ...refusalFields, ...EVIDENCE_REFUSAL_FIELDS };
  const lost = request.uploads.length > 0 ? { files: FILES_LOST } : {};
  const submission = {
    wrong: (form: FormState) => {
      const beside = taken.ok ? { ...lost, ...form.errors } : faultsOf(request, taken.faults);
      return then.wrong({ ...form, errors: { ...form.errors, ...beside } });
    },
    right: (value: T, by = doing(request)) =>
      taken.ok
        ? then.right(value, taken.files, by)
        : then.wrong(formWithError(request, faultsOf(request, taken.faults))),
  };
  if (edited) return submitEdit(request, edited, schema, fields, submission);
  return submitForm(request, schema, fields, submission);
}

/** The good files among them are lost too, which is said. */
function faultsOf({ uploads }: FastifyRequest, faults: readonly string[]): Record<string, string> {
  const more = faults.length < uploads.length ? [FILES_LOST] : [];
  return { files: [...faults, ...more].join('；') };
}
