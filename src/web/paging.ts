/** What the pager partial shows. */
export interface Pager {
  page: number;
  pages: number;
  address(page: number): string;
}

/** One page of a list. A page that does not exist, or is no number, is the first. */
export function paginate<T>(
  rows: readonly T[],
  typedPage: string,
  address: (page: number) => string,
  size = 50,
): { rows: T[]; pager: Pager } {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const asked = /^\d{1,6}$/.test(typedPage) ? Number(typedPage) : 1;
  const page = asked >= 1 && asked <= pages ? asked : 1;
  return { rows: rows.slice((page - 1) * size, page * size), pager: { page, pages, address } };
}
