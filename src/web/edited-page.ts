import type { FastifyReply } from 'fastify';
import { shanghaiDay } from '../lib/dates.ts';
import type { Meanwhile } from './edits.ts';

/** What the form's own view says of its fields while it is rendered to be asked (views/partials/field.eta). */
interface Gather {
  title: string;
  fields: Map<string, { name: string; label: string; type?: string }>;
}

/**
 * Both versions of what two people edited, field by field. The form's own view is rendered for what its fields are
 * called and what can be chosen in them, so that no noun has to say it twice.
 */
export async function editedPage(
  reply: FastifyReply,
  view: string,
  whole: Record<string, unknown>,
  meanwhile: Meanwhile,
): Promise<string> {
  const gather: Gather = { title: '', fields: new Map() };
  await reply.viewAsync(view, { ...whole, gather });
  const look = (name: string) => gather.fields.get(name) ?? { name, label: '' };
  const { theirs, mine, differing, who } = meanwhile;
  const other = Object.keys(theirs).filter((name) => differing.every((field) => field.name !== name));
  const model = {
    ...meanwhile,
    title: gather.title,
    action: reply.request.url,
    isToday: who !== null && shanghaiDay(who.at) === shanghaiDay(reply.request.register.clock()),
    differing: differing.map(({ name, by, use }) => ({ ...look(name), by, use })),
    same: other.map(look).filter(({ label }) => label !== ''),
    typed: Object.entries(mine)
      .filter(([name]) => differing.every((field) => field.name !== name))
      .flatMap(([name, value]) => [value].flat().map((item) => ({ name, value: item }))),
  };
  return reply.viewAsync('errors/edited', { ...whole, ...model });
}
