import { z } from 'zod';
import { longText } from '../forms/fields.ts';
import { sectionLabel } from '../duties/labels.ts';
import { SECTIONS, type Section } from '../duties/rules.ts';

const words = Object.fromEntries(
  SECTIONS.map((section) => [section, longText(`“${sectionLabel(section)}”的文字`, 1000)]),
) as Record<Section, ReturnType<typeof longText>>;

export const reportForm = z.object({
  ...words,
  groupOpinion: longText('代表小组意见', 500),
  presidiumOpinion: longText('主席团意见', 500),
});

export type ReportInput = z.output<typeof reportForm>;

export const withdrawalForm = z.object({
  reason: longText('撤回原因', 300).refine((text) => text !== '', '请填写撤回原因，撤回的时间和原因会公开'),
});
