import fc from 'fast-check';
import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { plainName, shownName } from '../../src/evidence/rules.ts';
import { sendFile } from '../../src/web/downloads.ts';

async function dispositionOf(name: string): Promise<string> {
  const app = fastify();
  app.get('/', async (_request, reply) => sendFile(reply, name, 'application/pdf', 'x'));
  const { statusCode, headers } = await app.inject('/');
  expect(statusCode).toBe(200);
  return String(headers['content-disposition']);
}

const FORM = /^attachment; filename="([\w.-]*)"; filename\*=UTF-8''([\w%.~!*'()-]*)$/;

describe('a file that is handed out', () => {
  it.each([
    '../../x',
    'a\r\nset-cookie: x=1',
    '长'.repeat(300),
    '\u202egpj.exe',
    '"; filename=x',
    '走访.pdf',
    '\ud800',
  ])('named %j has one harmless header, and the name in UTF-8', async (name) => {
    const [, plain = '', encoded = ''] = FORM.exec(await dispositionOf(name)) ?? [];
    expect(plain).toMatch(/^[\w.-]+$/);
    expect(decodeURIComponent(encoded)).toBe(name.replace(/\p{Surrogate}/gu, '\ufffd'));
  });

  it('has a header of that form whatever it is called', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (name) => {
        expect(await dispositionOf(name)).toMatch(FORM);
      }),
      { numRuns: 10, seed: 20_260_320 },
    );
  });

  it('bears, when somebody sent it, a name without path, controls and turning marks, of at most 80 characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const shown = shownName(name, 'pdf');
        expect(shown).toMatch(/^[^\p{Cc}\p{Cf}/\\]+\.pdf$/u);
        expect(Array.from(shown).length).toBeLessThanOrEqual(84);
        expect(plainName(name)).not.toMatch(/[\p{Cc}\p{Cf}/\\]/u);
      }),
      { seed: 20_260_320 },
    );
  });
});
