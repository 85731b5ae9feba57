import type { FastifyInstance } from 'fastify';
import { addRoutes } from '../routes.ts';
import { categoryRoutes } from './categories.ts';
import { delegationRoutes } from './delegations.ts';
import { deputyListRoutes } from './deputies.ts';
import { deputyFormRoutes } from './deputy-forms.ts';
import { deputyRoutes } from './deputy.ts';
import { districtRoutes } from './districts.ts';
import { groupRoutes } from './groups.ts';
import { homeRoutes } from './home.ts';
import { mandateEventRoutes } from './mandate-events.ts';
import { noticeRoutes } from './notices.ts';
import { reportDocumentRoutes } from './report-documents.ts';
import { reportRoutes } from './reports.ts';

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

/** Points on paper: quarterly notices and annual report forms. */
const publishingRoutes = [...noticeRoutes, ...reportRoutes, ...reportDocumentRoutes];

/** The desk (工作台): presidium staff, presidium members and the administrator. */
export async function staffContext(app: FastifyInstance): Promise<void> {
  addRoutes(app, [...rosterRoutes, ...publishingRoutes, ...homeRoutes]);
}
