import type { Refused } from '../refusals.ts';
import { ACCOUNT_REFUSALS } from '../accounts/labels.ts';
import { ASSESSMENT_REFUSALS } from '../assessments/labels.ts';
import { ATTACHMENT_REFUSALS } from '../attachments/labels.ts';
import { BACKUP_REFUSALS } from '../backups/labels.ts';
import { CATEGORY_REFUSALS } from '../categories/labels.ts';
import { DEPUTY_REFUSALS } from '../deputies/labels.ts';
import { DISTRICT_REFUSALS } from '../districts/labels.ts';
import { EVIDENCE_REFUSALS } from '../evidence/labels.ts';
import { EXCHANGE_REFUSALS } from '../exchange/labels.ts';
import { FILING_REFUSALS } from '../filings/labels.ts';
import { GROUP_REFUSALS } from '../groups/labels.ts';
import { INVITATION_REFUSALS } from '../invitations/labels.ts';
import { LEAVE_REFUSALS } from '../leave/labels.ts';
import { MEETING_REFUSALS } from '../meetings/labels.ts';
import { CORRECTION_REFUSALS } from '../notices/correction/labels.ts';
import { NOTICE_REFUSALS } from '../notices/labels.ts';
import { OBJECTION_REFUSALS } from '../objections/labels.ts';
import { PROPOSAL_REFUSALS } from '../proposals/labels.ts';
import { REPORT_REFUSALS } from '../reports/labels.ts';
import { SCHEME_REFUSALS } from '../schemes/labels.ts';
import { UNIT_REFUSALS } from '../units/labels.ts';
import { SIGN_IN_REFUSALS } from '../signins/labels.ts';
import { STATEMENT_REFUSALS } from '../statements/labels.ts';

/** Reason codes of every noun, with their words; `{name}` is filled from the refusal's detail. */
const TEXTS: Record<string, string> = {
  ...ACCOUNT_REFUSALS,
  ...ASSESSMENT_REFUSALS,
  ...ATTACHMENT_REFUSALS,
  ...BACKUP_REFUSALS,
  ...CATEGORY_REFUSALS,
  ...DEPUTY_REFUSALS,
  ...DISTRICT_REFUSALS,
  ...EVIDENCE_REFUSALS,
  ...EXCHANGE_REFUSALS,
  ...FILING_REFUSALS,
  ...GROUP_REFUSALS,
  ...INVITATION_REFUSALS,
  ...LEAVE_REFUSALS,
  ...MEETING_REFUSALS,
  ...NOTICE_REFUSALS,
  ...CORRECTION_REFUSALS,
  ...OBJECTION_REFUSALS,
  ...PROPOSAL_REFUSALS,
  ...REPORT_REFUSALS,
  ...SCHEME_REFUSALS,
  ...UNIT_REFUSALS,
  ...SIGN_IN_REFUSALS,
  ...STATEMENT_REFUSALS,
};

export function refusalText(refused: Refused): string {
  const text = TEXTS[refused.reason];
  if (text === undefined) throw new Error(`no words for the refusal ${refused.reason}`);
  return text.replace(/\{(\w+)\}/g, (_match, name: string) => String(refused.detail[name] ?? ''));
}
