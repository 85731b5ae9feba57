import type { FastifyReply, FastifyRequest } from 'fastify';
import { confirmFiling, gradeFiling, returnFiling, voidFiling } from '../../filings/actions.ts';
import { demandsOf } from '../../filings/demands.ts';
import { confirmationForm, gradeForm, reviewReturnForm, voidForm } from '../../filings/forms.ts';
import { FILING_REFUSAL_FIELDS } from '../../filings/labels.ts';
import type { Filing } from '../../filings/store.ts';
import { CLERK } from '../access.ts';
import { editForm, submitEdit, type Edited } from '../edits.ts';
import { doing } from '../form.ts';
import { goTo, type Done } from '../page.ts';
import { get, post, type Route } from '../routes.ts';
import { submitForm } from '../submit.ts';
import { sudo } from '../sudo.ts';
import { filingPage } from './filing-page.ts';
import { filingAddress, getFiling, queuePlace } from './filing-reading.ts';

export const filingRoutes: readonly Route[] = [
  get('/filings/:code', CLERK, showFiling),
  post('/filings/:code/confirmation', CLERK, createConfirmation),
  post('/filings/:code/return', CLERK, createReturn),
  sudo(post('/filings/:code/void', CLERK, createVoid)),
  post('/filings/:code/grade', CLERK, createGrade),
];

async function showFiling(request: FastifyRequest, reply: FastifyReply) {
  const filing = await getFiling(request);
  return filingPage(request, reply, filing, await editForm(request, editedGrade(request)));
}

async function createConfirmation(request: FastifyRequest, reply: FastifyReply) {
  const filing = await getFiling(request);
  const { grades } = await demandsOf(request.register.store.read, filing);
  return submitForm(request, confirmationForm(grades), FILING_REFUSAL_FIELDS, {
    wrong: (form) => filingPage(request, reply, filing, form, 422),
    right: async ({ grade, go }) => {
      const next = await addressAfter(request, filing, go);
      await confirmFiling(doing(request), filing.code, grade);
      return goTo(reply, next, 'confirmed');
    },
  });
}

async function createReturn(request: FastifyRequest, reply: FastifyReply) {
  const filing = await getFiling(request);
  return submitForm(request, reviewReturnForm, FILING_REFUSAL_FIELDS, {
    wrong: (form) => filingPage(request, reply, filing, form, 422),
    right: async ({ reason, go }) => {
      const next = await addressAfter(request, filing, go);
      await returnFiling(doing(request), filing.code, reason);
      return goTo(reply, next, 'returned');
    },
  });
}

/** Where a review leads: back to the filing, or on to what waits after it; when nothing does, to the list. */
async function addressAfter(request: FastifyRequest, filing: Filing, go: string): Promise<string> {
  if (go !== 'next') return filingAddress(filing.code);
  const { next } = await queuePlace(request, filing);
  return next === null ? '/desk/filings' : filingAddress(next);
}

async function createVoid(request: FastifyRequest, reply: FastifyReply) {
  const filing = await getFiling(request);
  return submitForm(request, voidForm, FILING_REFUSAL_FIELDS, {
    wrong: (form) => filingPage(request, reply, filing, form, 422),
    right: async ({ reason }) => {
      await voidFiling(doing(request), filing.code, reason);
      return done(reply, filing.code, 'voided');
    },
  });
}

async function createGrade(request: FastifyRequest, reply: FastifyReply) {
  const filing = await getFiling(request);
  return submitEdit(request, editedGrade(request), gradeForm, FILING_REFUSAL_FIELDS, {
    wrong: (form) => filingPage(request, reply, filing, form, 422),
    right: async ({ grade }, by) => {
      await gradeFiling(by, filing.code, grade);
      return done(reply, filing.code, 'saved');
    },
  });
}

/** All of a filing that staff change while it stays confirmed. */
function editedGrade(request: FastifyRequest): Edited {
  return {
    kinds: ['filing.graded'],
    now: async (reader) => {
      const { code, grade } = await getFiling(request, reader);
      return { values: { grade: grade ?? '' }, subject: ['filing', code] };
    },
  };
}

function done(reply: FastifyReply, code: string, what: Done) {
  return goTo(reply, filingAddress(code), what);
}
