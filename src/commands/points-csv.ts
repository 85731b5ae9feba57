import { kindLabel } from '../duties/labels.ts';
import { fromHundredths } from '../lib/hundredths.ts';
import { csvGuard } from '../lib/text.ts';
import type { ComputedPoints } from '../points/compute.ts';
import {
  FLOOR_LABEL,
  floorLabel,
  lineReasonLabel,
  SETTLED_LABEL,
  settlementReasonLabel,
  targetLabel,
} from '../points/labels.ts';
import type { DeputyPoints, Line, Settlement } from '../points/shapes.ts';
import { wordsOf, type Sources } from '../points/sources.ts';
import type { Scheme } from '../schemes/scheme.ts';

const DEPUTY_COLUMNS = ['名次', '代表证号', '姓名', '累计积分'];
const LINE_COLUMNS = [
  '记录',
  '项目',
  '类别',
  '内容',
  '发生日期',
  '计分日期',
  '数量',
  '等次',
  '应得',
  '计入',
  '说明',
];

/**
 * One row per record and settlement (结算), its deputy's numbers repeated; a deputy without either has one row with
 * nothing more.
 */
export function pointsCsv(computed: ComputedPoints, sources: Sources): string {
  const quarters = computed.result[0]?.quarters.map(({ quarter }) => quarter) ?? [];
  const describe = describer(computed, sources);
  const names = new Map(computed.roster.map(({ certificateNumber, name }) => [certificateNumber, name]));
  const rows = computed.result.flatMap((points) => {
    const own = deputyCells(points, names.get(points.deputy) ?? '');
    const settled = points.settlements.map((settlement) => settledCells(settlement, computed.input.scheme));
    const lines = [...points.lines.map(describe), ...settled].map((cells) => [...own, ...cells]);
    return lines.length > 0 ? lines : [[...own, ...LINE_COLUMNS.map(() => '')]];
  });
  return [[...DEPUTY_COLUMNS, ...quarters, ...LINE_COLUMNS], ...rows].map(csvRow).join('\r\n');
}

function deputyCells(
  { rank, deputy, totalHundredths, quarters }: DeputyPoints,
  name: string,
): (string | number)[] {
  const byQuarter = quarters.map(({ pointsHundredths }) => fromHundredths(pointsHundredths));
  return [rank, deputy, name, fromHundredths(totalHundredths), ...byQuarter];
}

function describer({ facts, input }: ComputedPoints, sources: Sources): (line: Line) => (string | number)[] {
  const factOf = new Map(facts.map((fact) => [fact.id, fact]));
  const titles = new Map(input.scheme.items.map(({ code, title }) => [code, title]));
  return ({ record, countedOn, grossHundredths, grantedHundredths, reason }) => {
    const fact = factOf.get(record.id);
    return [
      record.id,
      titles.get(record.item) ?? record.item,
      fact ? kindLabel(fact.kind) : '',
      fact ? wordsOf(sources, fact).what : '',
      record.date,
      countedOn,
      record.quantity ?? 1,
      record.grade ?? '',
      fromHundredths(grossHundredths),
      fromHundredths(grantedHundredths),
      reason === null ? '' : lineReasonLabel(reason),
    ];
  };
}

function settledCells(settlement: Settlement, scheme: Scheme): (string | number)[] {
  const { item, countedOn, quantityHundredths, grossHundredths, grantedHundredths, reason } = settlement;
  const rule = scheme.items.find(({ code }) => code === item);
  return [
    '',
    rule?.title ?? FLOOR_LABEL,
    SETTLED_LABEL,
    rule ? targetLabel(rule, quantityHundredths ?? 0) : floorLabel(grantedHundredths),
    '',
    countedOn,
    quantityHundredths === null ? '' : fromHundredths(quantityHundredths),
    '',
    fromHundredths(grossHundredths),
    fromHundredths(grantedHundredths),
    reason === null ? '' : settlementReasonLabel(reason),
  ];
}

function csvRow(cells: readonly (string | number)[]): string {
  return cells.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(csvGuard(cell)))).join(',');
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
