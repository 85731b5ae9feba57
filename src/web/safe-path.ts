/** A path of this site to go back to; anything that a browser could take for another host gives null. */
export function safePath(text: string): string | null {
  if (!/^\/(?![/\\])[^\\\s]*$/.test(text)) return null;
  if (/%(?:2f|5c|0[0-9a-f]|1[0-9a-f])/i.test(text.split('?')[0] ?? '')) return null;
  const resolved = new URL(text, 'http://register.invalid');
  return resolved.host === 'register.invalid' ? resolved.pathname + resolved.search : null;
}
