import { join } from 'node:path';
import { writeTables } from './county-year.ts';
import { runCommand } from './process.ts';
import type { Group } from './sites.ts';
import type { Row } from './table.ts';

/** Five thousand rows into an empty register, and what memory that takes beyond a command that only reads. */
export async function measureImport(program: string[], group: Group, folder: string): Promise<Row[]> {
  const source = join(folder, 'rows');
  writeRows(source);
  const idle = await runCommand([...program, 'points', '--format', 'csv'], group.one('demo'));
  const importing = [...program, 'import', source, '--term', '6'];
  const { seconds, peakMb } = await runCommand(importing, group.one('import'));
  return [
    [
      'import of 5,000 rows',
      `${seconds.toFixed(1)} s, peak ${peakMb.toFixed(0)} MB (points alone: ${idle.peakMb.toFixed(0)} MB)`,
      '< 5 s, +150 MB',
    ],
  ];
}

function writeRows(folder: string): void {
  const numbers = Array.from({ length: 100 }, (_unused, index) => String(index + 1).padStart(3, '0'));
  const twoDigits = (number: number) => String(number).padStart(2, '0');
  writeTables(folder, {
    districts: {
      header: ['number', 'name', 'villages', 'seats'],
      rows: [['1', '一选区', '一村、二村', '20']],
    },
    deputies: {
      header: ['certificateNumber', 'name', 'sex', 'district', 'electedOn'],
      rows: numbers.map((number) => [
        number,
        `王${'一二三四五六七八九十'[Number(number) % 10]}${number}`,
        '男',
        '1',
        '2026-01-10',
      ]),
    },
    filings: {
      header: ['code', 'deputy', 'occurredOn', 'kind', 'content', 'quantity'],
      rows: Array.from({ length: 4900 }, (_unused, index) => [
        `F${index}`,
        numbers[index % 100] ?? '001',
        `2026-${twoDigits((index % 8) + 2)}-${twoDigits((index % 27) + 1)}`,
        '走访选民',
        `走访第${index}户选民`,
        '1',
      ]),
    },
  });
}
