import type { Reader } from '../db/store.ts';
import { toHundredths } from '../lib/hundredths.ts';
import {
  pictureOf,
  sectionSums,
  type GrantedPart,
  type Picture,
  type PicturedDeputy,
} from '../points/picture.ts';
import type { NoticeBody, NoticeDeputy } from './body.ts';
import { listCurrent } from './store.ts';

/** The picture of everybody's points (积分全貌) as a notice published them, from the first quarter of its year on. */
export function noticePicture({ deputies, scheme }: NoticeBody): Picture {
  return pictureOf(
    deputies.map((deputy) => picturedDeputy(scheme, deputy)),
    scheme.sections,
  );
}

function picturedDeputy(scheme: NoticeBody['scheme'], deputy: NoticeDeputy): PicturedDeputy {
  return {
    deputy: deputy.deputy,
    totalHundredths: toHundredths(deputy.total),
    quarters: deputy.quarters.map(({ quarter, points, total }) => ({
      quarter,
      pointsHundredths: toHundredths(points),
      totalHundredths: toHundredths(total),
    })),
    ...grantedParts(scheme, deputy),
  };
}

function grantedParts({ items }: NoticeBody['scheme'], { lines, settlements = [] }: NoticeDeputy) {
  const sections = new Map(items.map(({ code, section }) => [code, section]));
  return {
    lines: lines.map(({ item, granted }): GrantedPart => ({
      section: sections.get(item) ?? null,
      grantedHundredths: toHundredths(granted),
    })),
    settlements: settlements.map(({ section, granted }): GrantedPart => ({
      section,
      grantedHundredths: toHundredths(granted),
    })),
  };
}

/** A deputy's published points of a year by section, up to the end of the latest quarter whose notice names them. */
export interface PublishedSections {
  readonly quarter: string;
  readonly version: number;
  readonly sections: readonly {
    readonly code: string;
    readonly title: string;
    readonly grantedHundredths: number;
  }[];
  /** What belongs to no section: base, and what the bounds of the total changed. */
  readonly othersHundredths: number;
  readonly totalHundredths: number;
}

/** Null while no notice of the year names the deputy. */
export async function findPublishedSections(
  reader: Reader,
  year: number,
  { term, certificateNumber }: { term: number; certificateNumber: string },
): Promise<PublishedSections | null> {
  const notices = (await listCurrent(reader, year)).filter(({ body }) => body.term === term);
  const named = notices.toReversed().flatMap(({ body, version }) => {
    const deputy = body.deputies.find((one) => one.deputy === certificateNumber);
    return deputy ? [{ body, version, deputy }] : [];
  });
  const [latest] = named;
  return latest ? sectionsOf(latest) : null;
}

function sectionsOf({ body, version, deputy }: { body: NoticeBody; version: number; deputy: NoticeDeputy }) {
  const { lines, settlements } = grantedParts(body.scheme, deputy);
  const sections = sectionSums([...lines, ...settlements], body.scheme.sections).map(
    ({ code, title, addedHundredths, deductedHundredths }) => ({
      code,
      title,
      grantedHundredths: addedHundredths + deductedHundredths,
    }),
  );
  const totalHundredths = toHundredths(deputy.total);
  const known = sections.reduce((sum, { grantedHundredths }) => sum + grantedHundredths, 0);
  return {
    quarter: body.quarter,
    version,
    sections,
    othersHundredths: totalHundredths - known,
    totalHundredths,
  };
}
