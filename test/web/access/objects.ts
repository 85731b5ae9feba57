import { deviceKey } from '../../../src/accounts/actions/devices.ts';
import { hashToken } from '../../../src/accounts/sessions.ts';
import type { DeclaredRoute } from '../../../src/web/access.ts';
import { addressOf, examplesFor } from '../../house/addresses.ts';
import type { Person, Township } from '../../house/township.ts';
import type { Asker, Typed } from './ask.ts';
import type { Others } from './others.ts';

/** Addresses of things that somebody may see, and of things that are none of theirs. */
export interface Objects {
  own(route: DeclaredRoute, person: Person): string;
  foreign(route: DeclaredRoute, person: Person): string[];
  /** What a form needs so that it is about something at all. */
  fields(url: string, asker: Asker): Typed;
}

/** Whatever stands for a parameter, these are none. */
const NEVER = ['no-such-thing', '999999'];

type Examples = Readonly<Record<string, readonly string[]>>;

export function objectsOf(town: Omit<Township, 'store'>, others: Others): Objects {
  const own = (route: DeclaredRoute, person: Person) =>
    (special(route.url, person, town, others) ??
      (person === 'leader'
        ? leadersOwn(route.url, town, others)
        : addressOf(route.url, examplesOf(town, others, person)))) + (ABOUT[route.url] ?? '');
  return {
    own,
    fields: (url, { cookie }) =>
      url === '/account/devices' ? { device: deviceOf(cookie) } : (FIELDS[url] ?? {}),
    foreign(route, person) {
      const examples = foreignTo(route.url, person, town, others);
      const parts = (own(route, person).split('?')[0] ?? '').split('/');
      return route.url.split('/').flatMap((part, index, all) => {
        const [, name, ending = ''] = /^:(\w+)(\.\w+)?$/.exec(part) ?? [];
        if (name === undefined) return [];
        const values = examples[`${all[index - 1]}/:${name}`];
        if (values === undefined)
          throw new Error(`${route.url}: nothing foreign for :${name} in test/web/access/objects.ts`);
        return [...NEVER, ...values].map((value) =>
          parts.with(index, encodeURIComponent(value) + ending).join('/'),
        );
      });
    },
  };
}

/** Addresses that need another thing than the rest of their noun. */
function special(
  url: string,
  person: Person,
  town: Omit<Township, 'store'>,
  others: Others,
): string | undefined {
  const { photo } = town;
  const address: Readonly<Record<string, string>> = {
    '/desk/activities/:code/sign-in/closing': '/desk/activities/A93/sign-in/closing',
    '/desk/sittings/:id/sign-in/closing': `/desk/sittings/${others.sitting}/sign-in/closing`,
    '/desk/speeches/:id/removal': `/desk/speeches/${others.speech}/removal`,
    '/desk/filings/:code/evidence/:name/removal': `/desk/filings/${others.filings[1]}/evidence/${others.evidence[1]}/removal`,
    '/desk/filings/:code/evidence/:name/release': `/desk/filings/${others.shown}/evidence/${photo}/release`,
    '/desk/filings/:code/evidence/:name/withholding': `/desk/filings/${others.shown}/evidence/${photo}/withholding`,
    '/desk/schemes/:id/sections/:code/removal': '/desk/schemes/2/sections/session/removal',
    '/desk/schemes/:id/items/:code/removal': '/desk/schemes/2/items/congress/removal',
    '/desk/assessments/:year/:certificate/scores/:step': '/desk/assessments/2026/001/scores/final',
    '/my/filings/:code/evidence/:name/removal':
      person === 'leader'
        ? `/my/filings/${others.filings[0]}/evidence/${others.evidence[0]}/removal`
        : `/my/filings/${others.ownFiling}/evidence/${others.ownFile}/removal`,
  };
  return address[url];
}

/** What an address or a form needs besides its parameters so that it is about something. */
const ABOUT: Readonly<Record<string, string>> = {
  '/desk/objections/new': '?quarter=2026Q4&deputy=001',
  '/desk/statements/new': '?quarter=2026Q4&deputy=001',
  '/my/objections/new': '?quarter=2026Q4',
  '/my/statements/edit': '?quarter=2027Q1',
};

/** The key of the device at which somebody sits. */
export function deviceOf(cookie: string): string {
  const token = /(?:^|; )sid=([^;]*)/.exec(cookie)?.[1] ?? '';
  return deviceKey({ hash: hashToken(token) });
}

const FIELDS: Readonly<Record<string, Typed>> = { '/desk/objections/new': { deputy: '001' } };

function examplesOf(town: Omit<Township, 'store'>, { ownMessages, ownLeave }: Others, person: Person) {
  const message = person === 'unit' ? ownMessages.unit : ownMessages.deputy;
  return { ...examplesFor(town), 'messages/:id': String(message), 'leave/:id': String(ownLeave) };
}

