import type { FastifyRequest } from 'fastify';
import { isSameOrigin } from './csrf.ts';
import { fieldsOnly } from './fields-only.ts';
import { editFields, typedFields } from './form.ts';

/** What was typed, for a page from which it can be sent again as it was (errors/_typed.eta). From another site: nothing. */
export function typedAgain(request: FastifyRequest, body: unknown) {
  const isOurs = isSameOrigin(request);
  return {
    isOurs,
    action: request.url,
    fields: isOurs ? typedFields(body) : [],
    editFields: isOurs ? editFields(body) : [],
    // A page cannot give files back to be sent again.
    hadFiles: request.isMultipart(),
  };
}

/** What was sent, also of a form with files that has not been read yet when its sender is turned away. */
export async function bodyOf(request: FastifyRequest): Promise<unknown> {
  return request.isMultipart() && request.body === undefined ? fieldsOnly(request) : request.body;
}
