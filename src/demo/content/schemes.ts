import type { Scheme, SchemeItem } from '../../schemes/scheme.ts';
import { additive } from '../../schemes/templates.ts';

type ItemChange = Partial<SchemeItem> | 'left-out';

/** The template of a year with what the township made of it, item by item. */
function adapted(year: number, caps: Record<string, number>, changes: Record<string, ItemChange>): Scheme {
  const template = additive(year);
  return {
    ...template,
    id: `qingxi-${year}`,
    title: `清溪镇人大代表履职积分办法（${year}年）`,
    sections: template.sections.map((section) => ({ ...section, cap: caps[section.code] ?? null })),
    items: template.items.flatMap((item) => {
      const change = changes[item.code];
      return change === 'left-out' ? [] : [{ ...item, ...change }];
    }),
  };
}

const ITEMS_2026: Record<string, ItemChange> = {
  proposal: { cap: 15 },
  cosign: { cap: 4 },
  duty: { points: 2, cap: 12 },
  reception: { cap: 8, quarterCap: 3 },
  visit: { points: 0.2, cap: 10, quarterCap: 4 },
  resolved: { cap: 12 },
  deed: { cap: 10 },
  study: { quarterCap: 1 },
  publicity: { quarterCap: 1 },
};

export const SCHEME_2026 = {
  body: adapted(2026, { contact: 30, model: 8 }, ITEMS_2026),
  adoption: { documentNumber: '清镇人大〔2026〕2号', adoptedOn: '2026-01-15' },
};

/** Approved leave costs nothing any more; what was not attended without leave costs more. */
export const SCHEME_2027 = adapted(
  2027,
  { contact: 36, model: 8 },
  {
    ...ITEMS_2026,
    'congress-leave': 'left-out',
    'congress-absent': { points: -4 },
    'activity-absent': { points: -2, cap: 10 },
    speech: { points: 1.5, cap: 6 },
    adopted: { points: 3 },
    resolved: { points: 3, cap: 18 },
    visit: { points: 0.3, cap: 12, quarterCap: 5 },
  },
);

export const CLOSINGS = [
  { quarter: '2026Q1', day: '2026-04-08', time: '16:00', number: '清镇人大〔2026〕6号', openReason: '' },
  {
    quarter: '2026Q2',
    day: '2026-07-07',
    time: '16:30',
    number: '清镇人大〔2026〕11号',
    openReason:
      '两件登记的佐证材料（堰塘加固验收单、限行标志安装照片）尚未交齐，为不影响按期公示先行公布，材料补齐确认后按补登计入下一季度。',
  },
] as const;
