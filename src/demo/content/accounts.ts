import type { Role } from '../../accounts/rules.ts';

/** Everybody knows it: the sample is for trying things out, never for a register in service. */
export const DEMO_PASSWORD = 'qingxi-2026';

export interface DemoAccount {
  role: Role;
  login: string;
  name: string;
  roles: readonly Role[];
  /** Certificate number of the deputy whose account it is. */
  deputy?: string;
  unit?: string;
}

/** One for each role, in the order in which the command prints them. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { role: 'clerk', login: 'clerk', name: '何静', roles: ['clerk'] },
  {
    role: 'presidium',
    login: 'presidium',
    name: '郑国良',
    roles: ['presidium', 'deputy'],
    deputy: '012',
  },
  { role: 'leader', login: 'leader', name: '谭长顺', roles: ['leader', 'deputy'], deputy: '050' },
  { role: 'deputy', login: 'deputy', name: '叶青', roles: ['deputy'], deputy: '041' },
  { role: 'unit', login: 'unit', name: '镇农业服务中心', roles: ['unit'], unit: '镇农业服务中心' },
  { role: 'admin', login: 'admin', name: '邱萍', roles: ['admin'] },
];

/** Deputies who file their duties themselves: login and name are the same, and no password was ever set. */
export const FILING_DEPUTIES: readonly { deputy: string; name: string }[] = [
  { deputy: '004', name: '王晓敏' },
  { deputy: '007', name: '向阳' },
  { deputy: '015', name: '诸葛明慧' },
  { deputy: '016', name: '李文渊' },
  { deputy: '017', name: '苏㛃' },
  { deputy: '022', name: '石磊' },
  { deputy: '028', name: '覃莉' },
  { deputy: '030', name: '张小丽' },
  { deputy: '038', name: '唐小竹' },
  { deputy: '048', name: '林小东' },
  { deputy: '055', name: '曾庆余' },
];

/** The login by which a deputy files, or blank for one whose paper the clerk enters. */
export function loginOfDeputy(certificate: string): string {
  const shown = DEMO_ACCOUNTS.find((account) => account.deputy === certificate);
  return shown?.login ?? FILING_DEPUTIES.find((account) => account.deputy === certificate)?.name ?? '';
}
