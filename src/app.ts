import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import type { Store } from './db/store.ts';
import type { RegisterPool } from './registers/pool.ts';
import { onlyRegister, type Surroundings } from './registers/register.ts';
import { settleRegister } from './registers/settle.ts';
import { demandDeclaredAccess, guardAccess } from './web/access.ts';
import { assets } from './web/assets.ts';
import { parseBody } from './web/body.ts';
import { guardForms } from './web/csrf.ts';
import { deputyContext } from './web/deputy/index.ts';
import { answerBadAddress, answerNoRequest, useErrors } from './web/errors.ts';
import { keepPublicPages } from './web/kept-pages.ts';
import { limitExports, limitSearches } from './web/rates.ts';
import { logOptions, type LogSink } from './web/log.ts';
import { publicContext } from './web/public/index.ts';
import { useRegisterCookies } from './web/register-cookies.ts';
import { chooseByAddress, useOnlyRegister, useRegisterPool } from './web/registers.ts';
import { useSecurityHeaders } from './web/security.ts';
import { useSessions } from './web/session.ts';
import { noteStorageFaults } from './web/storage-faults.ts';
import { staffContext } from './web/staff/index.ts';
import { guardSudo } from './web/sudo.ts';
import { unitContext } from './web/unit/index.ts';
import { reportStrangeFields } from './web/strange-fields.ts';
import { useUploads, UPLOAD_LIMITS } from './web/uploads.ts';
import { useViews } from './web/views.ts';

declare module 'fastify' {
  interface FastifyInstance {
    clock: () => number;
    config: Config;
  }
}

/** The one register of the process, or all of those it may open. */
export type AppParts = Surroundings & ({ store: Store } | { registers: RegisterPool }) & { log?: LogTo };

/** Tests look at what is logged. */
interface LogTo {
  sink: LogSink;
  level: string;
}

/**
 * A connection on which nothing moves is cut after a minute; a request must have come in whole after a quarter of an
 * hour, which is enough for nine photos over a village's line.
 */
const TIME_LIMITS = { connectionTimeout: 60_000, requestTimeout: 15 * 60_000 };

/** The one app: the server listens with it, the tests inject into it. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const { clock, config, log } = parts;
  if ('store' in parts) await settleRegister(parts.store, clock());
  const app: FastifyInstance = fastify({
    logger: config.quiet ? false : logOptions(log?.sink, log?.level ?? 'warn'),
    genReqId: () => randomBytes(8).toString('hex'),
    trustProxy: config.trustProxy.length > 0 ? config.trustProxy : false,
    bodyLimit: 1024 * 1024,
    rewriteUrl: chooseByAddress(config),
    ...TIME_LIMITS,
    clientErrorHandler: (error, socket) => answerNoRequest(app, error, socket),
    frameworkErrors: (error, _request, reply) => void answerBadAddress(app, error, reply),
    routerOptions: { maxParamLength: 400, ignoreTrailingSlash: true },
  });
  app.decorate('clock', clock);
  app.decorate('config', config);

  demandDeclaredAccess(app);
  useSecurityHeaders(app);
  if ('store' in parts) useOnlyRegister(app, onlyRegister(parts.store, { clock, config }));
  else useRegisterPool(app, parts.registers);
  limitSearches(app);
  keepPublicPages(app);
  await app.register(cookie);
  useRegisterCookies(app);
  // Our pages send forms; a body in another language is read by nobody.
  app.removeAllContentTypeParsers();
  await app.register(formbody, { parser: parseBody });
  await app.register(multipart, { limits: UPLOAD_LIMITS, throwFileSizeLimit: false });
  await useViews(app);
  useSessions(app);
  guardAccess(app);
  limitExports(app);
  useUploads(app);
  guardForms(app);
  guardSudo(app);
  reportStrangeFields(app);
  useErrors(app);
  noteStorageFaults(app);

  await app.register(assets);
  await app.register(publicContext);
  await app.register(staffContext, { prefix: '/desk' });
  await app.register(deputyContext, { prefix: '/my' });
  await app.register(unitContext, { prefix: '/unit' });
  return app;
}
