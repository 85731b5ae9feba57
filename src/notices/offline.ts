import { canonicalJson } from '../lib/canonical-json.ts';
import { isQuarter } from '../lib/dates.ts';
import type { NoticeBody } from './body.ts';
import { hashText } from './hash.ts';
import { firstUnexplained } from './replay.ts';

/** A notice that somebody holds as a file, with no register at hand; the body is null where the text is none. */
export interface HeldNotice {
  body: NoticeBody | null;
  sha256: string;
}

export interface NoticeFault {
  code: 'unreadable' | 'unexplained' | 'unlinked';
  path: string;
  /** The deputy whose numbers do not follow, or the notice that is named as the one before. */
  detail: string;
}

const FORMAT = 'duty-register/notice/1';

/** The notice in a text, however it is spaced, and the digest that stands on the paper. */
export function readNotice(text: string): HeldNotice {
  try {
    const body = JSON.parse(text.replace(/^\uFEFF/, '')) as NoticeBody;
    return isNotice(body) ? { body, sha256: hashText(canonicalJson(body)) } : NONE;
  } catch {
    return NONE;
  }
}

const NONE: HeldNotice = { body: null, sha256: '' };

/** As far as it is shown and followed. */
function isNotice({ format, township, quarter, version, previous }: NoticeBody): boolean {
  return (
    format === FORMAT &&
    typeof township?.name === 'string' &&
    isQuarter(quarter) &&
    Number.isSafeInteger(version) &&
    (previous === null || /^[0-9a-f]{64}$/.test(previous.sha256))
  );
}

/**
 * What does not fit: numbers that do not follow from the records in the notice, and one that names another as the one before
 * it than the file that is held of that version. Notices that nobody handed in are not missed.
 */
export function faultsOfNotices(held: readonly (HeldNotice & { path: string })[]): NoticeFault[] {
  return held.flatMap((notice): NoticeFault[] => {
    const { path, body } = notice;
    if (body === null) return [{ code: 'unreadable', path, detail: '' }];
    const deputy = whoDoesNotFollow(body);
    if (deputy !== null) return [{ code: 'unexplained', path, detail: deputy }];
    const before = body.previous;
    const given = before && held.find((one) => one.body && isVersion(one.body, before));
    if (!before || !given || given.sha256 === before.sha256) return [];
    return [{ code: 'unlinked', path, detail: given.path }];
  });
}

const isVersion = (body: NoticeBody, { quarter, version }: { quarter: string; version: number }): boolean =>
  body.quarter === quarter && body.version === version;

/** A notice that lacks what is needed to compute it does not follow either. */
function whoDoesNotFollow(body: NoticeBody): string | null {
  try {
    return firstUnexplained(body);
  } catch {
    return '';
  }
}
