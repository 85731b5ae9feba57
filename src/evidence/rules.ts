import type { FilingState } from '../filings/rules.ts';
import type { Role } from '../accounts/rules.ts';

/** Evidence (佐证): photos and documents that show what a filing tells. */
export const MOST_FILES = 9;
export const LARGEST_FILE = 10 * 1024 * 1024;

/** What is taken, told by the bytes and never by the name. */
export const EVIDENCE_KINDS = ['jpeg', 'png', 'pdf', 'docx'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const MEDIA_TYPES: Readonly<Record<EvidenceKind, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** Endings that a file of the kind may have; the first is given to one that has none of them. */
const ENDINGS: Readonly<Record<EvidenceKind, readonly string[]>> = {
  jpeg: ['.jpg', '.jpeg'],
  png: ['.png'],
  pdf: ['.pdf'],
  docx: ['.docx'],
};

/** Images are made anew when they come in, so that they may be shown on a page; documents are only handed out. */
export function isImage(mediaType: string): boolean {
  return mediaType === MEDIA_TYPES.jpeg || mediaType === MEDIA_TYPES.png;
}

/** A foreign kind that somebody may well send, with advice of its own, or nothing we know. */
export type ForeignKind = 'heic' | 'video' | 'doc' | 'image' | 'unknown';

const startsWith = (bytes: Uint8Array, signature: readonly number[], at = 0): boolean =>
  signature.every((byte, index) => bytes[at + index] === byte);

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
const tagAt = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + 4)).toLowerCase();

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const HEIF_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'avif', 'avis'];

/** What a file is by its first bytes; a ZIP container is looked into by whoever unpacks it. */
export function kindOf(bytes: Uint8Array): Exclude<EvidenceKind, 'docx'> | 'zip' | ForeignKind {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (startsWith(bytes, PNG)) return 'png';
  if (startsWith(bytes, ascii('%PDF-'))) return 'pdf';
  if (startsWith(bytes, ascii('PK\x03\x04'))) return 'zip';
  return foreignKindOf(bytes);
}

function foreignKindOf(bytes: Uint8Array): ForeignKind {
  if (startsWith(bytes, ascii('ftyp'), 4)) return HEIF_BRANDS.includes(tagAt(bytes, 8)) ? 'heic' : 'video';
  if (startsWith(bytes, OLE)) return 'doc';
  const isOther =
    startsWith(bytes, ascii('GIF8')) ||
    (startsWith(bytes, ascii('RIFF')) && tagAt(bytes, 8) === 'webp') ||
    startsWith(bytes, ascii('BM')) ||
    startsWith(bytes, [0x49, 0x49, 0x2a, 0]) ||
    startsWith(bytes, [0x4d, 0x4d, 0, 0x2a]);
  return isOther ? 'image' : 'unknown';
}

const LONGEST_NAME = 80;

/** The name a file is known by: no path, nothing invisible, not too long, with an ending that tells its kind. */
export function shownName(given: string, kind: EvidenceKind): string {
  const bare = plainName(given);
  const [first = ''] = ENDINGS[kind];
  const ending = ENDINGS[kind].find((one) => bare.toLowerCase().endsWith(one));
  const stem = ending === undefined ? bare.replace(/\.[a-z0-9]{1,5}$/i, '') : bare.slice(0, -ending.length);
  const short = Array.from(stem).slice(0, LONGEST_NAME).join('').trim();
  return (short === '' ? 'file' : short) + (ending ?? first).toLowerCase();
}

/** A name as it may be said back: the last part of a path, without control and direction marks. */
export function plainName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  return last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"<>|:*?]/gu, '').trim();
}

export type EvidenceAction = 'add' | 'remove' | 'release' | 'withhold';

/** `own`: it is their filing; `entered-here`: the desk entered it; `not-own`: nobody decides on what is theirs. */
type EvidenceNeed = 'own' | 'entered-here' | 'not-own';

type Steps = Readonly<Partial<Record<FilingState, Readonly<Partial<Record<EvidenceAction, EvidenceNeed>>>>>>;

const OWN: Steps = {
  draft: { add: 'own', remove: 'own' },
  returned: { add: 'own', remove: 'own' },
};
const DESK: Steps = {
  submitted: { add: 'entered-here', remove: 'entered-here' },
  returned: { add: 'entered-here', remove: 'entered-here' },
  confirmed: { release: 'not-own', withhold: 'not-own' },
};

/** Role → state of the filing → action. What is not in the table cannot be done. */
export const EVIDENCE_TABLE: Readonly<Partial<Record<Role, Steps>>> = {
  deputy: OWN,
  leader: OWN,
  clerk: DESK,
  presidium: DESK,
};

export interface EvidenceActor {
  readonly roles: readonly Role[];
  readonly personId: number | null;
}

/** The filing it belongs to, as far as the rules ask. */
export interface EvidenceStanding {
  readonly state: FilingState;
  readonly personId: number;
  readonly source: 'deputy' | 'staff' | 'import';
}

export type EvidenceRefusal = 'evidence-fixed' | 'evidence-own' | 'evidence-of-deputy' | 'evidence-not-own';

/** Null when the actor may; else why not. */
export function refuseEvidenceStep(
  actor: EvidenceActor,
  filing: EvidenceStanding,
  action: EvidenceAction,
): EvidenceRefusal | null {
  const needs = actor.roles.flatMap((role) => EVIDENCE_TABLE[role]?.[filing.state]?.[action] ?? []);
  const refusals = needs.map((need) => refuseNeed(need, actor, filing));
  if (refusals.includes(null)) return null;
  return refusals[0] ?? 'evidence-fixed';
}

function refuseNeed(
  need: EvidenceNeed,
  actor: EvidenceActor,
  filing: EvidenceStanding,
): EvidenceRefusal | null {
  const isOwn = actor.personId === filing.personId;
  if (need === 'own') return isOwn ? null : 'evidence-not-own';
  if (need === 'not-own') return isOwn ? 'evidence-own' : null;
  return filing.source === 'deputy' ? 'evidence-of-deputy' : null;
}
