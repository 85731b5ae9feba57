import type { Pager } from './paging.ts';

/** Which rows of a list that the store cuts into pages, and the pager below it. */
export interface ListPage {
  limit: number;
  offset: number;
  pager: Pager;
}

/** A page that does not exist, or is no number, is the first. */
export function listPage(
  total: number,
  typedPage: string,
  address: (page: number) => string,
  size = 50,
): ListPage {
  const pages = Math.max(1, Math.ceil(total / size));
  const asked = /^\d{1,6}$/.test(typedPage) ? Number(typedPage) : 1;
  const page = asked >= 1 && asked <= pages ? asked : 1;
  return { limit: size, offset: (page - 1) * size, pager: { page, pages, address } };
}
