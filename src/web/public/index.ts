import type { FastifyInstance } from 'fastify';
import { accountRoutes } from '../accounts.ts';
import { cardRoutes } from '../cards.ts';
import { deviceRoutes } from '../devices.ts';
import { addRoutes } from '../routes.ts';
import { setupRoutes } from '../setup.ts';
import { confirmationRoutes } from '../sudo.ts';
import { textSizeRoutes } from '../text-size.ts';
import { activityRoutes } from './activities.ts';
import { attachmentRoutes } from './attachments.ts';
import { dataRoutes } from './data.ts';
import { deputyListRoutes } from './deputies.ts';
import { deputyRecordRoutes } from './deputy-records.ts';
import { deputyRoutes } from './deputy.ts';
import { districtRoutes } from './districts.ts';
import { evidenceRoutes } from './evidence.ts';
import { feedRoutes } from './feeds.ts';
import { homeRoutes } from './home.ts';
import { noticeDataRoutes } from './notice-data.ts';
import { noticeCheckRoutes } from './notice-check.ts';
import { noticePictureRoutes } from './notice-picture.ts';
import { noticeRoutes } from './notices.ts';
import { objectionRoutes } from './objections.ts';
import { proposalRoutes } from './proposals.ts';
import { reportRoutes } from './reports.ts';
import { rulesRoutes } from './rules.ts';
import { searchRoutes } from './search.ts';

/** Everything that can be seen without an account. */
export async function publicContext(app: FastifyInstance): Promise<void> {
  addRoutes(app, [...deputyListRoutes, ...deputyRoutes, ...deputyRecordRoutes, ...districtRoutes]);
  addRoutes(app, [
    ...activityRoutes,
    ...proposalRoutes,
    ...attachmentRoutes,
    ...rulesRoutes,
    ...searchRoutes,
  ]);
  addRoutes(app, [...dataRoutes, ...evidenceRoutes, ...feedRoutes]);
  addRoutes(app, [
    ...noticeCheckRoutes,
    ...noticePictureRoutes,
    ...noticeRoutes,
    ...noticeDataRoutes,
    ...objectionRoutes,
    ...reportRoutes,
  ]);
  addRoutes(app, [
    ...homeRoutes,
    ...accountRoutes,
    ...cardRoutes,
    ...deviceRoutes,
    ...confirmationRoutes,
    ...setupRoutes,
    ...textSizeRoutes,
  ]);
}
