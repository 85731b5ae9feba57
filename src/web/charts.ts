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

interface ChartWords {
  /** Unique on the page; letters, digits and hyphens. */
  id: string;
  title: string;
  description: string;
}

/** Upright bars over a common axis. */
export interface BarChart extends ChartWords {
  shape?: 'bars';
  bars: readonly Bar[];
}

/** Bars that lie one below the other, for names too long to stand below a bar. */
export interface RowChart extends ChartWords {
  shape: 'rows';
  bars: readonly Bar[];
}

export interface HistogramBin {
  /** What is written at its lower edge. */
  edge: string;
  count: number;
}

/** A distribution: bars side by side without gaps, their edges named below. */
export interface Histogram extends ChartWords {
  shape: 'histogram';
  bins: readonly HistogramBin[];
  /** The upper edge of the last bin. */
  end: string;
}

export type Chart = BarChart | RowChart | Histogram;

/** Draws any chart; `svg(…)` in templates. */
export function drawChart(chart: Chart): string {
  if (chart.shape === 'rows') return rowChart(chart);
  return chart.shape === 'histogram' ? histogram(chart) : barChart(chart);
}

/** The frame around a drawing, with what it is for those who do not see it. */
function frame({ id, title, description }: ChartWords, height: number, parts: readonly string[]): string {
  const name = escapeXml(id);
  return [
    `<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${name}-t ${name}-d">`,
    `<title id="${name}-t">${escapeXml(title)}</title><desc id="${name}-d">${escapeXml(description)}</desc>`,
    ...parts,
    '</svg>',
  ].join('');
}

const WIDTH = 320;
const TOP = 28;
const PLOT = 130;
const LABELS = 34;
const BAR_SHARE = 0.5;

/** Bars of points over a common axis; what is below zero hangs from it. */
export function barChart({ bars, ...words }: BarChart): string {
  const { low, high } = reach(bars);
  const below = low < 0 ? TOP : 0;
  const height = TOP + PLOT + below + LABELS;
  const scale = high === low ? 0 : PLOT / (high - low);
  const zero = round(TOP + high * scale);
  const slot = WIDTH / Math.max(1, bars.length);
  const drawn = bars.map((bar, index) => drawBar(bar, { left: index * slot, slot, zero, scale, height }));
  return frame(words, height, [
    ...drawn,
    `<line class="axis" x1="0" y1="${zero}" x2="${WIDTH}" y2="${zero}"/>`,
  ]);
}

/** From the lowest to the highest value, zero among them. */
function reach(bars: readonly Bar[]): { low: number; high: number } {
  const values = bars.map(({ value }) => value ?? 0);
  return { low: Math.min(0, ...values), high: Math.max(0, ...values) };
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

const ROW = 46;
const ROW_BAR = 16;
/** Room for the written value beside the longest bar, on each side that has one. */
const WRITTEN = 64;

/** Bars from a common upright axis, each below its name; what is below zero goes to the left. */
function rowChart({ bars, ...words }: RowChart): string {
  const { low, high } = reach(bars);
  const left = low < 0 ? WRITTEN : 0;
  const scale = high === low ? 0 : (WIDTH - WRITTEN - left) / (high - low);
  const zero = round(left - low * scale);
  const height = bars.length * ROW + 4;
  return frame(words, height, [
    ...bars.map((bar, index) => drawRow(bar, index * ROW, zero, scale)),
    `<line class="axis" x1="${zero}" y1="0" x2="${zero}" y2="${height}"/>`,
  ]);
}

function drawRow({ label, value, text }: Bar, top: number, zero: number, scale: number): string {
  const length = Math.abs(value ?? 0) * scale;
  const isMinus = value !== null && value < 0;
  const y = top + 24;
  const rect =
    value === null || value === 0
      ? ''
      : `<rect class="bar${isMinus ? ' minus' : ''}" x="${round(isMinus ? zero - length : zero)}" y="${y}" width="${round(length)}" height="${ROW_BAR}"/>`;
  const at = isMinus ? zero - length - 6 : zero + length + 6;
  return (
    rect +
    `<text x="${zero > WIDTH / 2 ? 0 : zero + 4}" y="${top + 18}">${escapeXml(label)}</text>` +
    `<text class="${value === null ? 'none' : 'value'}" x="${round(at)}" y="${y + 14}" text-anchor="${isMinus ? 'end' : 'start'}">${escapeXml(text)}</text>`
  );
}

const SIDE = 16;

/** How many fall into each bin; an empty one keeps its place and says 0. */
function histogram({ bins, end, ...words }: Histogram): string {
  const slot = (WIDTH - 2 * SIDE) / Math.max(1, bins.length);
  const scale = PLOT / Math.max(1, ...bins.map(({ count }) => count));
  const base = TOP + PLOT;
  const height = base + LABELS;
  const columns = bins.map(({ count }, index) => {
    const [x, tall] = [SIDE + index * slot, count * scale];
    const rect =
      count === 0
        ? ''
        : `<rect class="bar" x="${round(x + 1)}" y="${round(base - tall)}" width="${round(slot - 2)}" height="${round(tall)}"/>`;
    return `${rect}<text class="${count === 0 ? 'none' : 'value'}" x="${round(x + slot / 2)}" y="${round(base - tall - 8)}" text-anchor="middle">${count}</text>`;
  });
  const edges = bins.length === 0 ? [] : [...bins.map(({ edge }) => edge), end];
  return frame(words, height, [
    ...columns,
    `<line class="axis" x1="0" y1="${base}" x2="${WIDTH}" y2="${base}"/>`,
    ...drawEdges(edges, slot, base),
  ]);
}

/** A digit of an edge's name at its size. */
const DIGIT = 9;

/** Each edge has its tick; where the names would touch one another, only every second or third is written. */
function drawEdges(edges: readonly string[], slot: number, base: number): string[] {
  const widest = Math.max(...edges.map((edge) => edge.length + 1)) * DIGIT;
  const step = Math.max(1, Math.ceil(widest / slot));
  return edges.map((edge, index) => {
    const x = round(SIDE + index * slot);
    const name =
      index % step === 0
        ? `<text class="edge" x="${x}" y="${base + 22}" text-anchor="middle">${escapeXml(edge)}</text>`
        : '';
    return `<line class="axis" x1="${x}" y1="${base}" x2="${x}" y2="${base + 5}"/>${name}`;
  });
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
