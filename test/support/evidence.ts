import type { PreparedFile } from '../../src/evidence/intake.ts';
import type { Scheme } from '../../src/schemes/scheme.ts';

const BYTES = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');

/** One sheet of paper that shows whatever a filing tells. */
export const PAPER: readonly PreparedFile[] = [
  { fileName: '证明.pdf', mediaType: 'application/pdf', read: () => Promise.resolve(BYTES) },
];

/** Something that counts as a photo; no browser looks at it. */
export const PICTURE: readonly PreparedFile[] = [
  {
    fileName: '现场.jpg',
    mediaType: 'image/jpeg',
    read: () => Promise.resolve(Buffer.from([0xff, 0xd8, 0xff])),
  },
];

/** The scheme as it is, but that it asks for no evidence: for tests of something else. */
export function askingNoEvidence(scheme: Scheme): Scheme {
  return { ...scheme, items: scheme.items.map(({ evidence: _evidence, ...item }) => item) };
}
