import { generate, correction } from 'lean-qr';
import { describe, expect, it } from 'vitest';
import {
  digitsAt,
  isOwnToken,
  makeSecret,
  openTicket,
  readSigned,
  stepOfDigits,
  ticketFor,
  tokenAt,
} from '../../src/signins/codes.ts';
import { qrPath } from '../../src/signins/qr.ts';
import { stepAt, STEP_MS, TICKET_MS, VALID_MS } from '../../src/signins/rules.ts';
import { NOW } from '../support/world.ts';

const HALL = { id: 12, secret: makeSecret() };
const OTHER = { id: 13, secret: makeSecret() };

const accepts = (signer: typeof HALL, text: string) => {
  const token = readSigned(text);
  return token !== null && isOwnToken(signer, token);
};

describe('a token', () => {
  it('is its sign-in’s own, names the time step, and is another every 20 seconds', () => {
    const token = tokenAt(HALL, NOW);
    expect(token).toMatch(/^c\.[0-9a-z]+\.[\w-]{22}$/);
    expect(accepts(HALL, token)).toBe(true);
    expect(readSigned(token)?.number).toBe(stepAt(NOW));
    expect(tokenAt(HALL, NOW + STEP_MS)).not.toBe(token);
  });

  it('of another meeting, or forged in any part, is nobody’s', () => {
    const [id = '', step = '', mac = ''] = tokenAt(HALL, NOW).split('.');
    const later = (stepAt(NOW) + 1).toString(36);
    const turned = mac.startsWith('A') ? `B${mac.slice(1)}` : `A${mac.slice(1)}`;
    const forged = [`${id}.${later}.${mac}`, `d.${step}.${mac}`, `${id}.${step}.${turned}`];
    expect(forged.filter((text) => accepts(HALL, text) || accepts(OTHER, text))).toEqual([]);
    expect(accepts(OTHER, tokenAt(HALL, NOW))).toBe(false);
    expect(accepts({ ...HALL, secret: makeSecret() }, tokenAt(HALL, NOW))).toBe(false);
  });

  it('is read from no other text', () => {
    const strange = [
      '',
      'c',
      'c.1',
      `c.1.${'x'.repeat(21)}`,
      `c.1.${'x'.repeat(23)}`,
      `C.1.${'x'.repeat(22)}`,
    ];
    expect(strange.map(readSigned)).toEqual(strange.map(() => null));
  });
});

describe('a ticket', () => {
  it('is its holder’s for ten minutes, and for nobody else or elsewhere', () => {
    const ticket = ticketFor(HALL, 7, NOW);
    expect(openTicket(HALL, 7, ticket, NOW + TICKET_MS)).toBe(NOW);
    expect(openTicket(HALL, 7, ticket, NOW + TICKET_MS + 1)).toBeNull();
    expect(openTicket(HALL, 8, ticket, NOW)).toBeNull();
    expect(openTicket(HALL, 'visitor', ticket, NOW)).toBeNull();
    expect(openTicket(OTHER, 7, ticket, NOW)).toBeNull();
    expect(openTicket(HALL, 7, ticketFor(HALL, 'visitor', NOW), NOW)).toBeNull();
  });

  it('is not a token, nor a token a ticket', () => {
    expect(accepts(HALL, ticketFor(HALL, 7, NOW))).toBe(false);
    expect(openTicket(HALL, 'visitor', tokenAt(HALL, NOW), NOW)).toBeNull();
  });
});

describe('the six digits', () => {
  it('are taken as long as the picture beside them', () => {
    const turn = Math.floor(NOW / STEP_MS) * STEP_MS;
    const digits = digitsAt(HALL, turn);
    expect(digits).toMatch(/^\d{6}$/);
    expect(stepOfDigits(HALL, digits, turn + VALID_MS - 1)).toBe(stepAt(turn));
    expect(stepOfDigits(HALL, digits, turn + VALID_MS)).toBeNull();
    expect(stepOfDigits(HALL, digits, turn - 1)).toBeNull();
    expect(stepOfDigits(OTHER, digits, turn)).toBeNull();
    expect(stepOfDigits(HALL, digits.slice(1), turn)).toBeNull();
  });
});

describe('the picture', () => {
  it('holds every square of the code and no other', () => {
    const text = `https://rd.example.cn/my/sign-in/${tokenAt(HALL, NOW)}`;
    const code = generate(text, { minCorrectionLevel: correction.M });
    const { size, path } = qrPath(text);
    const drawn = new Set<string>();
    for (const [, x = '', y = '', run = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g))
      for (let step = 0; step < Number(run); step += 1) drawn.add(`${Number(x) + step} ${y}`);
    const wanted = Array.from({ length: size * size }, (_item, index) => [
      index % size,
      Math.floor(index / size),
    ])
      .filter(([x = 0, y = 0]) => code.get(x, y))
      .map(([x, y]) => `${x} ${y}`);
    expect([...drawn].toSorted()).toEqual(wanted.toSorted());
    expect(size).toBeLessThanOrEqual(41);
  });
});
