import { auditHeadText } from '../audit/rules.ts';
import { noticeDocument as wordNotice } from '../documents/notice-words.ts';
import type { NoticeDocument } from '../documents/models.ts';
import { ORDER_NAMES } from '../deputies/labels.ts';
import type { Correction } from './body.ts';
import { correctionTexts } from './correction/labels.ts';
import { inShownOrder } from './table.ts';
import type { Notice } from './store.ts';

/** The printed notice (纸质公示) of what was frozen. */
export function noticeDocument({ body, sha256 }: Notice, page: string): NoticeDocument {
  const { township, scheme, showRanks, nameOrder } = body;
  const frozen = {
    township: township.name,
    congress: township.congress,
    presidium: township.presidium,
    contact: { address: township.address, phone: township.phone },
    quarter: body.quarter,
    version: body.version,
    number: body.number,
    scheme: { title: scheme.title, year: scheme.year, version: scheme.version ?? 1 },
    asOf: body.asOf,
    closedOn: body.closedOn,
    window: body.window,
    lines: inShownOrder(body),
    sections: scheme.sections.map(({ code, title }) => ({ code, title })),
    openReason: body.openReason === '' ? null : body.openReason,
    corrects: body.corrects && printedCorrection(body.corrects, showRanks),
    sha256,
    previousSha256: body.previous?.sha256 ?? null,
    auditHead: auditHeadText(body.trail),
    showRank: showRanks,
    order: ORDER_NAMES[nameOrder],
  };
  return wordNotice(frozen, { page });
}

/** Every change with its reason, and what it comes to, as sentences. */
function printedCorrection(corrects: Correction, showRanks: boolean) {
  const { changes, effects, objections, follows } = correctionTexts(corrects, showRanks);
  const sentences = [
    ...changes.map(({ text, reason }) => `${text}（${reason}）`),
    ...effects,
    objections,
    follows,
  ];
  return {
    version: corrects.version,
    sha256: corrects.sha256,
    reason: corrects.reason,
    changes: sentences.filter((sentence) => sentence !== ''),
  };
}
