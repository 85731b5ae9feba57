import { deskFiling, newDeputy, ownFiling, ownFilingWithEvidence, type Sending } from './forms.ts';
import { PASSWORD, type Township } from './township.ts';
import { visitorOf } from './visitor.ts';

/** Two at the desk and three deputies, one of them with a sheet of evidence, each with a form to send. */
export async function signAllIn(address: string, township: Township): Promise<Sending[]> {
  const [first = '', second = ''] = township.clerks;
  const desk = await visitorOf(address, first, PASSWORD);
  const other = await visitorOf(address, second, PASSWORD);
  const deputies = await Promise.all(
    township.deputies.slice(0, 3).map((login) => visitorOf(address, login, PASSWORD)),
  );
  const own = deputies.map((who, index) => (index === 0 ? ownFilingWithEvidence(who) : ownFiling(who)));
  return [deskFiling(desk, township), newDeputy(other, township), ...own];
}
