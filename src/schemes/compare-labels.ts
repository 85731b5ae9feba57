import { kindLabel } from '../duties/labels.ts';
import { sourceLabel } from './labels.ts';
import { pointsText, ruleText, splitText } from './rule-labels.ts';
import type { Scheme, SchemeItem, SchemeSection } from './scheme.ts';

/** The fields of a part in words, by their names; '' and what is not there are the same. */
export type FieldWords = Readonly<Record<string, string>>;

const NONE = '不设';

export const headWords = ({
  title,
  base,
  floor,
  cap,
}: Pick<Scheme, 'title' | 'base' | 'floor' | 'cap'>): FieldWords => ({
  名称: title,
  基础分: pointsText(base),
  总分最低: floor === null ? NONE : pointsText(floor),
  总分最高: cap === null ? NONE : pointsText(cap),
});

const bound = (value: number | null | undefined): string =>
  typeof value === 'number' ? pointsText(value) : '';

export const sectionWords = ({ title, cap, base, floor }: SchemeSection): FieldWords => ({
  名称: title,
  板块上限: bound(cap),
  板块基础分: bound(base),
  板块最低分: bound(floor),
});

export const itemWords = (item: SchemeItem, section: string): FieldWords => ({
  名称: item.title,
  板块: section,
  分值: ruleText({ ...item, split: null }),
  联名怎么分: splitText(item.split ?? null),
  每季上限: bound(item.quarterCap),
  全年上限: bound(item.cap),
  只计最高: item.bestOf ?? '',
  计入的履职: (item.kinds ?? []).map(kindLabel).join('、'),
  适用的代表: item.categories?.join('、') ?? '',
  记录来源: item.source === undefined ? '' : sourceLabel(item.source),
  佐证材料: item.evidence === true ? '要' : '',
});
