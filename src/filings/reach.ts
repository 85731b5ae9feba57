import { whoActs, type Acting } from '../accounts/acting.ts';
import type { Actor } from '../audit/rules.ts';
import type { Reader } from '../db/store.ts';
import { findDeputyOfPerson } from '../deputies/store.ts';
import { countEvidenceOf } from '../evidence/store.ts';
import { listClosings } from '../notices/closings.ts';
import { found, NotFound } from '../refusals.ts';
import { getCurrentTerm } from '../settings/store.ts';
import { demandsOfAll } from './demands.ts';
import { mayEnterFilings, type FilingStanding } from './rules.ts';
import { findFiling, type Filing } from './store.ts';

/** Who acts, and the filing of the current term as they may reach it: a deputy their own drafts too, the desk what has reached it. */
export async function reachFiling(
  reader: Reader,
  actor: Actor,
  code: string,
): Promise<{ acting: Acting; filing: Filing }> {
  const { id: termId } = await getCurrentTerm(reader);
  const acting = await whoActs(reader, actor);
  const own = acting.personId === null ? undefined : await findOwn(reader, termId, acting.personId, code);
  if (own) return { acting, filing: own };
  if (!mayEnterFilings(acting.roles)) throw new NotFound();
  return { acting, filing: found(await findFiling(reader, { termId }, code)) };
}

async function findOwn(
  reader: Reader,
  termId: number,
  personId: number,
  code: string,
): Promise<Filing | undefined> {
  const deputy = await findDeputyOfPerson(reader, termId, personId);
  return deputy && findFiling(reader, { termId, deputyId: deputy.id }, code);
}

/** What the rules need to know about a filing as it stands. */
export async function standingOf(reader: Reader, filing: Filing): Promise<FilingStanding> {
  const [standing] = await standingsOf(reader, [filing]);
  return found(standing);
}

/** The same of several at once: what they share is read once. */
export async function standingsOf(reader: Reader, filings: readonly Filing[]): Promise<FilingStanding[]> {
  const [closings, demands, evidence] = await Promise.all([
    listClosings(reader),
    demandsOfAll(reader, filings),
    countEvidenceOf(
      reader,
      filings.map(({ id }) => id),
    ),
  ]);
  return filings.map(({ id, state, grade, source, deputy, quarter }, index) => {
    const asked = found(demands[index]);
    return {
      state,
      grade,
      source,
      personId: deputy.personId,
      quarterClosed: closings.some((closing) => closing.quarter === quarter),
      wantsGrade: asked.grades.length > 0,
      lacksEvidence: asked.evidence && (evidence.get(id) ?? 0) === 0,
    };
  });
}
