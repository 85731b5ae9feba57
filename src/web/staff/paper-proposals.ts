import type { FastifyReply, FastifyRequest } from 'fastify';
import { shanghaiDay } from '../../lib/dates.ts';
import { enterProposal } from '../../proposals/actions.ts';
import { paperForm } from '../../proposals/forms.ts';
import { PROPOSAL_REFUSAL_FIELDS } from '../../proposals/labels.ts';
import { CLERK } from '../access.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { signerChoices } from '../proposal-choices.ts';
import { get, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';

/** Proposals that came on paper (纸质议案、建议). */
export const paperProposalRoutes: readonly Route[] = [
  get('/proposals/new', CLERK, newProposal),
  post('/proposals/new', CLERK, createProposal),
];

const REFUSAL_FIELDS = { ...PROPOSAL_REFUSAL_FIELDS, 'signer-not-in-office': 'cosigners' };

async function newProposal(request: FastifyRequest, reply: FastifyReply) {
  const filedOn = shanghaiDay(request.server.clock());
  return formPage(request, reply, emptyForm({ kind: 'suggestion', filedOn }));
}

async function createProposal(request: FastifyRequest, reply: FastifyReply) {
  return submitForm(request, paperForm(shanghaiDay(request.server.clock())), REFUSAL_FIELDS, {
    wrong: (form) => formPage(request, reply, form, 422),
    right: async (input) => {
      const number = await enterProposal(doing(request), input);
      return goTo(reply, `/desk/proposals/${encodeURIComponent(number)}`, 'created');
    },
  });
}

async function formPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  return page(reply, 'staff/proposals/new', { form, ...(await signerChoices(request)) }, status);
}
