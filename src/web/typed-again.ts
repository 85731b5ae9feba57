import type { FastifyRequest } from 'fastify';
import { isSameOrigin } from './csrf.ts';
import { editFields, typedFields } from './form.ts';

/** What was typed, for a page from which it can be sent again as it was (errors/_typed.eta). From another site: nothing. */
export function typedAgain(request: FastifyRequest, body: unknown) {
  const isOurs = isSameOrigin(request);
  return {
    action: request.url,
    fields: isOurs ? typedFields(body) : [],
    editFields: isOurs ? editFields(body) : [],
    // A page cannot give files back to be sent again.
    hadFiles: request.isMultipart(),
  };
}
