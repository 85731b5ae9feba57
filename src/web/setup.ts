import type { FastifyReply, FastifyRequest } from 'fastify';
import { wordsOf } from '../accounts/own-words.ts';
import { shanghaiDay } from '../lib/dates.ts';
import { NotFound } from '../refusals.ts';
import { isSetupLink, setUpRegister } from '../settings/actions.ts';
import { setUpForm } from '../settings/forms.ts';
import { findCurrentTerm, findTownship } from '../settings/store.ts';
import { doing, emptyForm, parseForm, type FormValues } from './form.ts';
import { goTo, page } from './page.ts';
import { get, param, post, type Route } from './routes.ts';

export const setupRoutes: readonly Route[] = [
  get('/setup/:token', 'anyone', showSetup),
  post('/setup/:token', 'anyone', createRegister),
];

async function demandLink(request: FastifyRequest): Promise<void> {
  if (!(await isSetupLink(request.register.store, param(request, 'token')))) throw new NotFound();
}

async function showSetup(request: FastifyRequest, reply: FastifyReply) {
  await demandLink(request);
  return page(reply, 'setup/new', { form: emptyForm(await knownValues(request)) });
}

/** What files brought into a register that nobody has set up yet. */
async function knownValues({ register: { store } }: FastifyRequest): Promise<FormValues> {
  const [township, term] = await Promise.all([findTownship(store.read), findCurrentTerm(store.read)]);
  if (!township || !term) return {};
  const { name, divisionCode, congressName, presidiumName, phone, address } = township;
  const dates = { termNumber: String(term.number), termStart: term.startOn, termEnd: term.endOn };
  return { name, divisionCode, congressName, presidiumName, phone, address, ...dates };
}

async function createRegister(request: FastifyRequest, reply: FastifyReply) {
  const typed = (name: string) => {
    const value = (request.body as Record<string, unknown>)[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const own = wordsOf({ login: typed('login'), name: typed('adminName') }, typed('name'));
  const parsed = parseForm(setUpForm(own, shanghaiDay(request.register.clock())), request);
  if (!parsed.ok) {
    await demandLink(request);
    return page(reply, 'setup/new', { form: parsed.form }, 422);
  }
  const { termNumber, termStart, termEnd, adminName, login: name, password, ...township } = parsed.value;
  await setUpRegister(doing(request), param(request, 'token'), {
    township,
    term: { number: termNumber, startOn: termStart, endOn: termEnd },
    administrator: { login: name, name: adminName, password },
  });
  return goTo(reply, '/login', 'created');
}
