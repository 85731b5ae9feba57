import { startServer } from '../server.ts';
import { issueSetupLink } from '../settings/actions.ts';
import { configFrom, readWords, tell, type Command } from './command.ts';

export const serve: Command = {
  usage: 'serve [--host H] [--port P] [--data DIR]',
  about: '启动网站；登记册是空的时候，打印一次性的设置链接',
  async run(words) {
    const { flags } = readWords(words, {
      host: { type: 'string' },
      port: { type: 'string' },
      data: { type: 'string' },
    });
    const config = configFrom(flags);
    const server = await startServer(config);
    tell(`履职册已启动：${config.publicUrl ?? server.address}`);
    const token = await issueSetupLink(server.store);
    if (token)
      tell(
        `登记册还是空的。请用浏览器打开这个链接建立登记册（只能用一次）：\n${config.publicUrl ?? server.address}/setup/${token}`,
      );
  },
};
