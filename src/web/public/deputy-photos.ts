import type { Reader } from '../../db/store.ts';
import { kindLabel } from '../../duties/labels.ts';
import type { ImportedFilingKind } from '../../duties/rules.ts';
import { listReleased } from '../../evidence/store.ts';

/** A released photo (公开的佐证照片) as a public page shows it with its filing. */
export interface Photo {
  src: string;
  /** Code of the filing. */
  filing: string;
  day: string;
  kind: string;
  content: string;
}

/** The released photos of a deputy's filings of one year, the newest duty first. */
export async function photosOf(
  reader: Reader,
  deputy: { termId: number; certificateNumber: string },
  year: number,
): Promise<Photo[]> {
  const images = await listReleased(reader, deputy, { from: `${year}-01-01`, to: `${year}-12-31` });
  return images.map(({ name, filing: { code, occurredOn, kind, content } }) => ({
    src: `/evidence/${name}`,
    filing: code,
    day: occurredOn,
    kind: kindLabel(kind as ImportedFilingKind),
    content,
  }));
}
