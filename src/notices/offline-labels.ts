import { chineseQuarter } from '../lib/dates.ts';
import { visible } from '../lib/text.ts';
import type { HeldNotice, NoticeFault } from './offline.ts';

/** What a file holds, with the digest to be compared with the paper. */
export function heldNoticeLine({ path, body, sha256 }: HeldNotice & { path: string }): string {
  if (body === null) return `${path}：不是公示数据`;
  const name = `${visible(body.township.name)} ${chineseQuarter(body.quarter)}公示第 ${body.version} 版`;
  const before = body.previous ? `，前一期校验码 ${body.previous.sha256}` : '，是第一期';
  return `${path}：${name}，校验码 ${sha256}${before}`;
}

export function noticeFaultWords({ code, path, detail }: NoticeFault): string {
  const words: Record<NoticeFault['code'], string> = {
    unreadable: `${path} 不是公示数据。请从公示页面下载“数据文件（JSON）”`,
    unexplained: `${path} 里的积分${detail === '' ? '' : `（代表证号 ${visible(detail)}）`}由所附的记录算不出来，数据被改动过`,
    unlinked: `${path} 里记的前一期校验码，与 ${detail} 的不同，其中有一份被改动过`,
  };
  return words[code];
}
