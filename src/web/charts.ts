/**
 * Charts drawn on the server as safe SVG (图表): the one thing besides partials that a template prints unescaped.
 * Every text goes through `escapeXml`, looks come from classes only, and a chart stands beside its table.
 */

export interface Bar {
  label: string;
  /** Null where there is no value, which is not the same as zero. */
  value: number | null;
  /** What is written at the bar: the value as the table beside it shows it, or why there is none. */
  text: string;
}

export interface BarChart {
  /** Unique on the page; letters, digits and hyphens. */
  id: string;
  title: string;
  description: string;
  bars: readonly Bar[];
}

const WIDTH = 320;
const TOP = 28;
const PLOT = 130;
const LABELS = 34;
const BAR_SHARE = 0.5;

/** Bars of points over a common axis; what is below zero hangs from it. */
export function barChart({ id, title, description, bars }: BarChart): string {
  const values = bars.map(({ value }) => value ?? 0);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const below = low < 0 ? TOP : 0;
  const height = TOP + PLOT + below + LABELS;
  const scale = high === low ? 0 : PLOT / (high - low);
  const zero = round(TOP + high * scale);
  const slot = WIDTH / Math.max(1, bars.length);
  const drawn = bars.map((bar, index) => drawBar(bar, { left: index * slot, slot, zero, scale, height }));
  const name = escapeXml(id);
  return [
    `<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${name}-t ${name}-d">`,
    `<title id="${name}-t">${escapeXml(title)}</title><desc id="${name}-d">${escapeXml(description)}</desc>`,
    ...drawn,
    `<line class="axis" x1="0" y1="${zero}" x2="${WIDTH}" y2="${zero}"/>`,
    '</svg>',
  ].join('');
}

interface Place {
  left: number;
  slot: number;
  zero: number;
  scale: number;
  height: number;
}

function drawBar({ label, value, text }: Bar, { left, slot, zero, scale, height }: Place): string {
  const middle = round(left + slot / 2);
  const length = Math.abs(value ?? 0) * scale;
  const isMinus = value !== null && value < 0;
  const width = slot * BAR_SHARE;
  const rect =
    value === null || value === 0
      ? ''
      : `<rect class="bar${isMinus ? ' minus' : ''}" x="${round(middle - width / 2)}" y="${round(isMinus ? zero : zero - length)}" width="${round(width)}" height="${round(length)}"/>`;
  const textAt = isMinus ? zero + length + 20 : zero - length - 8;
  const kind = value === null ? 'none' : 'value';
  return (
    rect +
    `<text class="${kind}" x="${middle}" y="${round(textAt)}" text-anchor="middle">${escapeXml(text)}</text>` +
    `<text x="${middle}" y="${height - 10}" text-anchor="middle">${escapeXml(label)}</text>`
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
