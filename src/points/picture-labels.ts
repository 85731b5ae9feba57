import { formatHundredths } from '../lib/hundredths.ts';
import type { Bin } from './picture.ts';

/** 20 分至不足 30 分. */
export const binLabel = ({ from, to }: Pick<Bin, 'from' | 'to'>): string =>
  `${formatHundredths(from)} 分至不足 ${formatHundredths(to)} 分`;

/** 41.5%; nothing to share is told apart from a share of nothing. */
export const shareLabel = (permille: number | null): string =>
  permille === null ? '没有加分' : `${formatHundredths(permille * 10)}%`;
