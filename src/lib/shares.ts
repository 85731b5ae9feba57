/**
 * Shares of a whole, by largest remainder, so that they add up to it exactly: of equal remainders the earlier part gets
 * the odd unit. All zero where there is nothing. `units`: of the whole; ten thousand are hundredths of a percent.
 */
export function sharesOf(parts: readonly number[], units = 10_000): number[] {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  if (whole === 0) return parts.map(() => 0);
  const exact = parts.map((part) => (part * units) / whole);
  const shares = exact.map(Math.floor);
  const missing = units - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: ((parts[index] ?? 0) * units) % whole, value }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}

/** 58.07%, of hundredths of a percent. */
export function percentText(hundredths: number): string {
  return `${(hundredths / 100).toFixed(2)}%`;
}
