import { formatHundredths, fromHundredths } from '../lib/hundredths.ts';
import type { Bin, Picture, SectionSum } from '../points/picture.ts';
import { binLabel, shareLabel } from '../points/picture-labels.ts';
import type { HistogramBin } from './charts.ts';

/** A picture with its charts: what the partial `points-picture` shows, on the desk and for everybody. */
export interface PictureModel extends Picture {
  readonly histogram: { readonly bins: readonly HistogramBin[]; readonly end: string };
  readonly rows: readonly { readonly label: string; readonly count: number; readonly href: string | null }[];
  readonly shares: readonly {
    readonly label: string;
    readonly value: number | null;
    readonly text: string;
    readonly section: SectionSum;
  }[];
}

/** `list`: where those of a bin are listed; null where nobody is to be named. */
export function pictureModel(
  picture: Picture,
  list: ((bin: Bin, index: number) => string) | null,
): PictureModel {
  const { bins, sections } = picture;
  return {
    ...picture,
    histogram: {
      bins: bins.map(({ from, members }) => ({ edge: formatHundredths(from), count: members.length })),
      end: formatHundredths(bins.at(-1)?.to ?? 0),
    },
    rows: bins.map((bin, index) => ({
      label: binLabel(bin),
      count: bin.members.length,
      href: list && bin.members.length > 0 ? list(bin, index) : null,
    })),
    shares: sections.map((section) => ({
      label: section.title,
      value: section.sharePermille === null ? null : fromHundredths(section.sharePermille * 10),
      text: shareLabel(section.sharePermille),
      section,
    })),
  };
}
