import type { FastifyReply, FastifyRequest } from 'fastify';
import { isQuarter, quarterYear, shanghaiDay, type Quarter } from '../../lib/dates.ts';
import type { NoticeDeputy } from '../../notices/body.ts';
import { closeQuarter } from '../../notices/actions.ts';
import { listClosings } from '../../notices/closings.ts';
import type { OpenThing } from '../../notices/checklist.ts';
import { closingForm } from '../../notices/forms.ts';
import { blankNumber, OPEN_POINT_LABELS } from '../../notices/labels.ts';
import { prepareClosing } from '../../notices/prepare.ts';
import { nextToClose } from '../../notices/rules.ts';
import { standingsOn } from '../../notices/standing.ts';
import { listNotices } from '../../notices/store.ts';
import { NotFound, Refused } from '../../refusals.ts';
import { listSchemeYears } from '../../schemes/store.ts';
import { getCurrentTerm, getSettings } from '../../settings/store.ts';
import { CLERK, PRESIDIUM } from '../access.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { hasRole } from '../../accounts/rules.ts';
import { inNameOrder } from '../../notices/table.ts';
import { goTo, page } from '../page.ts';
import { refusalText } from '../refusal-texts.ts';
import { get, param, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { sudo } from '../sudo.ts';

export const noticeRoutes: readonly Route[] = [
  get('/notices', CLERK, showNotices),
  get('/notices/:quarter/closing', CLERK, newClosing),
  sudo(post('/notices/:quarter/closing', PRESIDIUM, createClosing)),
];

async function showNotices({ register: { store, clock } }: FastifyRequest, reply: FastifyReply) {
  const today = shanghaiDay(clock());
  const [term, closings, notices, years, standingOf] = await Promise.all([
    getCurrentTerm(store.read),
    listClosings(store.read),
    listNotices(store.read),
    listSchemeYears(store.read),
    standingsOn(store.read, today),
  ]);
  const closed = closings.map((closing) => closing.quarter);
  return page(reply, 'staff/notices/index', {
    next: nextToClose(closed, term.startOn, years),
    notices: notices.map((notice, index) => ({
      ...notice,
      isCurrent: notices.findIndex(({ quarter }) => quarter === notice.quarter) === index,
      standing: standingOf(notice).text,
    })),
  });
}

function quarterParam(request: FastifyRequest): Quarter {
  const quarter = param(request, 'quarter');
  if (!isQuarter(quarter)) throw new NotFound();
  return quarter;
}

async function newClosing(request: FastifyRequest, reply: FastifyReply) {
  const { documentPrefix } = await getSettings(request.register.store.read);
  const number = blankNumber(documentPrefix, quarterYear(quarterParam(request)));
  return closingPage(request, reply, emptyForm({ number, openReason: '' }));
}

async function createClosing(request: FastifyRequest, reply: FastifyReply) {
  const quarter = quarterParam(request);
  return submitForm(
    request,
    closingForm,
    { 'open-points-need-reason': 'openReason' },
    {
      wrong: (form) => closingPage(request, reply, form, 422),
      right: async (input) => {
        await closeQuarter(doing(request), quarter, input);
        return goTo(reply, `/desk/notices`, 'published');
      },
    },
  );
}

async function closingPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  const quarter = quarterParam(request);
  const { store, clock } = request.register;
  const closing = await prepareClosing(store.read, quarter, clock(), 'any');
  const { nameOrder } = await getSettings(store.read);
  return page(
    reply,
    'staff/notices/closing',
    {
      form,
      quarter,
      obstacle: closing.refusal
        ? refusalText(new Refused(closing.refusal, { quarter, open: closing.open.length }))
        : '',
      groups: groupOpenThings(closing.open),
      openCount: closing.open.length,
      scheme: closing.scheme,
      statements: closing.deputies.flatMap(statementsIn).length,
      deputies: inNameOrder(closing.deputies, nameOrder),
      mayClose: hasRole(request.viewer, 'presidium'),
    },
    status,
  );
}

/** The deputy's own words that would be published with the notice. */
function statementsIn({ statement, lines }: NoticeDeputy): string[] {
  return [statement, ...lines.map((line) => line.statement)].filter((words) => words !== undefined);
}

function groupOpenThings(open: readonly OpenThing[]) {
  return (Object.keys(OPEN_POINT_LABELS) as OpenThing['code'][])
    .map((code) => ({
      label: OPEN_POINT_LABELS[code],
      things: open
        .filter((thing) => thing.code === code)
        .map((thing) => ({ text: thing.text, href: hrefOf(thing) })),
    }))
    .filter((group) => group.things.length > 0);
}

function hrefOf({ type, key }: OpenThing): string {
  if (type === 'notice') return `/desk/notices/${key}/correction`;
  if (type === 'sitting') return `/desk/sittings/${key}/attendance`;
  if (type === 'activity') return `/desk/activities/${encodeURIComponent(key)}/attendance`;
  return `/desk/${type}s/${encodeURIComponent(key)}`;
}
