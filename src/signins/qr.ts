import { correction, generate } from 'lean-qr';

/** A QR code as one SVG path on a grid of `size` squares, the quiet zone of four squares left out. */
export interface QrPath {
  size: number;
  path: string;
}

/** Runs of dark squares in a row become one rectangle each: a fifth of the length. */
export function qrPath(text: string): QrPath {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const parts: string[] = [];
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (!code.get(x, y)) continue;
      const from = x;
      while (x < code.size && code.get(x, y)) x += 1;
      parts.push(`M${from} ${y}h${x - from}v1H${from}z`);
    }
  }
  return { size: code.size, path: parts.join('') };
}
