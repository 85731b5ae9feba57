import type { FastifyInstance } from 'fastify';
import { addRoutes } from '../routes.ts';
import { accountCardRoutes } from './account-cards.ts';
import { absenceRoutes } from './absences.ts';
import { accountFormRoutes } from './account-forms.ts';
import { accountRoutes } from './accounts.ts';
import { activityRoutes } from './activities.ts';
import { auditRoutes } from './audit.ts';
import { assessmentRoutes } from './assessment.ts';
import { assessmentDocumentRoutes } from './assessment-documents.ts';
import { assessmentListRoutes } from './assessments.ts';
import { attendanceRoutes } from './attendance.ts';
import { backupRoutes } from './backups.ts';
import { categoryRoutes } from './categories.ts';
import { correctionRoutes } from './corrections.ts';
import { delegationRoutes } from './delegations.ts';
import { checkInRoutes } from './checkins.ts';
import { deputyListRoutes } from './deputies.ts';
import { deputyFormRoutes } from './deputy-forms.ts';
import { deputyRoutes } from './deputy.ts';
import { districtRoutes } from './districts.ts';
import { evidenceRoutes } from './evidence.ts';
import { exportRoutes } from './exports.ts';
import { filingFormRoutes } from './filing-forms.ts';
import { filingRoutes } from './filing.ts';
import { filingListRoutes } from './filings.ts';
import { groupRoutes } from './groups.ts';
import { handlingReportRoutes } from './handling-report.ts';
import { homeRoutes } from './home.ts';
import { importRoutes } from './import.ts';
import { importListRoutes } from './imports.ts';
import { invitationRoutes } from './invitations.ts';
import { inviteeRoutes } from './invitees.ts';
import { leaveRoutes } from './leave.ts';
import { mandateEventRoutes } from './mandate-events.ts';
import { markCorrectionRoutes } from './mark-corrections.ts';
import { noticeRoutes } from './notices.ts';
import { objectionFormRoutes } from './objection-forms.ts';
import { objectionListRoutes } from './objections.ts';
import { objectionRoutes } from './objection.ts';
import { reportDocumentRoutes } from './report-documents.ts';
import { reportRoutes } from './reports.ts';
import { paperProposalRoutes } from './paper-proposals.ts';
import { proposalRoutes } from './proposals.ts';
import { schemeDraftRoutes } from './scheme-drafts.ts';
import { schemeItemRoutes } from './scheme-items.ts';
import { schemePaperRoutes } from './scheme-papers.ts';
import { schemePartRoutes } from './scheme-parts.ts';
import { schemeTrialRoutes } from './scheme-trial.ts';
import { schemeRoutes } from './schemes.ts';
import { pointsPictureRoutes } from './points-picture.ts';
import { pointsRoutes } from './points.ts';
import { selfCheckRoutes } from './self-check.ts';
import { sessionRoutes } from './sessions.ts';
import { settingRoutes } from './settings.ts';
import { signInRoutes } from './sign-in-sheets.ts';
import { signInPageRoutes } from './signins.ts';
import { sittingRoutes } from './sittings.ts';
import { unitRoutes } from './units.ts';
import { statementRoutes } from './statements.ts';

/** The roster (名册). */
const rosterRoutes = [
  ...deputyListRoutes,
  ...deputyFormRoutes,
  ...deputyRoutes,
  ...mandateEventRoutes,
  ...districtRoutes,
  ...delegationRoutes,
  ...groupRoutes,
  ...categoryRoutes,
];

/** What deputies do besides meetings: filings and proposals. */
const workRoutes = [
  ...filingListRoutes,
  ...filingFormRoutes,
  ...filingRoutes,
  ...evidenceRoutes,
  ...paperProposalRoutes,
  ...proposalRoutes,
  ...handlingReportRoutes,
  ...unitRoutes,
];

/** The year-end assessment of points. */
const yearEndRoutes = [...assessmentListRoutes, ...assessmentDocumentRoutes, ...assessmentRoutes];

/** How duties become points. */
const pointsAndSchemeRoutes = [
  ...pointsRoutes,
  ...pointsPictureRoutes,
  ...schemeRoutes,
  ...schemeDraftRoutes,
  ...schemePartRoutes,
  ...schemeItemRoutes,
  ...schemePaperRoutes,
  ...schemeTrialRoutes,
];

/** Points on paper: quarterly notices and annual report forms. */
const publishingRoutes = [...noticeRoutes, ...correctionRoutes, ...reportRoutes, ...reportDocumentRoutes];

/** What others say to a notice: objections, and deputies' own words. */
const replyRoutes = [...objectionListRoutes, ...objectionFormRoutes, ...objectionRoutes, ...statementRoutes];

/** Meetings: congress sessions, activities, attendance. */
const meetingRoutes = [
  ...sessionRoutes,
  ...sittingRoutes,
  ...activityRoutes,
  ...inviteeRoutes,
  ...invitationRoutes,
  ...leaveRoutes,
  ...signInPageRoutes,
  ...checkInRoutes,
  ...attendanceRoutes,
  ...absenceRoutes,
  ...markCorrectionRoutes,
  ...signInRoutes,
];

/** Files in and out. */
const exchangeRoutes = [...importListRoutes, ...importRoutes, ...exportRoutes];

/** Accounts, settings, the trail, copies and how the program fares. */
const administrationRoutes = [
  ...accountFormRoutes,
  ...accountCardRoutes,
  ...accountRoutes,
  ...settingRoutes,
  ...auditRoutes,
  ...backupRoutes,
  ...selfCheckRoutes,
];

/** The desk (工作台): presidium staff, presidium members and the administrator. */
export async function staffContext(app: FastifyInstance): Promise<void> {
  addRoutes(app, [
    ...rosterRoutes,
    ...meetingRoutes,
    ...workRoutes,
    ...pointsAndSchemeRoutes,
    ...yearEndRoutes,
    ...publishingRoutes,
    ...replyRoutes,
    ...exchangeRoutes,
    ...administrationRoutes,
    ...homeRoutes,
  ]);
}
