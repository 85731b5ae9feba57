/** How login names are made from the roster. */
export const LOGIN_RULES = ['name', 'certificate'] as const;
export type LoginRule = (typeof LOGIN_RULES)[number];

export function isLoginName(text: string): boolean {
  return /^[\w.@·\p{Script=Han}-]{2,60}$/u.test(text);
}

/** A deputy as far as a login name is made from them. */
export interface Nameable {
  readonly id: number;
  readonly name: string;
  readonly certificateNumber: string;
  /** Term and certificate number, such as `6-001`: no two deputies share it. */
  readonly slug: string;
}

/**
 * A login name for each: the name, or the certificate number. Who shares it with another of them or with an account
 * that there is gets name and certificate number (王伟012); what is no login name, or taken still, gives way to the
 * number in its term (6-012).
 */
export function proposeLogins(
  deputies: readonly Nameable[],
  taken: ReadonlySet<string>,
  rule: LoginRule,
): ReadonlyMap<number, string> {
  const short = ({ name, certificateNumber }: Nameable) => (rule === 'name' ? name : certificateNumber);
  const times = new Map<string, number>();
  for (const deputy of deputies) times.set(short(deputy), (times.get(short(deputy)) ?? 0) + 1);
  const used = new Set(taken);
  const proposed = new Map<number, string>();
  for (const deputy of deputies) {
    const { id, name, certificateNumber, slug } = deputy;
    const isShared = (times.get(short(deputy)) ?? 0) > 1;
    const wishes = [...(isShared ? [] : [short(deputy)]), `${name}${certificateNumber}`, slug];
    const login = wishes.find((wish) => isLoginName(wish) && !used.has(wish)) ?? numbered(slug, used);
    used.add(login);
    proposed.set(id, login);
  }
  return proposed;
}

function numbered(base: string, used: ReadonlySet<string>): string {
  let number = 2;
  while (used.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
