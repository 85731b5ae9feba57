/** Text and elements of WordprocessingML. Every text of a model passes `escapeXml`; nothing else may put text into a part. */

/** What XML 1.0 cannot hold (control characters but tab and line ends, lone surrogates, non-characters), and marks that turn the reading direction. */
const UNFIT = /(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069]/gu;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as XML character data or attribute value, without what no document may hold. */
export function escapeXml(text: string): string {
  return text.replace(UNFIT, '').replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}

/** Attribute values are escaped, children are XML already. */
export function element(
  name: string,
  attributes: Record<string, string | number>,
  ...children: string[]
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  const inner = children.join('');
  return inner === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inner}</${name}>`;
}

/** The lines of a text that people typed; there is at least one. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/);
}
