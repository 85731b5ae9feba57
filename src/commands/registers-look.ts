import { REGISTER_STATES } from '../registers/labels.ts';
import { obstacleOf, type RegisterSource } from '../registers/source.ts';
import { issueSetupLink } from '../settings/actions.ts';
import { findTownship } from '../settings/store.ts';

export interface Looked {
  name: string;
  township: string;
  state: keyof typeof REGISTER_STATES;
}

/** Every register by name, what township it is of, and whether it opens. */
export async function lookAtRegisters(source: RegisterSource): Promise<Looked[]> {
  const looked: Looked[] = [];
  for (const name of await source.list()) looked.push(await lookAt(source, name));
  return looked;
}

async function lookAt(source: RegisterSource, name: string): Promise<Looked> {
  try {
    const store = await source.open(name);
    try {
      const township = await findTownship(store.read);
      return { name, township: township?.name ?? '', state: township ? 'open' : 'empty' };
    } finally {
      await store.close();
    }
  } catch (error) {
    return { name, township: '', state: obstacleOf(error) };
  }
}

const NONE_YET = '这里还没有登记册。请用 registers create 名称 新建，例如 registers create qingxi';

/** What whoever starts the site has to know: links that set up the empty registers, and what does not open. */
export async function examineRegisters(
  source: RegisterSource,
  addressOf: (name: string) => string,
): Promise<string[]> {
  const names = await source.list();
  const lines = names.length === 0 ? [NONE_YET] : [];
  for (const name of names) {
    try {
      const token = await setupTokenOf(source, name);
      if (token) lines.push(setupText(name, addressOf(name), token));
    } catch (error) {
      lines.push(`登记册 ${name} ${REGISTER_STATES[obstacleOf(error)]}。其他乡镇不受影响`);
    }
  }
  return lines;
}

export function setupText(name: string, address: string, token: string): string {
  return `登记册 ${name} 还没有账号。请用浏览器打开这个链接建立（只能用一次）：\n${address}/setup/${token}`;
}

async function setupTokenOf(source: RegisterSource, name: string): Promise<string | null> {
  const store = await source.open(name);
  try {
    return await issueSetupLink(store);
  } finally {
    await store.close();
  }
}
