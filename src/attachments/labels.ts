export const ATTACHMENT_REFUSALS: Record<string, string> = {
  'attachment-too-many': '一件最多 {most} 个附件，现在已有 {known} 个。请少选几个，或者先删去不要的。',
};

/** Which field of the form a refusal belongs to. */
export const ATTACHMENT_REFUSAL_FIELDS: Record<string, string> = { 'attachment-too-many': 'files' };
