import { auditHeadText } from '../audit/rules.ts';
import { copyRegister, type Moved } from '../moving/actions.ts';
import { MOVING_REFUSALS } from '../moving/labels.ts';
import { print, readWords, tell, WrongUsage, type Command } from './command.ts';
import { sayingWhatIsUnusable, sayingWhyRefused } from './unusable.ts';

/** Brings a register from SQLite to PostgreSQL or back; the source is only read. */
export const copyCommand: Command = {
  usage: 'copy --from DIR|postgres://… --to DIR|postgres://…',
  about: '把登记册从 SQLite 迁到 PostgreSQL，或者迁回来（先停网站）；写完读回逐表核对，来源不动',
  async run(words) {
    const text = { type: 'string' } as const;
    const { flags, rest } = readWords(words, { from: text, to: text });
    const { from, to } = flags;
    if (typeof from !== 'string' || typeof to !== 'string' || rest.length > 0)
      throw new WrongUsage('要写 --from 来源 和 --to 目标：SQLite 写文件夹，PostgreSQL 写 postgres:// 地址');
    const moved = await sayingWhatIsUnusable(() =>
      sayingWhyRefused(MOVING_REFUSALS, () => copyRegister(from, to)),
    );
    report(moved);
  },
};

/** What `verify` shows on either side; on paper the head and the hashes stand on the notices. */
function report({ rows: { tables, head, notices }, files }: Moved): void {
  tell(`已迁移并读回核对：${tables.size} 张表，${files} 个佐证和附件文件`);
  print(`操作日志\t${head ? auditHeadText(head) : '空'}`);
  for (const { quarter, version, sha256 } of notices) print(`积分公示 ${quarter}/${version}\t${sha256}`);
}
