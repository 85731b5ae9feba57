import type { NameFault } from './rules.ts';

/** Why a register cannot have the name that was typed, and what to do about it. */
export const NAME_FAULTS: Readonly<Record<NameFault, string>> = {
  form: '登记册的名称要用小写英文字母开头，共 2 到 31 个小写字母、数字或短横，例如 qingxi',
  reserved: '这个名称是网站自己的地址，请换一个，例如在后面加上 zhen',
};

/** How far a register has come, for the list at the terminal. */
export const REGISTER_STATES = {
  open: '已建立',
  empty: '还是空的',
  ahead: '打不开：是更新的程序建立的',
  damaged: '打不开：文件损坏',
  other: '打不开',
} as const;
