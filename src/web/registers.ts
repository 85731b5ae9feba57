import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { townshipDirectory, type Listed } from '../registers/directory.ts';
import type { Lease, RegisterPool } from '../registers/pool.ts';
import type { Register } from '../registers/register.ts';
import { chooseRegister, faultOfName, ownAddressOf, type Choice } from '../registers/rules.ts';
import { unavailability } from '../db/unavailable.ts';
import { NoSuchRegister, obstacleOf } from '../registers/source.ts';
import { siteOf } from './origin.ts';
import { plainPage } from './page.ts';
import { locationWithPrefix } from './prefix.ts';
import { query } from './routes.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The township's register that this request is about. */
    register: Register;
    /** What stands before every address of that register: `/qingxi`, or nothing. */
    prefix: string;
    /** Keeps the register open during work that goes on when whoever asked has gone. */
    whileOpen: Register['hold'];
  }
}

type RawRequest = FastifyRequest['raw'];

const choices = new WeakMap<RawRequest, Choice>();

/** Takes the register's name off the address before it is looked up, so that all pages are written without it. */
export function chooseByAddress({ registers }: Config): (raw: RawRequest) => string {
  return (raw) => {
    if (registers === null) return raw.url ?? '/';
    const choice = chooseRegister(raw.headers.host ?? '', raw.url ?? '/', registers.hosts);
    choices.set(raw, choice);
    return choice.url;
  };
}

const openAnyway: Register['hold'] = (work) => work();

function decorate(app: FastifyInstance): void {
  app.decorateRequest('prefix', '');
  app.decorateRequest('register');
  app.decorateRequest('whileOpen', openAnyway);
}

/** A process for one township: every request is about its register. */
export function useOnlyRegister(app: FastifyInstance, register: Register): void {
  decorate(app);
  app.addHook('onRequest', (request, _reply, done) => {
    request.register = register;
    done();
  });
}

/** A process for many: each request gets the register it asks for, and holds it open until it is answered. */
export function useRegisterPool(app: FastifyInstance, pool: RegisterPool): void {
  const list = townshipDirectory(pool, app.clock);
  decorate(app);
  app.addHook('onClose', () => pool.closeAll());
  app.addHook('onRequest', async (request, reply) => {
    const choice = choices.get(request.raw);
    if (!choice || choice.name === null) return withoutRegister(request, reply, choice?.typed ?? '', list);
    try {
      request.register = await takeFor(reply, pool.take(choice.name));
      request.whileOpen = request.register.hold;
      request.prefix = choice.prefix;
    } catch (error) {
      return notOpened(request, reply, error);
    }
  });
  app.addHook('onSend', async ({ prefix }, reply) => {
    const location = reply.getHeader('location');
    if (typeof location === 'string') reply.header('location', locationWithPrefix(location, prefix));
  });
}

/** The response closes however it ends, perhaps before the register is open; an injected one only ends. */
async function takeFor(reply: FastifyReply, lease: Promise<Lease>): Promise<Register> {
  const giveBack = () => void lease.then(({ release }) => release()).catch(() => undefined);
  reply.raw.once('close', giveBack).once('finish', giveBack);
  return (await lease).register;
}

/** More townships than these are found by typing. */
const MOST_WITHOUT_SEARCH = 20;

/** The site above all registers: the list of townships, and what is nobody's own (style, scripts, text size). */
async function withoutRegister(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: string,
  list: () => Promise<Listed[]>,
): Promise<unknown> {
  const { url = '' } = request.routeOptions;
  if (typed === '' && (url.startsWith('/assets/') || url === '/text-size')) return forgetVisitor(request);
  if (typed !== '' || url !== '/')
    return plainPage(reply, 'registers/unknown', { typed, fault: faultOfName(typed) }, 404);
  const { hosts = [] } = request.server.config.registers ?? {};
  const all = (await list()).map((one) => ({
    ...one,
    href: `${ownAddressOf(siteOf(request), one.name, hosts) ?? `/${one.name}`}/`,
  }));
  const sought = query(request, 'q');
  const townships = all.filter(({ name, township }) => township.includes(sought) || name === sought);
  const search = all.length > MOST_WITHOUT_SEARCH;
  return plainPage(reply, 'registers/index', { townships, sought, search, count: all.length }, 200);
}

/** Up here nobody is signed in, whatever cookies a site of one register left behind at this host. */
function forgetVisitor(request: FastifyRequest): void {
  delete request.headers.cookie;
}

/** What is wrong with one register is its own affair: the others go on. */
async function notOpened(request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<unknown> {
  const { typed = '' } = choices.get(request.raw) ?? {};
  if (error instanceof NoSuchRegister)
    return plainPage(reply, 'registers/unknown', { typed, fault: null }, 404);
  request.log.error(error, `register ${typed} cannot be opened`);
  if (unavailability(error) !== null)
    return plainPage(reply.header('retry-after', 10), 'errors/unavailable', {}, 503);
  reply.header('retry-after', 300);
  return plainPage(reply, 'registers/closed', { reason: obstacleOf(error), reference: request.id }, 503);
}
