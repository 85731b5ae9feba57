import { TERMINAL } from '../audit/labels.ts';
import { exportRegister } from '../exchange/export.ts';
import { FolderNotEmpty, writeFolder } from '../exchange/folder.ts';
import { recordExport } from '../exchange/jobs.ts';
import { configFrom, InputFault, print, readWords, tell, WrongUsage, type Command } from './command.ts';
import { hasRegister, placeName, withRegister } from './register.ts';

export const exportCommand: Command = {
  usage: 'export DIR [--data DIR]',
  about: '把全部资料写成七张 CSV 表、schemes/ 和 register.json；import 到空的登记册得到同样的登记册',
  async run(words) {
    const { flags, rest } = readWords(words, { data: { type: 'string' } });
    const [folder] = rest;
    if (folder === undefined || rest.length > 1) throw new WrongUsage('请写出要放导出文件的文件夹，只写一个');
    const place = configFrom(flags);
    if (!(await hasRegister(place))) throw new InputFault(`${placeName(place)} 里没有登记册`);
    const paths = await withRegister(place, async (store) => {
      const files = await exportRegister(store);
      if (files === null) throw new InputFault('登记册还是空的，没有可以导出的资料');
      await writeFolder(folder, files).catch(refuseFullFolder);
      await recordExport({ store, actor: TERMINAL, at: Date.now() }, 'folder');
      return files.map((file) => file.path);
    });
    for (const path of paths) print(path);
    tell('已导出。账号、登录状态和操作日志不在其中；文件里有代表的联系电话，请妥善保管。');
  },
};

function refuseFullFolder(error: unknown): never {
  if (error instanceof FolderNotEmpty)
    throw new InputFault(`文件夹 ${error.message} 不是空的，请换一个新的文件夹`);
  throw error;
}
