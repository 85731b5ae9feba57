import type { Letterhead } from './models.ts';

const SIZES = [40, 36, 32, 28, 26, 24] as const;
/** 156 mm. */
const TEXT_WIDTH_POINTS = 442;

/** Width of a line in Chinese characters: signs of ASCII count half. */
export function lineWidth(text: string): number {
  let width = 0;
  for (const sign of text) width += sign.charCodeAt(0) < 0x80 ? 0.5 : 1;
  return width;
}

/** The red head (发文机关标志) in the largest size that fits on one line; names of more than 20 characters take two. */
export function letterhead(organ: string): Letterhead {
  const width = lineWidth(organ);
  return { organ, size: SIZES.find((size) => size * width <= TEXT_WIDTH_POINTS) ?? 22 };
}
