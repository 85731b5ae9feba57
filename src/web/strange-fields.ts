import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';

declare module 'fastify' {
  interface FastifyRequest {
    /** The names that forms of this route have; null until the form was found to be one of our own pages'. */
    formFields: (string | RegExp)[] | null;
  }
}

/** Our own fields: of every form, of two versions of one (edits.ts), and of the page that asks for the password (sudo.ts). */
const OWN = /^_(?:csrf|key|seen|take|use-.+|password|back)$/;

/** No more of them are named in the log, and no more of each name. */
const MOST_NAMED = 20;
const LONGEST_NAME = 60;

/** Says which fields the form has that is being read: by name, or by a pattern where the lines of a sheet name them. */
export function expectFields({ formFields }: FastifyRequest, names: readonly (string | RegExp)[]): void {
  formFields?.push(...names);
}

/** The fields of a form's schema by name, also of one that makes something else of them. */
export function shapeOf(schema: z.ZodType): Record<string, unknown> {
  const { shape, in: before } = schema as { shape?: Record<string, unknown>; in?: z.ZodType };
  if (shape) return shape;
  return before ? shapeOf(before) : {};
}

/**
 * Fields that no form of the route has are ignored, and somebody trying them out should be seen: their names are
 * logged, never what was in them. A button's form has none at all.
 */
export function reportStrangeFields(app: FastifyInstance): void {
  app.decorateRequest('formFields', null);
  app.addHook('preHandler', async (request) => {
    if (request.method === 'POST' && !request.is404) request.formFields = [];
  });
  app.addHook('onSend', async (request, { statusCode }) => {
    const { formFields, routeOptions, viewer, ip, body } = request;
    const wasTurnedAway = statusCode >= 400 && formFields?.length === 0;
    if (formFields === null || wasTurnedAway) return;
    const fields = strangeIn(body, formFields);
    const who = { account: viewer?.accountId ?? null, ip };
    if (fields.length > 0) request.log.warn({ route: routeOptions.url, fields, ...who }, 'fields of no form');
  });
}

function strangeIn(body: unknown, known: readonly (string | RegExp)[]): string[] {
  const isKnown = (name: string) =>
    OWN.test(name) || known.some((one) => (typeof one === 'string' ? one === name : one.test(name)));
  return Object.keys((body ?? {}) as object)
    .filter((name) => !isKnown(name))
    .slice(0, MOST_NAMED)
    .map((name) => name.slice(0, LONGEST_NAME));
}
