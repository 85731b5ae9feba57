import { whoActs, type Acting } from '../accounts/acting.ts';
import type { Actor } from '../audit/rules.ts';
import type { Reader } from '../db/store.ts';
import { findDeputyOfPerson } from '../deputies/store.ts';
import { countEvidence } from '../evidence/store.ts';
import { listClosings } from '../notices/closings.ts';
import { found, NotFound } from '../refusals.ts';
import { getCurrentTerm } from '../settings/store.ts';
import { demandsOf } from './demands.ts';
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
  const [closings, demands, evidence] = await Promise.all([
    listClosings(reader),
    demandsOf(reader, filing),
    countEvidence(reader, filing.id),
  ]);
  const { state, grade, source, deputy, quarter } = filing;
  return {
    state,
    grade,
    source,
    personId: deputy.personId,
    quarterClosed: closings.some((closing) => closing.quarter === quarter),
    wantsGrade: demands.grades.length > 0,
    lacksEvidence: demands.evidence && evidence === 0,
  };
}
