import { TERMINAL } from '../audit/labels.ts';
import { drillNewest } from '../backups/actions.ts';
import { BACKUP_REFUSALS, failureWords } from '../backups/labels.ts';
import { configFrom, InputFault, print, readWords, WrongUsage, type Command } from './command.ts';
import { hasRegister, placeName, withRegister } from './register.ts';
import { sayingWhyRefused } from './unusable.ts';

/** What the nights do by themselves, for whoever wants to see it. */
export const drillCommand: Command = {
  usage: 'drill [--data DIR]',
  about: '恢复演练：把最近一次备份恢复到临时文件夹，像 verify 一样检查，再删掉；登记册不受影响',
  async run(words) {
    const { flags, rest } = readWords(words, { data: { type: 'string' } });
    if (rest.length > 0) throw new WrongUsage(`不认识的参数：${rest.join(' ')}`);
    const place = configFrom(flags);
    if (!(await hasRegister(place))) throw new InputFault(`${placeName(place)} 里没有登记册`);
    const outcome = await withRegister(place, (store) =>
      sayingWhyRefused(BACKUP_REFUSALS, () =>
        drillNewest({ store, actor: TERMINAL, at: Date.now() }, { ...place, secondDir: place.backupDir }),
      ),
    );
    if (outcome.fault !== '') throw new InputFault(failureWords('drill', outcome));
    print(`恢复演练成功：${outcome.about}`);
  },
};
