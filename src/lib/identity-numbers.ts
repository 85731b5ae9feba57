/** Resident identity numbers (公民身份号码, GB 11643): never to be stored, so they are to be known when they are typed. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';
const CANDIDATE = /(?<!\d)[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/g;

/** Whether a text holds one: eighteen digits with a birthday among them and the right check digit. */
export function holdsIdentityNumber(text: string): boolean {
  return (text.match(CANDIDATE) ?? []).some(hasCheckDigit);
}

function hasCheckDigit(number: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(number[place]), 0);
  return CHECK_DIGITS[sum % 11] === number.at(-1)?.toUpperCase();
}
