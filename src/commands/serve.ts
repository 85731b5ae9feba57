import type { Config } from '../config.ts';
import { RegisterAhead } from '../db/ahead.ts';
import { addressOf } from '../registers/rules.ts';
import { startRegisters, startServer, type Listening } from '../server.ts';
import { issueSetupLink } from '../settings/actions.ts';
import { InputFault, processConfigFrom, readWords, tell, WrongUsage, type Command } from './command.ts';
import { databaseFault } from './database-fault.ts';
import { examineRegisters } from './registers-look.ts';

export const serve: Command = {
  usage: 'serve [--host H] [--port P] [--data DIR | --registers DIR]',
  about: '启动网站；登记册是空的时候，打印一次性的设置链接。--registers：文件夹里的每个子文件夹是一个乡镇',
  async run(words) {
    const text = { type: 'string' } as const;
    const { flags, rest } = readWords(words, { host: text, port: text, data: text, registers: text });
    if (rest.length > 0) throw new WrongUsage(`不认识的参数：${rest.join(' ')}`);
    const config = processConfigFrom(flags);
    if (config.registers !== null) return serveRegisters(config, config.registers.hosts);
    const server = await start(() => startServer(config), config);
    const address = siteOf(config, server);
    tell(`履职册已启动：${address}`);
    const token = await issueSetupLink(server.store);
    if (token)
      tell(`登记册还是空的。请用浏览器打开这个链接建立登记册（只能用一次）：\n${address}/setup/${token}`);
  },
};

async function serveRegisters(config: Config, hosts: readonly string[]): Promise<void> {
  const server = await start(() => startRegisters(config), config);
  const site = siteOf(config, server);
  tell(`履职册已启动：${site}`);
  for (const line of await examineRegisters(server.registers.source, (name) => addressOf(site, name, hosts)))
    tell(line);
}

function siteOf({ publicUrl }: Config, { address }: Listening): string {
  return publicUrl === null ? address : new URL(publicUrl).origin;
}

async function start<T>(starting: () => Promise<T>, config: Config): Promise<T> {
  try {
    return await starting();
  } catch (error) {
    throw new InputFault(whyNot(error, config) ?? rethrow(error));
  }
}

/** What a person can put right; everything else is a bug and shows where. */
function whyNot(error: unknown, { dataDir, host, port, database }: Config): string | undefined {
  if (database) return databaseFault(error);
  if (error instanceof RegisterAhead) return `${dataDir} 里的登记册是更新的程序建立的，请先升级履职册`;
  const { code } = error as NodeJS.ErrnoException;
  const words: Record<string, string> = {
    EADDRINUSE: `${host}:${port} 已经有程序在用，请换一个端口，例如 --port 3001`,
    EADDRNOTAVAIL: `${host} 不是这台机器的地址`,
    EACCES: `没有权限使用 ${dataDir} 或端口 ${port}`,
    SQLITE_NOTADB: `${dataDir} 里的登记册文件损坏，或者不是登记册`,
    SQLITE_CORRUPT: `${dataDir} 里的登记册文件损坏，请用备份恢复`,
  };
  return words[code ?? ''];
}

function rethrow(error: unknown): never {
  throw error;
}
