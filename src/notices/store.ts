import { and, asc, desc, eq } from 'drizzle-orm';
import { notice } from '../db/schema/index.ts';
import type { Reader, Tx } from '../db/store.ts';
import type { NoticeBody } from './body.ts';

export type NoticeRow = typeof notice.$inferSelect;

/** A published notice with its frozen contents read back. */
export interface Notice extends Omit<NoticeRow, 'body'> {
  /** Canonical JSON as published. */
  text: string;
  body: NoticeBody;
}

/** Without contents, newest quarter first, versions newest first. */
export type NoticeHead = Omit<NoticeRow, 'body'>;

const head = {
  id: notice.id,
  quarter: notice.quarter,
  version: notice.version,
  number: notice.number,
  schemeId: notice.schemeId,
  publishedAt: notice.publishedAt,
  windowFrom: notice.windowFrom,
  windowTo: notice.windowTo,
  sha256: notice.sha256,
};

export async function listNotices(reader: Reader): Promise<NoticeHead[]> {
  return reader.select(head).from(notice).orderBy(desc(notice.quarter), desc(notice.version));
}

/** In the order of publication: the chain that `verify` walks. */
export async function listChain(reader: Reader): Promise<NoticeRow[]> {
  return reader.select().from(notice).orderBy(asc(notice.id));
}

/** The notice last published, whatever its quarter. */
export async function findLatest(reader: Reader): Promise<NoticeHead | undefined> {
  const [row] = await reader.select(head).from(notice).orderBy(desc(notice.id)).limit(1);
  return row;
}

/** The notice that was published with this digest. */
export async function findByHash(reader: Reader, sha256: string): Promise<NoticeHead | undefined> {
  const [row] = await reader.select(head).from(notice).where(eq(notice.sha256, sha256));
  return row;
}

/** A given version of a quarter's notice, or the current one. */
export async function findNotice(
  reader: Reader,
  quarter: string,
  version?: number,
): Promise<Notice | undefined> {
  const [row] = await reader
    .select()
    .from(notice)
    .where(and(eq(notice.quarter, quarter), version === undefined ? undefined : eq(notice.version, version)))
    .orderBy(desc(notice.version))
    .limit(1);
  return row && read(row);
}

/** Every version of a quarter's notice, the first first. */
export async function listVersions(reader: Reader, quarter: string): Promise<Notice[]> {
  const rows = await reader
    .select()
    .from(notice)
    .where(eq(notice.quarter, quarter))
    .orderBy(asc(notice.version));
  return rows.map(read);
}

function read({ body, ...rest }: NoticeRow): Notice {
  return { ...rest, text: body, body: JSON.parse(body) as NoticeBody };
}

/** The current version of every closed quarter, oldest first. */
export async function listCurrent(reader: Reader, year?: number): Promise<Notice[]> {
  const rows = await reader.select().from(notice).orderBy(asc(notice.quarter), asc(notice.version));
  const current = new Map(rows.map((row) => [row.quarter, row]));
  return [...current.values()]
    .filter((row) => year === undefined || row.quarter.startsWith(String(year)))
    .map(read);
}

export async function insertNotice(tx: Tx, row: typeof notice.$inferInsert): Promise<void> {
  await tx.insert(notice).values(row);
}
