import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import { makeCodeSlips, type CodeSlips } from './accounts/code-slips.ts';
import { makeThrottle, type Throttle } from './accounts/throttle.ts';
import type { Config } from './config.ts';
import type { Store } from './db/store.ts';
import { makeDailyLimit, type DailyLimit } from './objections/limit.ts';
import { settleProposalIndex } from './proposals/search-index.ts';
import { demandDeclaredAccess, guardAccess } from './web/access.ts';
import { assets } from './web/assets.ts';
import { parseBody } from './web/body.ts';
import { guardForms } from './web/csrf.ts';
import { deputyContext } from './web/deputy/index.ts';
import { answerBadAddress, useErrors } from './web/errors.ts';
import { keepPublicPages } from './web/kept-pages.ts';
import { publicContext } from './web/public/index.ts';
import { useSecurityHeaders } from './web/security.ts';
import { useSessions } from './web/session.ts';
import { staffContext } from './web/staff/index.ts';
import { unitContext } from './web/unit/index.ts';
import { useUploads, UPLOAD_LIMITS } from './web/uploads.ts';
import { useViews } from './web/views.ts';

declare module 'fastify' {
  interface FastifyInstance {
    store: Store;
    clock: () => number;
    config: Config;
    throttle: Throttle;
    codeSlips: CodeSlips;
    objectionLimit: DailyLimit;
    /** Slows down guessing the digits of a sign-in (签到), by account: a hall shares one address. */
    codeThrottle: Throttle;
  }
}

export interface AppParts {
  store: Store;
  /** Epoch milliseconds; tests pass their own. */
  clock: () => number;
  config: Config;
}

/** The one app: the server listens with it, the tests inject into it. */
export async function buildApp({ store, clock, config }: AppParts): Promise<FastifyInstance> {
  await settleProposalIndex(store);
  const app: FastifyInstance = fastify({
    logger: config.quiet ? false : { level: 'warn' },
    genReqId: () => randomBytes(8).toString('hex'),
    trustProxy: config.trustProxy.length > 0 ? config.trustProxy : false,
    bodyLimit: 1024 * 1024,
    frameworkErrors: (error, _request, reply) => void answerBadAddress(app, error, reply),
    routerOptions: { maxParamLength: 400, ignoreTrailingSlash: true },
  });
  app.decorate('store', store);
  app.decorate('clock', clock);
  app.decorate('config', config);
  app.decorate('throttle', makeThrottle());
  app.decorate('codeSlips', makeCodeSlips());
  app.decorate('objectionLimit', makeDailyLimit());
  app.decorate('codeThrottle', makeThrottle());

  demandDeclaredAccess(app);
  useSecurityHeaders(app);
  keepPublicPages(app);
  await app.register(cookie);
  await app.register(formbody, { parser: parseBody });
  await app.register(multipart, { limits: UPLOAD_LIMITS, throwFileSizeLimit: false });
  await useViews(app);
  useSessions(app);
  guardAccess(app);
  useUploads(app);
  guardForms(app);
  useErrors(app);

  await app.register(assets);
  await app.register(publicContext);
  await app.register(staffContext, { prefix: '/desk' });
  await app.register(deputyContext, { prefix: '/my' });
  await app.register(unitContext, { prefix: '/unit' });
  return app;
}
