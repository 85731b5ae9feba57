import type { TableColumn } from './models.ts';

const SUFFIX = '选区';

/** Below the heading 选区 the names need not repeat it, unless one would lose all or is none. */
function districtShortener(districts: readonly string[]): (district: string) => string {
  const all = districts.every((district) => district.endsWith(SUFFIX) && district.length > SUFFIX.length);
  return (district) => (all ? district.slice(0, -SUFFIX.length) : district);
}

/**
 * Columns of a points table on upright A4, in fortieths of the text area: what the numbers leave is shared by name and
 * district. With 小四 a name of four characters stays on one line beside six sections.
 */
export function noticeColumns(
  lines: readonly { district: string }[],
  sections: readonly { title: string }[],
  showRank: boolean,
): { columns: TableColumn[]; district: (district: string) => string } {
  const points = sections.length > 3 ? 3 : 4;
  const used = 3 + points * (sections.length + 2) + (showRank ? 3 : 0);
  const name = Math.floor((40 - used) / 2);
  const number = (title: string): TableColumn => ({ title, width: points, align: 'center' });
  const columns: TableColumn[] = [
    { title: '序号', width: 3, align: 'center' },
    { title: '姓名', width: name, align: 'center' },
    { title: SUFFIX, width: 40 - used - name, align: 'center' },
    ...sections.map(({ title }) => number(title)),
    number('本季积分'),
    number('累计积分'),
    ...(showRank ? [{ title: '名次', width: 3, align: 'center' } as const] : []),
  ];
  return { columns, district: districtShortener(lines.map(({ district }) => district)) };
}