/** The leader has a filing, a draft of a proposal, a message and a request of their own. */
function leadersOwn(url: string, town: Omit<Township, 'store'>, others: Others): string {
  const examples = {
    ...examplesOf(town, others, 'leader'),
    ...(url.startsWith('/my/') && {
      'own filing': others.filings[0] ?? '',
      'evidence/:name': others.evidence[0] ?? '',
      'D2026-001': others.draftFile,
      'messages/:id': String(others.ownMessages.leader),
      'leave/:id': String(others.leave),
    }),
  };
  return addressOf(url, examples).replace('D2026-001', others.draft);
}

/** What is not theirs, by the parameter. A parameter that is not listed fails the test. */
function foreignTo(url: string, person: Person, town: Omit<Township, 'store'>, others: Others): Examples {
  if (url.startsWith('/my'))
    return person === 'leader' ? foreignToLeader(town, others) : foreignToDeputy(others);
  if (url.startsWith('/unit')) return foreignToUnit(town, others);
  return url.startsWith('/desk') ? foreignToDesk(town, others) : foreignToPublic(town, others);
}

const OF_DEPUTIES: Examples = {
  'assessment/:year': [],
  'assessments/:year': [],
  'invitations/:code': ['A95', 'A94'],
  'members/:certificate': ['003'],
  ':year/:certificate': ['003', '999'],
  'papers/:paper': ['announcement'],
  'steps/:step': [],
};

function foreignToDeputy(others: Others): Examples {
  return {
    ...OF_DEPUTIES,
    'filings/:code': others.filings,
    'evidence/:name': others.evidence,
    'proposals/:number': [others.draft, others.handled],
    'attachments/:name': [others.draftFile, others.handledFile],
    'messages/:id': [...others.messages, others.ownMessages.leader, others.ownMessages.unit].map(String),
    'leave/:id': [String(others.leave)],
  };
}

function foreignToLeader({ own, attached }: Omit<Township, 'store'>, others: Others): Examples {
  return {
    ...OF_DEPUTIES,
    'filings/:code': [own, others.filings[1] ?? ''],
    'evidence/:name': [others.evidence[1] ?? ''],
    'proposals/:number': ['D2026-001', others.handled],
    'attachments/:name': [attached['D2026-001'] ?? '', others.handledFile],
    'messages/:id': [...others.messages, others.ownMessages.deputy].map(String),
    'leave/:id': [String(others.ownLeave)],
  };
}

function foreignToUnit({ attached }: Omit<Township, 'store'>, others: Others): Examples {
  return {
    'proposals/:number': [others.handled, others.draft, 'D2026-001'],
    'attachments/:name': [others.handledFile, attached['D2026-001'] ?? ''],
    'messages/:id': [...others.messages, others.ownMessages.deputy].map(String),
    'papers/:paper': ['announcement'],
    'steps/:step': [],
  };
}

/** The desk sees everything that was handed in. */
function foreignToDesk({ own, attached }: Omit<Township, 'store'>, others: Others): Examples {
  const nothing: readonly string[] = [];
  return {
    'accounts/:id': nothing,
    'activities/:code': nothing,
    'assessments/:year': nothing,
    ':year/:certificate': nothing,
    'attachments/:name': [attached['D2026-001'] ?? '', others.draftFile],
    'attendance/:certificate': nothing,
    'backups/:name': ['register-20250101-020000.sqlite'],
    'categories/:id': nothing,
    'compare/:other': nothing,
    'delegations/:id': nothing,
    'deputies/:certificate': nothing,
    'districts/:id': nothing,
    'evidence/:name': others.evidence.slice(0, 1),
    'filings/:code': [own, others.filings[0] ?? ''],
    'groups/:id': nothing,
    'handling/:year': nothing,
    'imports/:id': nothing,
    'items/:code': nothing,
    'leave/:id': nothing,
    'mandate-events/:id': nothing,
    'notices/:quarter': ['2026Q5'],
    'objections/:reference': ['2026Q3-99'],
    'papers/:paper': nothing,
    'points/:certificate': nothing,
    'proposals/:number': ['D2026-001', others.draft],
    'reports/:year': nothing,
    'schemes/:id': nothing,
    'scores/:step': nothing,
    'sections/:code': nothing,
    'sessions/:id': nothing,
    'sittings/:id': nothing,
    'speeches/:id': nothing,
    'statements/:id': nothing,
    'steps/:step': nothing,
    'templates/:file': ['accounts.csv'],
    'trial/:certificate': nothing,
    'units/:id': nothing,
  };
}

/** What is not published, not released, not registered or withheld. */
function foreignToPublic({ attached }: Omit<Township, 'store'>, others: Others): Examples {
  return {
    'activities/:code': [],
    'attachments/:name': [attached['D2026-001'] ?? '', others.draftFile, others.withheldFile],
    'card/:code': [],
    'deputies/:certificate': ['999'],
    'deputies/:slug': ['5-001', '6-999'],
    'districts/:slug': ['5-1', '6-99'],
    'evidence/:name': others.evidence,
    'notices/:quarter': ['2027Q1', '2025Q4'],
    ':quarter/:version': ['2', '0'],
    'proposals/:number': ['D2026-001', others.draft, '2026-099'],
    'reports/:year': ['2025'],
    ':year/:slug': ['6-002'],
    'rules/:year': ['2027', '2025'],
    'setup/:token': [],
  };
}
