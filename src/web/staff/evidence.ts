import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Doing } from '../../db/write.ts';
import { addEvidence, releaseEvidence, removeEvidence, unreleaseEvidence } from '../../evidence/actions.ts';
import { evidenceForm } from '../../evidence/forms.ts';
import { NO_FILES } from '../../evidence/labels.ts';
import { findEvidence } from '../../evidence/store.ts';
import { NotFound } from '../../refusals.ts';
import { CLERK } from '../access.ts';
import { EVIDENCE_FILES, sendEvidence, submitWithFiles } from '../evidence.ts';
import { doing, formWithError } from '../form.ts';
import { goTo, type Done } from '../page.ts';
import { get, param, post, postFiles, type Handler, type Route } from '../routes.ts';
import { sudo } from '../sudo.ts';
import { filingPage } from './filing-page.ts';
import { filingAddress, getFiling } from './filing-reading.ts';

export const evidenceRoutes: readonly Route[] = [
  get('/evidence/:name', CLERK, showEvidence),
  postFiles('/filings/:code/evidence', CLERK, EVIDENCE_FILES, createEvidence),
  sudo(post('/filings/:code/evidence/:name/removal', CLERK, stepWith(removeEvidence, 'removed'))),
  post('/filings/:code/evidence/:name/release', CLERK, stepWith(releaseEvidence, 'published')),
  post('/filings/:code/evidence/:name/withholding', CLERK, stepWith(unreleaseEvidence, 'withheld')),
];

/** A file of a filing that has reached the desk. */
async function showEvidence(request: FastifyRequest, reply: FastifyReply) {
  const { read, files } = request.register.store;
  const file = await findEvidence(read, param(request, 'name'));
  if (!file || file.filing.state === 'draft') throw new NotFound();
  return sendEvidence(reply, files, file);
}

async function createEvidence(request: FastifyRequest, reply: FastifyReply) {
  const filing = await getFiling(request);
  return submitWithFiles(
    request,
    evidenceForm,
    {},
    {
      wrong: (form) => filingPage(request, reply, filing, form, 422),
      right: async (_nothing, files) => {
        if (files.length === 0)
          return filingPage(request, reply, filing, formWithError(request, { files: NO_FILES }), 422);
        await addEvidence(doing(request), filing.code, files);
        return goTo(reply, filingAddress(filing.code));
      },
    },
  );
}

/** One step with one file, and back to the filing. */
function stepWith(act: (doing: Doing, code: string, name: string) => Promise<void>, done: Done): Handler {
  return async (request, reply) => {
    const { code } = await getFiling(request);
    await act(doing(request), code, param(request, 'name'));
    return goTo(reply, filingAddress(code), done);
  };
}
