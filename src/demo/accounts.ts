import { createAccount, setPassword } from '../accounts/actions.ts';
import type { Doing } from '../db/write.ts';
import { instantOf } from './clock.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, FILING_DEPUTIES, type DemoAccount } from './content/accounts.ts';
import type { Scene, Stage } from './timeline.ts';

/** Staff first; whoever is a deputy or a unit once the roster knows them. */
export function accountScenes(): Scene[] {
  const ofStaff = DEMO_ACCOUNTS.filter(({ deputy, unit }) => !deputy && !unit);
  const ofOthers = DEMO_ACCOUNTS.filter((account) => !ofStaff.includes(account));
  return [
    ...ofStaff.map((account) => scene('2025-05-06', '10:00', '', account)),
    ...ofOthers.map((account) => scene('2025-05-12', '10:00', 'admin', account)),
    ...FILING_DEPUTIES.map(({ deputy, name }): Scene => ({
      at: instantOf('2025-05-28', '17:00'),
      by: 'admin',
      play: (stage, doing) => open(stage, doing, { login: name, name, roles: ['deputy'], deputy }),
    })),
  ];
}

function scene(day: string, time: string, by: string, account: DemoAccount): Scene {
  const play = async (stage: Stage, doing: Doing) => {
    await open(stage, doing, account);
    const actor = { ...doing.actor, accountId: stage.idOf('account', account.login), name: account.name };
    await setPassword({ ...doing, actor }, stage.idOf('account', account.login), DEMO_PASSWORD);
  };
  return { at: instantOf(day, time), by, play };
}

async function open(stage: Stage, doing: Doing, account: Omit<DemoAccount, 'role'>): Promise<void> {
  const { login, name, roles, deputy, unit } = account;
  const personId = deputy === undefined ? null : stage.idOf('person', deputy);
  const unitId = unit === undefined ? null : stage.idOf('unit', unit);
  const { id } = await createAccount(doing, { login, name, roles, personId, unitId });
  stage.keep('account', login, id);
  stage.names.set(login, name);
}
