/** A path of this site to go back to; anything that a browser could take for another host gives null. */
export function safePath(text: string): string | null {
  if (!isPlainPath(text)) return null;
  if (/%(?:2f|5c|0[0-9a-f]|1[0-9a-f])/i.test(text.split('?')[0] ?? '')) return null;
  const resolved = new URL(text, 'http://register.invalid');
  const path = resolved.pathname + resolved.search;
  // `/..//host` is harmless as typed and another host once its dots are resolved.
  return resolved.host === 'register.invalid' && isPlainPath(path) ? path : null;
}

function isPlainPath(text: string): boolean {
  return /^\/(?![/\\])[^\\\s]*$/.test(text);
}
