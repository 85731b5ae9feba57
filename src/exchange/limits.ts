/** How much a file may hold. */
export interface ReadLimits {
  /** Size of a file in bytes. */
  bytes: number;
  /** Filled rows of a table. */
  rows: number;
}

const MB = 1024 * 1024;

/** For a file that comes through the web. */
export const UPLOAD_LIMITS: ReadLimits = { bytes: 10 * MB, rows: 20_000 };

/** For a folder on the server's own disk, such as the export of a whole term. */
export const FOLDER_LIMITS: ReadLimits = { bytes: 100 * MB, rows: 500_000 };

/** Columns of a sheet that are looked at. */
export const MAX_COLUMNS = 100;

/** Tags of a part that is read as a tree, such as the table of shared strings: some 250,000 different texts. */
export const MAX_TAGS = 1_000_000;

/**
 * Places for cells in all rows of a sheet, each row counted up to its last cell: one cell at the far right of every row
 * costs as much as a row full of cells. A million rows of thirty columns still pass.
 */
export const MAX_PLACES = 30_000_000;

/** What a workbook may hold inside its ZIP container (OWASP ASVS 5.2.3). */
export const ARCHIVE_LIMITS = {
  entries: 200,
  /** Unpacked bytes of all parts together. */
  bytes: 50 * MB,
  /** Unpacked to packed, over the whole file … */
  ratio: 100,
  /** … unless it unpacks to so little that the ratio does not matter. */
  ratioFrom: 5 * MB,
};

/** What the thread that reads a workbook may take. */
export const WORKER_LIMITS = { timeoutMs: 20_000, memoryMb: 256 };
