import type { Township } from './township.ts';

/**
 * What stands for each parameter of a route, so that a real thing is behind every address. A new noun needs a line
 * here (and, in township.ts, one of it).
 */
export function examplesFor({
  waiting,
  returned,
  own,
  photo,
  attached,
}: Omit<Township, 'store'>): Readonly<Record<string, string>> {
  return {
    'accounts/:id': '1',
    'assessment/:year': '2026',
    'assessments/:year': '2026',
    'attendance/:certificate': '001',
    'activities/:code': 'A01',
    'backups/:name': 'register-20260320-020000.sqlite',
    'card/:code': 'a-card-that-never-was',
    'categories/:id': '1',
    'delegations/:id': '1',
    'deputies/:certificate': '001',
    'deputies/:slug': '6-001',
    'districts/:id': '1',
    'districts/:slug': '6-1',
    'evidence/:name': photo,
    ...attached,
    'filings/:code': waiting,
    'groups/:id': '1',
    'handling/:year': '2026',
    'returned filing': returned,
    'own filing': own,
    'imports/:id': '1',
    'mandate-events/:id': '1',
    'members/:certificate': '002',
    'messages/:id': '1',
    'notices/:quarter': '2026Q1',
    ':quarter/:version': '1',
    'objections/:reference': '2026Q3-01',
    'points/:certificate': '001',
    'proposals/:number': '2026-001',
    'papers/:paper': 'form',
    'steps/:step': 'withhold',
    'units/:id': '1',
    'reports/:year': '2026',
    ':year/:certificate': '001',
    ':year/:slug': '6-001',
    'rules/:year': '2026',
    'schemes/:id': '1',
    'scores/:step': 'self',
    'invitations/:code': 'A98',
    'leave/:id': '1',
    'sign-in/:token': 'a-code-that-never-was',
    'items/:code': 'congress',
    'sections/:code': 'session',
    'compare/:other': '2',
    'sessions/:id': '1',
    'setup/:token': 'a-link-that-never-was',
    'sittings/:id': '1',
    'speeches/:id': '1',
    'statements/:id': '1',
    'templates/:file': 'deputies.csv',
    'trial/:certificate': '001',
  };
}

/** Addresses that need another thing than the rest of their noun. */
const SPECIAL: Readonly<Record<string, string>> = {
  // Only the second scheme is a draft.
  '/desk/schemes/:id/edit': '/desk/schemes/2/edit',
  '/desk/schemes/:id/head': '/desk/schemes/2/head',
  '/desk/schemes/:id/order': '/desk/schemes/2/order',
  '/desk/schemes/:id/sections/new': '/desk/schemes/2/sections/new',
  '/desk/schemes/:id/sections/:code': '/desk/schemes/2/sections/session',
  '/desk/schemes/:id/items/new': '/desk/schemes/2/items/new',
  '/desk/schemes/:id/items/:code': '/desk/schemes/2/items/congress',
  // The only activity that is published, and open for sign-in.
  '/desk/activities/:code/invitation': '/desk/activities/A98/invitation',
  '/desk/activities/:code/replies': '/desk/activities/A98/replies',
  '/desk/activities/:code/sign-in': '/desk/activities/A98/sign-in',
  '/desk/activities/:code/sign-in/code': '/desk/activities/A98/sign-in/code',
  '/desk/activities/:code/check-ins': '/desk/activities/A98/check-ins',
  // A deputy's own draft; what the unit has in hand.
  '/my/proposals/:number': '/my/proposals/D2026-001',
  '/my/proposals/:number/edit': '/my/proposals/D2026-001/edit',
  '/my/proposals/:number/steps/:step': '/my/proposals/D2026-001/steps/withdraw',
  '/my/proposals/:number/papers/:paper/print': '/my/proposals/D2026-001/papers/form/print',
  '/my/proposals/:number/papers/:paper/paper.docx': '/my/proposals/D2026-001/papers/form/paper.docx',
  '/unit/proposals/:number': '/unit/proposals/2026-900',
  '/unit/proposals/:number/steps/:step': '/unit/proposals/2026-900/steps/refuse',
  '/unit/proposals/:number/papers/:paper/print': '/unit/proposals/2026-900/papers/form/print',
  '/unit/proposals/:number/papers/:paper/paper.docx': '/unit/proposals/2026-900/papers/form/paper.docx',
  '/desk/notices/:quarter/closing': '/desk/notices/2026Q4/closing',
  '/desk/deputies/:certificate/mandate-events/:id/removal': '/desk/deputies/010/mandate-events/1/removal',
};

/** An address of a route. Throws when a parameter has no example. */
export function addressOf(url: string, examples: Readonly<Record<string, string>>): string {
  const special = SPECIAL[url];
  if (special !== undefined) return special;
  if (url === '/desk/filings/:code/edit') return `/desk/filings/${examples['returned filing']}/edit`;
  if (url.includes('/:number/attachments/:name')) {
    const number = url.startsWith('/my/') ? 'D2026-001' : url.startsWith('/unit/') ? '2026-900' : '2026-001';
    return url.replace(':number', number).replace(':name', examples[number] ?? '');
  }
  const isOwn = url.startsWith('/my/filings/');
  const parts = url.split('/');
  return parts
    .map((part, index) => {
      const [, name, ending = ''] = /^(:\w+)(\.\w+)?$/.exec(part) ?? [];
      if (name === undefined) return part;
      const key = isOwn && name === ':code' ? 'own filing' : `${parts[index - 1]}/${name}`;
      const example = examples[key];
      if (example === undefined) throw new Error(`${url}: no example for ${key} in test/house/addresses.ts`);
      return encodeURIComponent(example) + ending;
    })
    .join('/');
}
