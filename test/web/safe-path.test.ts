import { describe, expect, it } from 'vitest';
import { safePath } from '../../src/web/safe-path.ts';

describe('the page to go back to', () => {
  it.each([
    '/',
    '/desk',
    '/desk/deputies?district=3&page=2',
    '/deputies/6-001',
    '/notices/2026Q1/1',
    '/search?q=%E7%94%B0',
  ])('may be %s of this site', (path) => expect(safePath(path)).toBe(path));

  it.each([
    '',
    'desk',
    'https://evil.example/',
    'https:evil.example',
    'javascript:alert(1)',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/%09/evil.example',
    '/%0d%0aSet-Cookie:x=1',
    '/%2f%2fevil.example',
    '/%2Fevil.example',
    '/%5cevil.example',
    '%2f%2fevil.example',
    ' /desk',
    '/desk\r\nSet-Cookie: x=1',
    '/..//evil.example',
    '/.//evil.example',
    '/desk/..//evil.example',
    '/%2e%2e//evil.example',
    '/desk/%2e%2e//evil.example',
  ])('is never %j', (text) => {
    const path = safePath(text);
    if (path !== null) expect(new URL(path, 'http://register.invalid').host).toBe('register.invalid');
    expect(path).toBeNull();
  });
});
