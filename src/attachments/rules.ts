import { isImage, MEDIA_TYPES } from '../evidence/rules.ts';

/** Attachments (附件): what a proposal, or one round's answer, has beside its text. Kinds and limits are those of evidence. */
export { MOST_FILES } from '../evidence/rules.ts';

/** Whether it is shown with a public proposal: images, made anew by us, and PDF; an editable document is not published. */
export function isPublicKind(mediaType: string): boolean {
  return isImage(mediaType) || mediaType === MEDIA_TYPES.pdf;
}
