import { join } from 'node:path';
import Database from 'better-sqlite3';
import { REGISTER_FILE } from '../../src/db/open.ts';

const PLACES = ['清溪', '回龙', '石桥', '高坪', '双河', '新场', '茶园', '大湾', '青山', '龙潭'];
const MATTERS = [
  '道路',
  '桥梁',
  '水渠',
  '路灯',
  '学校',
  '医疗',
  '养老',
  '垃圾',
  '河道',
  '网络',
  '厕所',
  '公交',
];
const DEEDS = ['维修', '新建', '扩建', '清理', '改造', '管护', '补助'];
const CLASSES = ['A', 'B', 'C', 'D'];
const SATISFACTIONS = ['satisfied', 'satisfied', 'fairly', 'dissatisfied'];

/** The words that searches of the measurement ask for: from rare to those that stand in every text. */
export const SOUGHT = ['路灯', '茶园', '建议', '道路 维修', '清溪水渠', '桥', '2026-05', '第99号'];

/**
 * Puts so many answered proposals into a register that has units and deputies, spread evenly over its term: no
 * randomness, the same on every run. The index of words is made by the program when it next starts.
 */
export function addManyProposals(data: string, count: number): void {
  const connection = new Database(join(data, REGISTER_FILE));
  const term = connection.prepare('SELECT id, start_on FROM term ORDER BY number DESC').get() as Term;
  const units = connection.prepare('SELECT id FROM unit ORDER BY id').pluck().all() as number[];
  const deputies = connection.prepare('SELECT id FROM deputy ORDER BY id').pluck().all() as number[];
  const proposal = connection.prepare(
    `INSERT INTO proposal (term_id, number, kind, title, content, filed_on, registered_at, state, year, quarter)
     VALUES (@term, @number, @kind, @title, @content, @day, @at, @state, @year, @quarter)`,
  );
  const signature = connection.prepare(
    `INSERT INTO signature (proposal_id, deputy_id, lead, position, state) VALUES (?, ?, 1, 0, 'agreed')`,
  );
  const handling = connection.prepare(
    `INSERT INTO handling (proposal_id, round, assigned_on, answered_on, answer_class, answer, attitude, result, recorded_at)
     VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const unit = connection.prepare(
    'INSERT INTO handling_unit (handling_id, unit_id, lead, position) VALUES (?, ?, 1, 0)',
  );
  connection.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const row = rowOf(index, Number(term.start_on.slice(0, 4)));
      const id = proposal.run({ term: term.id, ...row }).lastInsertRowid;
      signature.run(id, pick(deputies, index));
      const isAnswered = row.state !== 'assigned';
      const round = handling.run(
        id,
        row.day,
        isAnswered ? row.day : null,
        isAnswered ? pick(CLASSES, index) : null,
        isAnswered ? `${row.title}已经列入${pick(PLACES, index)}的计划。` : '',
        row.state === 'rated' ? pick(SATISFACTIONS, index) : null,
        row.state === 'rated' ? pick(SATISFACTIONS, index + 1) : null,
        row.at,
      ).lastInsertRowid;
      unit.run(round, pick(units, index));
    }
  })();
  connection.close();
}

interface Term {
  id: number;
  start_on: string;
}

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

function rowOf(index: number, firstYear: number) {
  const year = firstYear + (index % 3);
  const month = (index % 9) + 1;
  const day = `${year}-${String(month).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`;
  const matter = `${pick(PLACES, index)}${pick(MATTERS, Math.floor(index / 10))}${pick(DEEDS, Math.floor(index / 120))}`;
  return {
    number: `${year}-${String(index + 1000).padStart(6, '0')}`,
    kind: index % 20 === 0 ? 'motion' : 'suggestion',
    title: `关于${matter}的建议`,
    content: `${matter}已经多年没有解决，群众反映强烈。${'建议镇政府和有关单位到现场查看，列出时间，安排资金，尽快办理。'.repeat(3)}第${index}号。`,
    day,
    at: Date.parse(`${day}T10:00:00+08:00`),
    state: pick(['rated', 'rated', 'answered', 'assigned'], index),
    year,
    quarter: `${year}Q${Math.ceil(month / 3)}`,
  };
}
