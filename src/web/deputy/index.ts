import type { FastifyInstance } from 'fastify';
import { addRoutes } from '../routes.ts';
import { assessmentRoutes } from './assessments.ts';
import { archiveRoutes } from './archive.ts';
import { draftRoutes } from './drafts.ts';
import { evidenceRoutes } from './evidence.ts';
import { filingFormRoutes } from './filing-forms.ts';
import { filingRoutes } from './filings.ts';
import { groupRoutes } from './group.ts';
import { groupActivityRoutes } from './group-activity.ts';
import { groupMemberRoutes } from './group-member.ts';
import { homeRoutes } from './home.ts';
import { invitationRoutes } from './invitations.ts';
import { leaveRoutes } from './leave.ts';
import { useOwnNavigation } from './navigation.ts';
import { messageRoutes } from './messages.ts';
import { objectionRoutes } from './objections.ts';
import { proposalRoutes } from './proposals.ts';
import { signInRoutes } from './signins.ts';
import { statementRoutes } from './statements.ts';

export async function deputyContext(app: FastifyInstance): Promise<void> {
  useOwnNavigation(app);
  addRoutes(app, [
    ...assessmentRoutes,
    ...homeRoutes,
    ...groupRoutes,
    ...groupMemberRoutes,
    ...groupActivityRoutes,
    ...filingRoutes,
    ...filingFormRoutes,
    ...draftRoutes,
    ...archiveRoutes,
    ...evidenceRoutes,
    ...invitationRoutes,
    ...leaveRoutes,
    ...signInRoutes,
    ...messageRoutes,
    ...objectionRoutes,
    ...proposalRoutes,
    ...statementRoutes,
  ]);
}
