import type { FastifyInstance } from 'fastify';
import { addRoutes } from '../routes.ts';
import { homeRoutes } from './home.ts';

export async function deputyContext(app: FastifyInstance): Promise<void> {
  addRoutes(app, [...homeRoutes]);
}
