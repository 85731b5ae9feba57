import type { FastifyReply, FastifyRequest } from 'fastify';
import { removeAttachment } from '../../attachments/actions.ts';
import { ATTACHMENT_REFUSAL_FIELDS } from '../../attachments/labels.ts';
import { listAttachments } from '../../attachments/store.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { changeProposal, draftProposal } from '../../proposals/actions.ts';
import { proposalForm } from '../../proposals/forms.ts';
import {
  dueWords,
  PROPOSAL_KIND_LABELS,
  PROPOSAL_REFUSAL_FIELDS,
  PROPOSAL_STATE_LABELS,
  PROPOSAL_STATE_TONES,
  SIGNATURE_LABELS,
} from '../../proposals/labels.ts';
import type { ProposalPart } from '../../proposals/procedure.ts';
import { listProposals, type Proposal } from '../../proposals/store.ts';
import { NotFound } from '../../refusals.ts';
import { getSettings } from '../../settings/store.ts';
import { DEPUTY } from '../access.ts';
import { EVIDENCE_FILES, submitWithFiles } from '../evidence.ts';
import { editForm, type Edited } from '../edits.ts';
import { doing, emptyForm, type FormState } from '../form.ts';
import { goTo, page } from '../page.ts';
import { signerChoices } from '../proposal-choices.ts';
import { attachmentLines, roundInWords, seenProposal } from '../proposal-page.ts';
import { proposalStepRoutes } from '../proposal-steps.ts';
import { get, param, post, postFiles, type Route } from '../routes.ts';
import type { DueItem } from './due.ts';
import { ownDeputy, type OwnDeputy } from './own.ts';

const SIGNERS: readonly ProposalPart[] = ['lead', 'cosigner'];

export const proposalRoutes: readonly Route[] = [
  get('/proposals', DEPUTY, showProposals),
  get('/proposals/new', DEPUTY, newProposal),
  postFiles('/proposals/new', DEPUTY, EVIDENCE_FILES, createProposal),
  get('/proposals/:number/edit', DEPUTY, editProposal),
  postFiles('/proposals/:number/edit', DEPUTY, EVIDENCE_FILES, updateProposal),
  post('/proposals/:number/attachments/:name/removal', DEPUTY, createRemoval),
  ...proposalStepRoutes({
    base: '/my/proposals',
    views: { show: 'deputy/proposals/show', step: 'deputy/proposals/step' },
    access: DEPUTY,
    parts: SIGNERS,
  }),
];

const REFUSAL_FIELDS = {
  ...PROPOSAL_REFUSAL_FIELDS,
  ...ATTACHMENT_REFUSAL_FIELDS,
  'signer-not-in-office': 'cosigners',
};
const ALL = { limit: 1000, offset: 0 };

/** Those that the deputy leads or is asked to sign, the newest first. */
async function ownProposals(request: FastifyRequest, { term, entry }: OwnDeputy): Promise<Proposal[]> {
  const filter = { deputy: entry.certificateNumber };
  const proposals = await listProposals(request.register.store.read, term.id, filter, ALL);
  return proposals.filter((proposal) => signatureOf(proposal, entry.id)?.state !== 'declined');
}

function signatureOf({ signers }: Proposal, deputyId: number) {
  return signers.find((signer) => signer.deputyId === deputyId);
}

async function showProposals(request: FastifyRequest, reply: FastifyReply) {
  const own = await ownDeputy(request);
  if (!own) return page(reply, 'deputy/home/none', {});
  const { store, clock } = request.register;
  const settings = await getSettings(store.read);
  const today = shanghaiDay(clock());
  const rows = (await ownProposals(request, own)).map((proposal) => {
    const last = proposal.state === 'assigned' ? proposal.rounds.at(-1) : undefined;
    const timing = last ? roundInWords(last, proposal.complex, settings, today).timing : null;
    return { ...rowOf(proposal, own.entry.id), timing };
  });
  return page(reply, 'deputy/proposals/index', {
    led: rows.filter((row) => row.isLead),
    signed: rows.filter((row) => !row.isLead),
  });
}

