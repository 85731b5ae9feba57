import type { FastifyInstance } from 'fastify';
import { addRoutes } from '../routes.ts';
import { messageRoutes } from './messages.ts';
import { proposalRoutes } from './proposals.ts';

export async function unitContext(app: FastifyInstance): Promise<void> {
  addRoutes(app, [...messageRoutes, ...proposalRoutes]);
}
