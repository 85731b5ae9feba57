import type { FastifyReply, FastifyRequest } from 'fastify';
import { findDraft, type Draft } from '../../drafts/store.ts';
import { isFilingKind, type FilingKind } from '../../duties/rules.ts';
import { KIND_GROUPS, KIND_WORDS, USED_KINDS } from '../../filings/own-labels.ts';
import { countFilingKinds, listFilings } from '../../filings/store.ts';
import type { FormState } from '../form.ts';
import { page } from '../page.ts';
import { HELPERS } from '../views.ts';
import { filingDraftKey } from './drafts.ts';
import { filingRow } from './filing-words.ts';
import type { OwnDeputy } from './own.ts';

/** How many of the kinds that somebody files stand first. */
const MOST_USED = 3;

/** The first question: what did you do? */
export async function kindsPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { term, entry }: OwnDeputy,
  form: FormState,
  status = 200,
) {
  const { read } = request.register.store;
  const scope = { termId: term.id, deputyId: entry.id };
  const [counts, draft, unsent] = await Promise.all([
    countFilingKinds(read, scope),
    findDraft(read, filingDraftKey(request, '')),
    listFilings(read, scope, { state: 'draft' }, { limit: 20, offset: 0 }),
  ]);
  const used = counts
    .map(({ kind }) => kind)
    .filter(isFilingKind)
    .slice(0, MOST_USED);
  const model = {
    form,
    draft: draft ? draftWords(draft) : null,
    unsent: unsent.map(filingRow),
    groups: groupsOf(used),
  };
  return page(reply, 'deputy/filings/kinds', model, status);
}

/** The kinds that the deputy has filed before come first, then the others by what people do. */
function groupsOf(used: readonly FilingKind[]) {
  const rest = KIND_GROUPS.map(
    ([title, kinds]) => [title, kinds.filter((kind) => !used.includes(kind))] as const,
  );
  return [[USED_KINDS, used] as const, ...rest]
    .filter(([, kinds]) => kinds.length > 0)
    .map(([title, kinds]) => ({
      title,
      kinds: kinds.map((kind) => ({
        href: HELPERS.address('/my/filings/new', { kind }),
        title: KIND_WORDS[kind].title,
        examples: KIND_WORDS[kind].examples,
      })),
    }));
}

function draftWords({ values, savedAt }: Draft) {
  const kind = values['kind'] ?? '';
  return {
    savedAt,
    kind: isFilingKind(kind) ? KIND_WORDS[kind].title : '',
    content: Array.from(values['content'] ?? '')
      .slice(0, 60)
      .join(''),
  };
}
