/** The next number of a year's proposals, such as 2026-012; numbers of another form are left alone. */
export function nextNumber(year: number, numbers: readonly string[]): string {
  return next(`${year}-`, numbers);
}

/** The number under which a draft is known until it is registered, such as D2026-003. */
export function nextDraftNumber(year: number, numbers: readonly string[]): string {
  return next(`D${year}-`, numbers);
}

function next(prefix: string, numbers: readonly string[]): string {
  const form = new RegExp(`^${prefix}(\\d{3,6})$`);
  const last = Math.max(0, ...numbers.map((number) => Number(form.exec(number)?.[1] ?? 0)));
  return `${prefix}${String(last + 1).padStart(3, '0')}`;
}
