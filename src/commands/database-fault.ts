import { RegisterAhead } from '../db/ahead.ts';
import { BadAddress } from '../db/postgres/address.ts';
import { ForeignSchema } from '../db/postgres/migrate.ts';
import { OLDEST_VERSION, ServerTooOld } from '../db/postgres/server.ts';
import { StoreUnavailable } from '../db/unavailable.ts';

const ADDRESS_FAULTS = {
  shape:
    'DATABASE_URL 要写成 postgres://用户:密码@主机:端口/数据库?schema=模式，例如 postgres://register@127.0.0.1/duty?schema=qingxi；有备机时主机之间用逗号隔开',
  schema: '模式名（schema）要用小写英文字母开头，只用小写字母、数字和下划线，不能是 public',
} as const;

const UNAVAILABLE = {
  unreachable: '连不上数据库：请检查 DATABASE_URL 里的主机、端口、用户和密码，数据库是否已启动',
  full: '数据库所在的磁盘已满，请先腾出空间',
  busy: '数据库太忙或连接数已满，请稍后再试，或调大 max_connections',
} as const;

/** What is wrong with a database, in words for the person at the terminal; undefined when it is something else. */
export function databaseFault(error: unknown): string | undefined {
  if (error instanceof BadAddress) return ADDRESS_FAULTS[error.what];
  if (error instanceof ServerTooOld)
    return `数据库是 PostgreSQL ${error.version}，履职册要 ${OLDEST_VERSION} 或更新的版本，请先升级数据库`;
  if (error instanceof ForeignSchema)
    return `模式 ${error.schema} 里是别的程序的表，没有动它。请在 DATABASE_URL 后面写另一个模式，例如 ?schema=duty_register`;
  if (error instanceof RegisterAhead) return `${error.message} 里的登记册是更新的程序建立的，请先升级履职册`;
  if (error instanceof StoreUnavailable) return `${UNAVAILABLE[error.reason]}${detailOf(error)}`;
  return refusalOf(error);
}

function detailOf({ cause }: StoreUnavailable): string {
  return cause instanceof Error && cause.message !== '' ? `（${cause.message}）` : '';
}

/** The server's own refusals that a person can put right: SQLSTATE and what to do. */
function refusalOf(error: unknown): string | undefined {
  const words: Readonly<Record<string, string>> = {
    '28P01': '数据库不接受这个用户名或密码',
    '28000': '数据库不让这个用户登录',
    '3F000': '数据库里没有这个模式',
    '42501':
      '这个数据库用户没有建立或读写登记册的权限。请让管理员先建好模式并授权，例如 CREATE SCHEMA 模式名 AUTHORIZATION 用户名',
  };
  return words[String((error as { code?: unknown } | null)?.code)];
}
