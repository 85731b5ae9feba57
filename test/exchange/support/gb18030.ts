/** Encodes text in GB18030 (two-byte part) with the table that the decoder knows. */
export function toGb18030(text: string): Buffer {
  const table = encodings();
  const bytes = Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x80) return [code];
    const pair = table.get(character);
    if (pair === undefined) throw new Error(`not in the two-byte part of GB18030: ${character}`);
    return pair;
  });
  return Buffer.from(bytes.flat());
}

let known: Map<string, [number, number]> | undefined;

function encodings(): Map<string, [number, number]> {
  if (known) return known;
  known = new Map();
  const decoder = new TextDecoder('gb18030');
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (trail !== 0x7f && character.length === 1 && !known.has(character))
        known.set(character, [lead, trail]);
    }
  }
  return known;
}
