/** Attributes that hold an address of this site. */
const ADDRESS = /(\s(?:href|src|action|formaction|data-code|data-draft)=")\/(?!\/|assets\/)/g;

/**
 * The addresses of a page, which are written from the root of a register, behind the prefix of the one it belongs to.
 * Text is escaped wherever it is printed, so that `="` stands in attributes only. Style and scripts are everybody's.
 */
export function withPrefix(html: string, prefix: string): string {
  return prefix === '' ? html : html.replace(ADDRESS, (_, attribute: string) => `${attribute}${prefix}/`);
}

/** The same for where an answer sends the browser. */
export function locationWithPrefix(location: string, prefix: string): string {
  return /^\/(?!\/)/.test(location) ? prefix + location : location;
}
