import type { FastifyInstance } from 'fastify';
import { addRoutes } from '../routes.ts';
import { districtRoutes } from './districts.ts';
import { homeRoutes } from './home.ts';

/** The desk (工作台): presidium staff, presidium members and the administrator. */
export async function staffContext(app: FastifyInstance): Promise<void> {
  addRoutes(app, [...homeRoutes, ...districtRoutes]);
}
