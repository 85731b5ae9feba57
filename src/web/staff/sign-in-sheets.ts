import type { FastifyReply, FastifyRequest } from 'fastify';
import { ORDER_NAMES } from '../../deputies/labels.ts';
import { inStrokeOrder } from '../../deputies/order.ts';
import type { SignInSheet } from '../../documents/models.ts';
import { buildSignInDocx } from '../../documents/sign-in-docx.ts';
import { signInSheet } from '../../documents/sign-in-words.ts';
import {
  BLANK_VENUE,
  leaveRemark,
  paperTitle,
  SIGN_IN_PLACES,
  signInFileName,
} from '../../meetings/labels.ts';
import { loadRoll, type Roll } from '../../meetings/meetings.ts';
import { loadForeknowledge } from '../../meetings/presets.ts';
import { findTownship, getSettings } from '../../settings/store.ts';
import { CLERK } from '../access.ts';
import { sendDocx } from '../downloads.ts';
import { page } from '../page.ts';
import { get, type Route } from '../routes.ts';
import { meetingRef } from './attendance.ts';

/** The blank sign-in book (签到册) of a meeting: to be signed on paper, then entered in the attendance sheet. */
export const signInRoutes: readonly Route[] = [
  get('/sittings/:id/sign-in-sheet', CLERK, showSignInSheet),
  get('/sittings/:id/sign-in-sheet.docx', CLERK, downloadSignInSheet),
  get('/activities/:code/sign-in-sheet', CLERK, showSignInSheet),
  get('/activities/:code/sign-in-sheet.docx', CLERK, downloadSignInSheet),
];

async function showSignInSheet(request: FastifyRequest, reply: FastifyReply) {
  const { sheet } = await composeSheet(request);
  const path = request.url.split('?')[0] ?? '';
  const links = { back: path.replace(/\/sign-in-sheet$/, ''), docx: `${path}.docx` };
  return page(reply, 'documents/sign-in', { title: sheet.title, document: sheet, links });
}

async function downloadSignInSheet(request: FastifyRequest, reply: FastifyReply) {
  const { sheet, roll } = await composeSheet(request);
  return sendDocx(reply, signInFileName(roll.meeting), await buildSignInDocx(sheet));
}

async function composeSheet(request: FastifyRequest): Promise<{ sheet: SignInSheet; roll: Roll }> {
  const { read } = request.register.store;
  const ref = await meetingRef(request);
  const [roll, known, settings, township] = await Promise.all([
    loadRoll(read, ref),
    loadForeknowledge(read, ref),
    getSettings(read),
    findTownship(read),
  ]);
  const { meeting, due, marks } = roll;
  const place = due.some((entry) => entry.delegation) ? 'delegation' : 'district';
  const people = inStrokeOrder(due, settings.nameOrder).map((entry) => {
    const remark = leaveRemark(marks.get(entry.id) ?? known.preset(entry.id));
    return {
      certificate: entry.certificateNumber,
      name: entry.name,
      place: entry[place]?.name ?? '',
      remark,
    };
  });
  const sheet = signInSheet({
    meeting: paperTitle(township?.name ?? '', meeting),
    day: meeting.heldOn,
    half: meeting.half,
    venue: meeting.place || BLANK_VENUE,
    placeTitle: SIGN_IN_PLACES[place],
    showCertificate: true,
    people,
    order: ORDER_NAMES[settings.nameOrder],
    totals: { expected: due.length, present: null, leave: null, absent: null },
  });
  return { sheet, roll };
}
