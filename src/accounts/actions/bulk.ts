import { write, type Doing } from '../../db/write.ts';
import { shanghaiDay } from '../../lib/dates.ts';
import { Refused } from '../../refusals.ts';
import { addAccount } from '../actions.ts';
import { listCandidates } from '../candidates.ts';
import type { IssuedCard } from '../cards.ts';
import type { LoginRule } from '../logins.ts';

/**
 * Makes an account with a card for each of these deputies (按名册批量建账号), all or none; roles and login names follow
 * from the roster. In the order of the list. A second submission of the same form gets no codes.
 */
export async function createDeputyAccounts(
  doing: Doing,
  deputyIds: readonly number[],
  rule: LoginRule,
): Promise<IssuedCard[]> {
  const issued: IssuedCard[] = [];
  await write(doing, async (tx) => {
    const wanted = new Set(deputyIds);
    if (wanted.size === 0) throw new Refused('no-deputy-chosen');
    const candidates = await listCandidates(tx, rule, shanghaiDay(doing.at));
    const chosen = candidates.filter(({ entry }) => wanted.has(entry.id));
    if (chosen.length !== wanted.size) throw new Refused('candidates-changed');
    for (const { entry, login, roles } of chosen) {
      const account = { login, name: entry.name, roles, personId: entry.person.id };
      const { id, code } = await addAccount(tx, account, doing.at);
      issued.push({ accountId: id, code });
    }
  });
  return issued;
}
