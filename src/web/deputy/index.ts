import type { FastifyInstance } from 'fastify';
import { addRoutes } from '../routes.ts';
import { homeRoutes } from './home.ts';
import { objectionRoutes } from './objections.ts';
import { statementRoutes } from './statements.ts';

export async function deputyContext(app: FastifyInstance): Promise<void> {
  addRoutes(app, [...homeRoutes, ...objectionRoutes, ...statementRoutes]);
}