function rowOf(proposal: Proposal, deputyId: number) {
  const { number, kind, title, filedOn, state, signers } = proposal;
  const own = signatureOf(proposal, deputyId);
  return {
    number,
    title,
    filedOn,
    kind: PROPOSAL_KIND_LABELS[kind],
    state: PROPOSAL_STATE_LABELS[state],
    tone: PROPOSAL_STATE_TONES[state],
    isLead: own?.lead ?? false,
    lead: signers.find((signer) => signer.lead)?.name ?? '',
    signature: own ? SIGNATURE_LABELS[own.state] : '',
    isAsked: own?.state === 'asked' && (state === 'draft' || state === 'returned'),
  };
}

async function newProposal(request: FastifyRequest, reply: FastifyReply) {
  return formPage(request, reply, null, emptyForm({ kind: 'suggestion' }));
}

async function createProposal(request: FastifyRequest, reply: FastifyReply) {
  return submitWithFiles(request, proposalForm, REFUSAL_FIELDS, {
    wrong: (form) => formPage(request, reply, null, form, 422),
    right: async (input, files) => {
      const number = await draftProposal(doing(request), input, files);
      return goTo(reply, `/my/proposals/${encodeURIComponent(number)}`, 'saved');
    },
  });
}

async function changeable(request: FastifyRequest): Promise<Proposal> {
  const { proposal, steps } = await seenProposal(request, SIGNERS);
  if (!steps.includes('change')) throw new NotFound();
  return proposal;
}

async function editProposal(request: FastifyRequest, reply: FastifyReply) {
  const proposal = await changeable(request);
  return formPage(request, reply, proposal, await editForm(request, edited(request)));
}

function edited(request: FastifyRequest): Edited {
  return {
    kinds: ['proposal.changed'],
    now: async (reader) => {
      const { proposal } = await seenProposal(request, SIGNERS, reader);
      return { values: valuesOf(proposal), subject: ['proposal', proposal.number] };
    },
  };
}

function valuesOf({ kind, title, cause, basis, content, sessionTitle, signers }: Proposal) {
  const cosigners = signers.filter((signer) => !signer.lead).map((signer) => String(signer.deputyId));
  return { kind, title, cause, basis, content, sessionTitle, cosigners };
}

async function updateProposal(request: FastifyRequest, reply: FastifyReply) {
  const { proposal } = await seenProposal(request, SIGNERS);
  const { number } = proposal;
  return submitWithFiles(
    request,
    proposalForm,
    REFUSAL_FIELDS,
    {
      wrong: (form) => formPage(request, reply, proposal, form, 422),
      right: async (input, files, by) => {
        await changeProposal(by, number, input, files);
        return goTo(reply, `/my/proposals/${encodeURIComponent(number)}`, 'saved');
      },
    },
    edited(request),
  );
}

async function createRemoval(request: FastifyRequest, reply: FastifyReply) {
  const { proposal } = await seenProposal(request, SIGNERS);
  await removeAttachment(doing(request), proposal.number, param(request, 'name'));
  return goTo(reply, `/my/proposals/${encodeURIComponent(proposal.number)}/edit`, 'removed');
}

/** What is attached already, each with its removal. */
async function attachedTo(request: FastifyRequest, { id, number }: Proposal) {
  const at = `/my/proposals/${encodeURIComponent(number)}`;
  const lines = attachmentLines(await listAttachments(request.register.store.read, id), null, at);
  return lines.map((line) => ({ ...line, removal: `${line.href}/removal` }));
}

async function formPage(
  request: FastifyRequest,
  reply: FastifyReply,
  proposal: Proposal | null,
  form: FormState,
  status = 200,
) {
  const own = await ownDeputy(request);
  if (!own) return page(reply, 'deputy/home/none', {});
  const model = {
    form,
    number: proposal?.number ?? null,
    own: own.entry.id,
    attachments: proposal ? await attachedTo(request, proposal) : [],
    ...(await signerChoices(request)),
  };
  return page(reply, 'deputy/proposals/form', model, status);
}

/** Signatures that others wait for, returned and unsent drafts, and answers that wait to be rated. */
export async function proposalDues(request: FastifyRequest, own: OwnDeputy): Promise<DueItem[]> {
  return (await ownProposals(request, own)).flatMap((proposal) => {
    const row = rowOf(proposal, own.entry.id);
    const due = row.isAsked ? 'sign' : row.isLead ? proposal.state : '';
    const title = dueWords(due);
    const href = `/my/proposals/${encodeURIComponent(proposal.number)}`;
    return title === '' ? [] : [{ title, detail: proposal.title, href, until: null }];
  });
}
