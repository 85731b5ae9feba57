import { takeFiles, type PreparedFile } from '../../evidence/intake.ts';
import { FILES_LOST } from '../../evidence/labels.ts';
import { MOST_FILES } from '../../evidence/rules.ts';
import { OTHERS_KEPT } from '../../filings/own-labels.ts';
import type { FormState } from '../form.ts';
import type { UploadedFile } from '../uploads.ts';

/** The files that can be attached, and sentences about those that cannot: one bad photo does not cost the others. */
export async function takeGoodFiles(
  uploads: readonly UploadedFile[],
): Promise<{ files: PreparedFile[]; faults: string[] }> {
  if (uploads.length > MOST_FILES) {
    const taken = await takeFiles(uploads);
    return { files: [], faults: taken.ok ? [] : taken.faults };
  }
  const files: PreparedFile[] = [];
  const faults: string[] = [];
  for (const upload of uploads) {
    const taken = await takeFiles([upload]);
    if (taken.ok) files.push(...taken.files);
    else faults.push(...taken.faults);
  }
  return { files, faults };
}

/** The words were wrong, so nothing was stored; a page cannot give files back to be sent again. */
export function withLostFiles(
  form: FormState,
  uploads: readonly UploadedFile[],
  faults: readonly string[],
): FormState {
  if (uploads.length === 0) return form;
  const files = [...(form.errors['files'] ? [form.errors['files']] : faults), FILES_LOST].join('；');
  return { ...form, errors: { ...form.errors, files } };
}

/** The words were stored with the files that are good. */
export function withFileFaults(form: FormState, faults: readonly string[]): FormState {
  return { ...form, errors: { files: [...faults, OTHERS_KEPT].join('；') } };
}
