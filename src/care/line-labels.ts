import { bytesText, faultWords } from '../backups/labels.ts';
import { shanghaiTime } from '../lib/dates.ts';
import type { Level, Line, LineCode } from './rules.ts';

export const LEVEL_LABELS: Record<Level, string> = { ok: '正常', warning: '注意', fault: '有问题' };
export const LEVEL_TONES: Record<Level, string> = { ok: 'good', warning: 'due', fault: 'bad' };

type Detail = Line['detail'];

/** Of each line: its name, how things are, and what to do when they are not well. */
const LINES: Record<
  LineCode,
  { name: string; state: (detail: Detail, level: Level) => string; advice: string }
> = {
  https: {
    name: '加密访问（https）',
    state: ({ url }, level) =>
      level === 'ok' ? `已启用：${url}` : '没有启用，密码和名册在网络上传送时没有加密',
    advice:
      '在前面放一个有证书的反向代理，并设置环境变量 PUBLIC_URL=https://…。只在本单位内网用的，至少不要让外网访问这个端口。',
  },
  cookie: {
    name: '登录凭据',
    state: ({ name }, level) =>
      level === 'ok'
        ? `名为 ${name}，只随 https 发送，脚本读不到，外站带不走`
        : `名为 ${name}，脚本读不到，外站带不走；没有 https，不能限定只随 https 发送`,
    advice: '启用 https 后自动改用 __Host- 开头的名称。',
  },
  hsts: {
    name: '强制 https（HSTS）',
    state: (_, level) => (level === 'ok' ? '已启用，为期一年' : '没有启用'),
    advice: '启用 https 并设置 PUBLIC_URL 后自动启用。',
  },
  proxy: {
    name: '反向代理',
    state: (_, level) =>
      level === 'ok'
        ? '来访地址按实际情况记录'
        : '请求经过了反向代理，但没有设置 TRUST_PROXY，日志里记的是代理的地址',
    advice: '把代理的地址写进环境变量 TRUST_PROXY，例如 TRUST_PROXY=127.0.0.1。',
  },
  listening: {
    name: '监听地址',
    state: ({ host }, level) =>
      level === 'ok' ? `${host}` : `${host}：别人可以绕过反向代理直接访问这个端口`,
    advice: '有反向代理时设置 HOST=127.0.0.1，或者用防火墙挡住这个端口。',
  },
  clock: {
    name: '服务器时间',
    state: ({ now, last }, level) =>
      level === 'ok'
        ? `${time(now)}`
        : `服务器时间异常：现在是 ${time(now)}，日志里却有 ${time(last)} 的记录`,
    advice: '校正这台机器的日期和时间，打开自动对时。在此之前请不要录入：登记的日期会错。',
  },
  durable: {
    name: '写入落盘',
    state: (_, level) => (level === 'ok' ? '每次保存都写到磁盘才算成功' : '保存后突然断电可能丢失最后几笔'),
    advice: '登记册在 PostgreSQL 里的，请让管数据库的人打开 fsync；否则是程序的毛病，请联系维护人员。',
  },
  schema: {
    name: '数据库结构',
    state: ({ state }, level) => (level === 'ok' ? '与程序一致' : `与程序不一致（${state}）`),
    advice: '重新启动程序；仍不一致的，用最近的备份恢复。',
  },
  chain: {
    name: '全面核对',
    state: (detail, level) => choreState(detail, level, (about) => `，操作日志 ${about} 条，链条完整`),
    advice: '按下面的“现在全面核对”。核对出问题的，先不要录入，另存一份数据文件夹，再用最近的备份恢复。',
  },
  backup: {
    name: '备份',
    state: (detail) => {
      const newest = Number(detail['newest']);
      const kept = newest === 0 ? '还没有备份' : `最近一次 ${time(newest)}`;
      return detail['fault'] ? `${kept}；${failure(detail)}` : kept;
    },
    advice: '到“备份”页面按“立即备份”。机器夜里关机的，开机后会自动补做。',
  },
  second: {
    name: '第二份备份',
    state: (detail, level) => {
      if (detail['set'] === 0) return '没有设置。硬盘坏了，登记册和备份会一起丢';
      if (detail['there'] === 0) return '找不到设置的文件夹';
      if (detail['fault']) return failure(detail);
      if (level === 'warning') return '和登记册在同一块硬盘上，硬盘坏了会一起丢';
      return Number(detail['at']) === 0 ? '已设置，下次备份时写入' : `最近一次 ${time(detail['at'])}`;
    },
    advice: '插一块移动硬盘或准备一个网络共享，把路径写进环境变量 BACKUP_DIR，重新启动。',
  },
  drill: {
    name: '恢复演练',
    state: (detail, level) => choreState(detail, level, (about) => `（${about}）`),
    advice: '到“备份”页面按“现在演练”。失败的，请立即另做一份备份再演练。',
  },
  disk: {
    name: '磁盘空间',
    state: ({ free, secondFree }) =>
      [
        Number(free) < 0 ? '看不出剩余空间' : `剩余 ${bytesText(Number(free))}`,
        ...(Number(secondFree) < 0 ? [] : [`第二份备份剩余 ${bytesText(Number(secondFree))}`]),
      ].join('，'),
    advice: '少于 1 GB 或十分之一时就要清理磁盘，或者换一块大的；磁盘满了就不能保存。',
  },
  administrators: {
    name: '管理员账号',
    state: ({ count }) => `${count} 个`,
    advice: '两三个为宜：只有一个，忘了密码就没人能管；太多，难以管住。',
  },
  'idle-accounts': {
    name: '闲置账号',
    state: ({ count }) => (count === 0 ? '没有' : `${count} 个半年没有登录`),
    advice: '到“账号”页面停用不再用的账号。',
  },
  sample: {
    name: '登记册',
    state: (_, level) => (level === 'ok' ? '正式的登记册' : '这是示例登记册，账号和密码人人知道'),
    advice: '正式使用请用 serve 另建登记册，不要在示例里登记真实资料。',
  },
  owner: {
    name: '运行身份',
    state: (_, level) => (level === 'ok' ? '普通用户' : '以系统最高权限（root）运行'),
    advice: '给履职册建一个专用的普通用户来运行。',
  },
  private: {
    name: '数据文件夹',
    state: (_, level) => (level === 'ok' ? '只有运行的用户能读' : '机器上的其他用户也能读'),
    advice: '收紧权限，例如 chmod 700。',
  },
  debugger: {
    name: '调试接口',
    state: (_, level) => (level === 'ok' ? '没有打开' : '打开着，能连上的人可以为所欲为'),
    advice: '去掉启动参数 --inspect，重新启动。',
  },
};

const time = (at: string | number | undefined): string => shanghaiTime(Number(at ?? 0));

const failure = ({ fault, detail, at }: Detail): string =>
  `${time(at)} 失败：${faultWords({ fault: String(fault), detail: String(detail) })}`;

function choreState(detail: Detail, level: Level, more: (about: string) => string): string {
  if (Number(detail['at']) === 0) return '还没有做过';
  if (level === 'fault') return failure(detail);
  const old = level === 'warning' ? '，已经过了三天' : '';
  return `成功 ${time(detail['at'])}${more(String(detail['about']))}${old}`;
}

/** A line of the self-check in words. */
export function lineWords({ code, level, detail }: Line): { name: string; state: string; advice: string } {
  const { name, state, advice } = LINES[code];
  return { name, state: state(detail, level), advice: level === 'ok' ? '' : advice };
}
