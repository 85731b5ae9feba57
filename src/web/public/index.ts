import type { FastifyInstance } from 'fastify';
import { accountRoutes } from '../accounts.ts';
import { addRoutes } from '../routes.ts';
import { setupRoutes } from '../setup.ts';
import { textSizeRoutes } from '../text-size.ts';
import { homeRoutes } from './home.ts';
import { noticeDataRoutes } from './notice-data.ts';
import { noticeRoutes } from './notices.ts';
import { reportRoutes } from './reports.ts';

/** Everything that can be seen without an account. */
export async function publicContext(app: FastifyInstance): Promise<void> {
  addRoutes(app, [...noticeRoutes, ...noticeDataRoutes, ...reportRoutes]);
  addRoutes(app, [...homeRoutes, ...accountRoutes, ...setupRoutes, ...textSizeRoutes]);
}
