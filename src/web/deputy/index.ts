import type { FastifyInstance } from 'fastify';
import { addRoutes } from '../routes.ts';
import { evidenceRoutes } from './evidence.ts';
import { homeRoutes } from './home.ts';
import { objectionRoutes } from './objections.ts';
import { proposalRoutes } from './proposals.ts';
import { statementRoutes } from './statements.ts';

export async function deputyContext(app: FastifyInstance): Promise<void> {
  addRoutes(app, [
    ...homeRoutes,
    ...evidenceRoutes,
    ...objectionRoutes,
    ...proposalRoutes,
    ...statementRoutes,
  ]);
}
