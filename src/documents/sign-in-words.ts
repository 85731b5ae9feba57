import { chineseDateLong, halfLabel, type Day, type Half } from '../lib/dates.ts';
import type { SignInSheet, TableColumn } from './models.ts';

/** Who is expected; `place` is the district or the delegation. */
export interface SignInPerson {
  certificate: string;
  name: string;
  place: string;
  /** Reason of a leave and its approver, where known beforehand. */
  remark: string;
}

export interface SignInBody {
  /** 回龙镇第六届人民代表大会第三次会议 */
  meeting: string;
  day: Day;
  half: Half | null;
  venue: string;
  placeTitle: '选区' | '代表团';
  showCertificate: boolean;
  people: SignInPerson[];
  /** 姓氏笔画 or 姓名笔画 … */
  order: string;
  /** Persons; null is filled in by hand. */
  totals: { expected: number | null; present: number | null; leave: number | null; absent: number | null };
}

function column(title: string, width: number, align: TableColumn['align'] = 'center'): TableColumn {
  return { title, width, align };
}

function columnsOf({ placeTitle, showCertificate }: SignInBody): TableColumn[] {
  const place = column(placeTitle, showCertificate ? 7 : 8);
  return showCertificate
    ? [
        column('序号', 3),
        column('代表证号', 6),
        column('姓名', 7),
        place,
        column('签名', 8),
        column('备注', 9, 'left'),
      ]
    : [column('序号', 3), column('姓名', 8), place, column('签名', 10), column('备注', 11, 'left')];
}

function totalsLine({ expected, present, leave, absent }: SignInBody['totals']): string {
  const counted = [
    ['应到', expected],
    ['实到', present],
    ['请假', leave],
    ['缺席', absent],
  ] as const;
  return counted.map(([title, count]) => `${title} ${count ?? '______'} 人`).join('，');
}

/** The sign-in book (签到册) of a sitting or an activity; `remark` stands for 请假事由、批准人. */
export function signInSheet(body: SignInBody): SignInSheet {
  const time = chineseDateLong(body.day) + (body.half === null ? '' : halfLabel(body.half));
  const rows = body.people.map(({ certificate, name, place, remark }, index) => [
    String(index + 1),
    ...(body.showCertificate ? [certificate] : []),
    name,
    place,
    '',
    remark,
  ]);
  return {
    title: `${body.meeting}\n签到册`,
    lines: [`时间：${time}`, `地点：${body.venue}`, totalsLine(body.totals)],
    columns: columnsOf(body),
    rows,
    order: `名单以${body.order}为序。备注栏填写请假事由和批准人，以及迟到、早退。`,
  };
}
