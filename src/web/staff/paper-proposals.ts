import type { FastifyReply, FastifyRequest } from 'fastify';
import { ATTACHMENT_REFUSAL_FIELDS } from '../../attachments/labels.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { enterProposal } from '../../proposals/actions.ts';
import { paperForm } from '../../proposals/forms.ts';
import { PROPOSAL_REFUSAL_FIELDS } from '../../proposals/labels.ts';
import { CLERK } from '../access.ts';
import { EVIDENCE_FILES, submitWithFiles } from '../evidence.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { signerChoices } from '../proposal-choices.ts';
import { get, postFiles, type Route } from '../routes.ts';

/** Proposals that came on paper (纸质议案、建议). */
export const paperProposalRoutes: readonly Route[] = [
  get('/proposals/new', CLERK, newProposal),
  postFiles('/proposals/new', CLERK, EVIDENCE_FILES, createProposal),
];

const REFUSAL_FIELDS = {
  ...PROPOSAL_REFUSAL_FIELDS,
  ...ATTACHMENT_REFUSAL_FIELDS,
  'signer-not-in-office': 'cosigners',
};

async function newProposal(request: FastifyRequest, reply: FastifyReply) {
  const filedOn = shanghaiDay(request.register.clock());
  return formPage(request, reply, emptyForm({ kind: 'suggestion', filedOn }));
}

async function createProposal(request: FastifyRequest, reply: FastifyReply) {
  return submitWithFiles(request, paperForm(shanghaiDay(request.register.clock())), REFUSAL_FIELDS, {
    wrong: (form) => formPage(request, reply, form, 422),
    right: async (input, files) => {
      const number = await enterProposal(doing(request), input, files);
      return goTo(reply, `/desk/proposals/${encodeURIComponent(number)}`, 'created');
    },
  });
}

async function formPage(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200) {
  return page(reply, 'staff/proposals/new', { form, ...(await signerChoices(request)) }, status);
}
