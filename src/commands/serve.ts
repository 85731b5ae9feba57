import { lineWords } from '../care/line-labels.ts';
import type { Config } from '../config.ts';
import { RegisterAhead } from '../db/ahead.ts';
import { RegisterServed } from '../backups/serving.ts';
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
    for (const { name, state, advice } of (await server.faults()).map(lineWords))
      tell(`自检有问题　${name}：${state}。${advice}`);
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

/** Starts, or says what a person can put right. */
export async function start<T>(starting: () => Promise<T>, config: Config): Promise<T> {
  try {
    return await starting();
  } catch (error) {
    throw new InputFault(whyNot(error, config) ?? rethrow(error));
  }
}

/** What a person can put right; everything else is a bug and shows where. */
function whyNot(error: unknown, { dataDir, host, port, database }: Config): string | undefined {
  if (error instanceof RegisterServed)
    return `${dataDir} 里的登记册已经有另一个履职册在用（网站已经启动，或者正在恢复），不能再启动一个`;
  if (database) return databaseFault(error);
  if (error instanceof RegisterAhead) return `${dataDir} 里的登记册是更新的程序建立的，请先升级履职册`;
  const { code } = error as NodeJS.ErrnoException;
  const words: Record<string, string> = {
    EADDRINUSE: `${host}:${port} 已经有程序在用，请换一个端口，例如 --port 3001`,
    EADDRNOTAVAIL: `${host} 不是这台机器的地址`,
    EACCES: `没有权限使用 ${dataDir} 或端口 ${port}`,
    SQLITE_READONLY: `${dataDir} 里的登记册是只读的，不能启动。请检查文件和文件夹的权限，确认磁盘不是只读的`,
    SQLITE_CANTOPEN: `打不开 ${dataDir} 里的登记册。请检查文件和文件夹的权限`,
    SQLITE_BUSY: `${dataDir} 里的登记册被别的程序占用（例如杀毒软件、复制工具）。请关闭后再启动`,
    SQLITE_IOERR: `读写 ${dataDir} 里的登记册出错，磁盘可能有故障或已满`,
    SQLITE_FULL: `磁盘已满，不能启动。请先清理磁盘`,
    ENOSPC: `磁盘已满，不能启动。请先清理磁盘`,
    EROFS: `${dataDir} 所在的磁盘是只读的，不能启动`,
    SQLITE_NOTADB: `${dataDir} 里的登记册文件损坏，或者不是登记册`,
    SQLITE_CORRUPT: `${dataDir} 里的登记册文件损坏，请用备份恢复`,
  };
  return words[code ?? ''] ?? words[(code ?? '').replace(/^(SQLITE_[A-Z]+)_.*/, '$1')];
}

function rethrow(error: unknown): never {
  throw error;
}
