import type { FastifyInstance } from 'fastify';
import { addRoutes } from '../routes.ts';
import { proposalRoutes } from './proposals.ts';

export async function unitContext(app: FastifyInstance): Promise<void> {
  addRoutes(app, [...proposalRoutes]);
}
