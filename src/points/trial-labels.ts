import { formatHundredths } from '../lib/hundredths.ts';
import type { TrialSection } from './trial-summary.ts';
import type { TrialCause, TrialPart, TrialRow } from './trial.ts';

const PART_LABELS: Readonly<Record<Exclude<TrialPart, 'item'>, string>> = {
  base: '起始分',
  'section-floor': '板块下限',
  bounds: '总分上下限',
};

/** What a part of a total is called: 视察（新增）, 调研 改为 专题调研, 起始分. */
export function causeLabel({ part, before, after }: TrialCause): string {
  if (part !== 'item') return PART_LABELS[part];
  if (!before) return `${after?.title ?? ''}（新增）`;
  if (!after) return `${before.title}（取消）`;
  return before.title === after.title ? after.title : `${before.title} 改为 ${after.title}`;
}

export const trialSectionLabel = ({ part, title }: TrialSection): string =>
  part === 'section' ? title : PART_LABELS[part];

/** +6, -5, 0. */
export const signedPoints = (hundredths: number): string =>
  `${hundredths > 0 ? '+' : ''}${formatHundredths(hundredths)}`;

/** How the rank moved. */
export function placesLabel(places: number): string {
  if (places === 0) return '不变';
  return places > 0 ? `升 ${places} 位` : `降 ${-places} 位`;
}

const ROW_CAUSES = 3;

/** Why somebody's points or rank moved, in a few words; the whole list stands on the deputy's own trial page. */
export function causesText({ causes, places, changeHundredths }: TrialRow): string {
  const told = causes
    .slice(0, ROW_CAUSES)
    .map((cause) => `${causeLabel(cause)} ${signedPoints(cause.changeHundredths)}`);
  const more = causes.length - told.length;
  const others = othersText(places ?? 0, changeHundredths ?? 0);
  return [...told, ...(more > 0 ? [`另有 ${more} 项`] : []), ...(others === '' ? [] : [others])].join('；');
}

/** Where the rank went another way than the points, the others are the reason. */
function othersText(places: number, change: number): string {
  if (places === 0) return '';
  if (change === 0) return OTHERS_CHANGED;
  if (places > 0 === change > 0) return '';
  return places < 0 ? '别的代表加得更多' : '别的代表减得更多';
}

const OTHERS_CHANGED = '本人总分没有变，别的代表变了';
