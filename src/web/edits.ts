/** Two people edit one thing: whoever saves second is asked, so that nothing is lost silently. */
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { AuditKind } from '../audit/labels.ts';
import { listAudit } from '../audit/store.ts';
import type { Reader } from '../db/store.ts';
import type { Doing } from '../db/write.ts';
import { doing, ownField, typedValues, type FormState, type FormValues } from './form.ts';
import { differing, isMarked, isSealed, readSeal, sealOf, type Seal } from './seal.ts';
import { submitValues } from './submit.ts';

/** What an edit page edits. The page and the guard of its write read it by the same function. */
export interface Edited {
  /** As its form shows it; throws NotFound when it is not there for whoever looks. */
  now: (reader: Reader) => Promise<Shown>;
  /** The entries of the trail by which it changes. */
  kinds: readonly AuditKind[];
  /** What was typed, by the fields that `now` gives, where the form asks in another way. */
  typed?: (values: FormValues) => FormValues;
}

export interface Shown {
  values: FormValues;
  /** What the trail calls it; left out where there is one of its kind. */
  subject?: readonly [type: string, key: string];
}

/** Two versions of one thing, for views/errors/edited.eta. */
export interface Meanwhile {
  /** Who saved the other one and when, as far as the trail tells. */
  who: { name: string; isViewer: boolean; at: number } | null;
  /** Whether it is known what the form showed: without, nobody can say who changed what. */
  isSealed: boolean;
  theirs: FormValues;
  mine: FormValues;
  /** Fields that differ, who has changed them since the page was opened, and whose is to be taken. */
  differing: readonly { name: string; by: 'them' | 'me' | 'both'; use: string }[];
  /** Of some of them nothing was chosen. */
  isUndecided: boolean;
  hadFiles: boolean;
}

/** Thrown inside the write: what the form showed is not what stands there. */
class EditedMeanwhile extends Error {
  readonly shown: Shown;

  constructor(shown: Shown) {
    super('edited meanwhile');
    this.shown = shown;
  }
}

/** The form of an edit page as it is opened. */
export async function editForm(request: FastifyRequest, edited: Edited): Promise<FormState> {
  const { store, clock } = request.register;
  const { values } = await edited.now(store.read);
  return { values, errors: {}, seen: sealOf(values, clock()) };
}

/**
 * One submission of an edit page: as `submitForm`, but `right` gets a Doing that refuses when somebody else has saved
 * since the page was opened. Then, and whenever a form does not say what it showed, `wrong` gets both versions, of
 * which page.ts makes a page that asks.
 */
export async function submitEdit<T>(
  request: FastifyRequest,
  edited: Edited,
  schema: z.ZodType<T>,
  refusalFields: Readonly<Record<string, string>>,
  then: { right(value: T, by: Doing): Promise<unknown>; wrong(form: FormState): Promise<unknown> },
): Promise<unknown> {
  const { values, undecided } = await chosenValues(request, edited);
  const seal = readSeal(ownField(request, '_seen'));
  const ask = async (shown: Shown) =>
    then.wrong(await twoVersions(request, edited, { shown, seal, values, isUndecided: undecided !== null }));
  if (undecided) return ask(undecided);
  try {
    return await submitValues(request, values, schema, refusalFields, {
      wrong: async (form) => {
        // What is not there is not found, whatever was typed about it.
        await edited.now(request.register.store.read);
        return then.wrong(form);
      },
      right: (value) => then.right(value, guarded(request, edited, seal, values)),
    });
  } catch (error) {
    if (error instanceof EditedMeanwhile) return ask(error.shown);
    throw error;
  }
}

function guarded(request: FastifyRequest, edited: Edited, seal: Seal | null, values: FormValues): Doing {
  const mine = fieldsTyped(edited, values);
  const demand = async (reader: Reader) => {
    const shown = await edited.now(reader);
    const isAsSeen = seal !== null && isSealed(seal, shown.values);
    // Who typed just what the other one saved loses nothing.
    if (!isAsSeen && differing(shown.values, mine).length > 0) throw new EditedMeanwhile(shown);
  };
  return { ...doing(request), demand };
}

const fieldsTyped = (edited: Edited, values: FormValues): FormValues => edited.typed?.(values) ?? values;

/**
 * What was typed, with what was chosen field by field on the page of two versions in its place. `undecided`: a choice
 * is missing.
 */
async function chosenValues(
  request: FastifyRequest,
  edited: Edited,
): Promise<{ values: FormValues; undecided: Shown | null }> {
  const values = typedValues(request.body);
  if (ownField(request, '_take') !== 'merge') return { values, undecided: null };
  const shown = await edited.now(request.register.store.read);
  const names = differing(shown.values, fieldsTyped(edited, values));
  const choice = (name: string) => ownField(request, `_use-${name}`);
  const taken = names.filter((name) => choice(name) === 'theirs').map((name) => [name, shown.values[name]]);
  const isDecided = names.every((name) => choice(name) === 'theirs' || choice(name) === 'mine');
  return { values: { ...values, ...Object.fromEntries(taken) }, undecided: isDecided ? null : shown };
}

interface Versions {
  shown: Shown;
  seal: Seal | null;
  values: FormValues;
  isUndecided: boolean;
}

async function twoVersions(
  request: FastifyRequest,
  edited: Edited,
  { shown, seal, values, isUndecided }: Versions,
): Promise<FormState> {
  const mine = fieldsTyped(edited, values);
  const theirs = shown.values;
  const row = (name: string) => {
    const by = byWhom(name, seal, { theirs, mine });
    const chosen = isUndecided ? ownField(request, `_use-${name}`) : undefined;
    return { name, by, use: chosen ?? { them: 'theirs', me: 'mine', both: '' }[by] };
  };
  return {
    values: mine,
    errors: {},
    seen: sealOf(theirs, request.register.clock()),
    meanwhile: {
      who: await whoChanged(request, edited, shown, seal?.at ?? 0),
      isSealed: seal !== null,
      theirs,
      mine,
      differing: differing(theirs, mine).map(row),
      isUndecided,
      hadFiles: request.uploads.length > 0,
    },
  };
}

function byWhom(
  name: string,
  seal: Seal | null,
  { theirs, mine }: Pick<Meanwhile, 'theirs' | 'mine'>,
): 'them' | 'me' | 'both' {
  if (seal === null) return 'both';
  if (isMarked(seal.marks, name, mine)) return 'them';
  return isMarked(seal.marks, name, theirs) ? 'me' : 'both';
}

async function whoChanged(request: FastifyRequest, { kinds }: Edited, { subject }: Shown, since: number) {
  const { read } = request.register.store;
  const newest = { limit: 1, offset: 0 };
  const entries = await Promise.all(
    kinds.map((kind) => listAudit(read, { kind, subject, from: since }, newest)),
  );
  const [last] = entries.flat().toSorted((a, b) => b.seq - a.seq);
  if (!last) return null;
  const isViewer = last.actorId !== null && last.actorId === request.viewer?.accountId;
  return { name: last.actorName, isViewer, at: last.at };
}
