import { expect, it } from 'vitest';
import { findRosterEntry } from '../../src/deputies/store.ts';
import { figureValue } from '../../src/documents/report-words.ts';
import { composeReport, loadReportGround } from '../../src/reports/compose.ts';
import { found } from '../../src/refusals.ts';
import { getCurrentTerm } from '../../src/settings/store.ts';
import { openSample } from '../web/public/sample-world.ts';

/** The figures of a deputy's form by label, as printed. */
async function figuresOf(certificate: string): Promise<Record<string, string>> {
  const { read } = await openSample();
  const term = await getCurrentTerm(read);
  const ground = await loadReportGround(read, term.id, 2026, '2026-12-31');
  const body = await composeReport(read, ground, found(await findRosterEntry(read, term.id, certificate)));
  return Object.fromEntries(
    body.sections.flatMap((section) => section.figures.map((figure) => [figure.label, figureValue(figure)])),
  );
}

it('the report form of deputy 002 reads as the published report: 17 activities by kind, 12 suggestions, 5 deeds', async () => {
  expect(await figuresOf('002')).toMatchObject({
    出席人代会: '2/2 次',
    参加闭会期间活动: '17/17 次',
    列席会议: '8 次',
    视察: '2 次',
    政情通报: '2 次',
    主题活动: '2 次',
    评议: '1 次',
    学习培训: '1 次',
    小组活动: '1 次',
    领衔建议: '12 件',
    为民办实事: '5 件',
  });
});

it('the report form of deputy 006 reads as the published report: 7 suggestions, 4 deeds', async () => {
  expect(await figuresOf('006')).toMatchObject({ 领衔建议: '7 件', 附议建议: '5 件', 为民办实事: '4 件' });
});
