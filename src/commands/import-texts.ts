import { cellText, columnOf } from '../exchange/cells.ts';
import type { Examined } from '../exchange/examine.ts';
import type { Fault } from '../exchange/faults.ts';
import type { Founding } from '../exchange/founding.ts';
import type { PlannedTable } from '../exchange/plan.ts';
import { templateOf } from '../exchange/templates.ts';

/** deputies.csv 第 3 行，当选日期“2026-02-30”：没有这一天。… */
export function faultText({ file, line, column, value, message }: Fault): string {
  const place = [file, line === null ? '' : `第 ${line} 行`].filter((part) => part !== '').join(' ');
  const cell = `${column}${value === '' ? '' : `“${value}”`}`;
  return `${[place, cell].filter((part) => part !== '').join('，')}：${message}`;
}

/** What an import adds and changes, table by table, with the keys of new rows and the cells of changed ones. */
export function changesText({ plan, schemes, restore, founding }: Examined, isPending: boolean): string[] {
  const will = isPending ? '将' : '';
  return [
    ...(founding ? [`${will}建立登记册：${founding.township.name}，第 ${founding.term.number} 届`] : []),
    ...plan.tables.flatMap((table) => tableText(table, will)),
    ...(restore
      ? [
          `${will}恢复 register.json：公示 ${restore.notices.length} 期，积分办法 ${restore.schemes.length} 份`,
        ]
      : schemes.schemes.map(({ file, scheme, adopt }) => {
          const what = adopt ? '作为现行办法导入' : '作为草案导入';
          return `积分办法　${will}${what}：${scheme.year} 年《${scheme.title}》（${file}）`;
        })),
  ];
}

function tableText({ template, file, add, update, same }: PlannedTable, will: string): string[] {
  const { sheet } = templateOf(template);
  return [
    `${sheet}　${will}新增 ${add.length} 行，${will}修改 ${update.length} 行，已有 ${same} 行（${file}）`,
    ...(add.length > 0 ? [`  新增：${keysText(add.map((row) => row.key))}`] : []),
    ...update.map(({ key, before, after }) => {
      const cells = Object.keys(after).map((id) => {
        const column = columnOf(template, id);
        const text = (value: (typeof after)[string] | undefined) => `“${cellText(value ?? null, column)}”`;
        return `${column.header} ${text(before[id])} 改为 ${text(after[id])}`;
      });
      return `  修改 ${key}：${cells.join('；')}`;
    }),
  ];
}

const SHOWN_KEYS = 50;

function keysText(keys: readonly string[]): string {
  const shown = keys.slice(0, SHOWN_KEYS).join('、');
  return keys.length > SHOWN_KEYS ? `${shown}…（共 ${keys.length} 行）` : shown;
}

/** What is guessed of a register that files have founded, and where to put it right. */
export function foundingText({ township, term }: Founding): string {
  return (
    `登记册已按资料建立：第 ${term.number} 届，${term.startOn} 至 ${term.endOn}。` +
    `乡镇名称记为“${township.name}”，请用 serve 启动后在建立登记册的页面或“设置”里补全名称和联系方式。`
  );
}
