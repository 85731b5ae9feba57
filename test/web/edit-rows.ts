import type { Role } from '../../src/accounts/rules.ts';

/** An edit page: what the one who saves first types, and what the one who saves second. */
export interface EditRow {
  /** Whose page it is; both people are of this role, or two devices of one person where it is one's own. */
  role: Role;
  route: string;
  first: Readonly<Record<string, string>>;
  second: Readonly<Record<string, string>>;
  /** A field that the first does not touch. */
  beside?: Readonly<Record<string, string>>;
  /** What the form asks for besides; it is stored nowhere that the form shows. */
  also?: Readonly<Record<string, string>>;
}

const row = (
  role: Role,
  route: string,
  name: string,
  texts: readonly [string, string],
  more = {},
): EditRow => ({
  role,
  route,
  first: { [name]: texts[0] },
  second: { [name]: texts[1] },
  ...more,
});

const NAMES = ['城东一片', '城西二片'] as const;
const WORDS = ['先写下来的一句话', '后写下来的一句话'] as const;

/** Every route that edits what is there; the house test looks that none is missing. */
export const EDIT_ROWS: readonly EditRow[] = [
  row('clerk', '/desk/units/:id/edit', 'name', NAMES),
  row('clerk', '/desk/districts/:id/edit', 'name', NAMES, { beside: { seats: '7' } }),
  row('clerk', '/desk/delegations/:id/edit', 'name', NAMES),
  row('clerk', '/desk/groups/:id/edit', 'name', NAMES, { beside: { focus: '农业农村' } }),
  row('clerk', '/desk/categories/:id/edit', 'name', NAMES),
  row('clerk', '/desk/deputies/:certificate/edit', 'occupation', WORDS, { beside: { ethnicity: '彝族' } }),
  row('clerk', '/desk/sessions/:id/edit', 'title', ['甲次会议', '乙次会议'], { beside: { extra: 'yes' } }),
  row('clerk', '/desk/sittings/:id/edit', 'agenda', ['其他：先写的议程', '其他：后写的议程']),
  row('clerk', '/desk/activities/:code/edit', 'place', NAMES, { beside: { organiser: '主席团' } }),
  row('clerk', '/desk/activities/:code/invitation', 'words', WORDS, { beside: { time: '下午2:00' } }),
  row('clerk', '/desk/reports/:year/:certificate', 'contact', WORDS, { beside: { groupOpinion: '称职' } }),
  row('clerk', '/desk/proposals/:number/steps/withhold', 'reason', WORDS),
  row('presidium', '/desk/proposals/:number/steps/oversee', 'overseer', ['张副主席', '李副主席']),
  row('clerk', '/desk/proposals/:number/steps/reassign', 'complex', ['yes', ''], {
    also: { reason: '改派' },
  }),
  row('clerk', '/desk/activities/:code/attendance/:certificate/correction', 'why', WORDS, {
    also: { state: 'leave', approver: '李主席', reason: '看错行' },
  }),
  row('admin', '/desk/settings/township', 'phone', ['0833-7654321', '0833-7654322'], {
    beside: { address: '新街2号' },
  }),
  row('admin', '/desk/settings/rules', 'publicityDays', ['9', '10'], {
    beside: { documentPrefix: '回镇人大' },
  }),
  row('admin', '/desk/accounts/:id/edit', 'name', ['周甲', '周乙']),
  row('deputy', '/my/filings/:code/edit', 'content', WORDS, { beside: { place: '楠新村' } }),
  row('deputy', '/my/proposals/:number/edit', 'content', WORDS, { beside: { title: '关于修路灯的建议' } }),
  row('deputy', '/my/statements/edit', 'content', WORDS),
  row('unit', '/unit/proposals/:number/steps/contribute', 'contribution', WORDS),
];
