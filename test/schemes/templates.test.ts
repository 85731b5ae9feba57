import { describe, expect, test } from 'vitest';
import { ACTIVITY_KINDS, KINDS, SECTIONS, sectionOf } from '../../src/duties/rules.ts';
import { checkScheme } from '../../src/schemes/rules.ts';
import { TEMPLATES } from '../../src/schemes/templates.ts';

describe.each(Object.entries(TEMPLATES))('the template %s', (_, template) => {
  const scheme = template(2026);

  test('passes its check without a fault or a warning, unchanged', () => {
    expect(checkScheme(scheme)).toStrictEqual({ ok: true, scheme, warnings: [] });
  });

  test('is for the year that was asked for', () => {
    expect(template(2027)).toMatchObject({ year: 2027, title: expect.stringContaining('2027年') as string });
  });

  test('has the six sections, each with items of its own kinds', () => {
    expect(scheme.sections.map(({ code }) => code)).toStrictEqual(SECTIONS);
    for (const { section, kinds = [] } of scheme.items) {
      expect(kinds.map((kind) => sectionOf(kind))).toStrictEqual(kinds.map(() => section));
    }
  });

  test('counts every kind but approved leave from an activity, which is lawful', () => {
    const counted = new Set(scheme.items.flatMap(({ kinds = [] }) => kinds));
    const left = KINDS.map(({ kind }) => kind).filter((kind) => !counted.has(kind));
    expect(left).toStrictEqual(['activity.leave']);
    expect(ACTIVITY_KINDS.every((kind) => counted.has(kind))).toBe(true);
  });

  test('calls points off for approved leave a local rule', () => {
    const leave = scheme.items.filter(({ source }) => source === 'leave');
    expect(leave.map(({ title }) => title)).toStrictEqual(['人代会请假（本地规定）']);
  });
});

test('the template of a hundred points splits them 40 to 60', () => {
  const { sections, cap } = TEMPLATES.hundred(2026);
  const caps = sections.map((section) => section.cap ?? Number.NaN);
  expect(caps[0]).toBe(40);
  expect(caps.slice(1).reduce((sum, points) => sum + points)).toBe(60);
  expect(cap).toBe(100);
});

test('the template of sixty base points starts there and never falls below zero', () => {
  expect(TEMPLATES.base60(2026)).toMatchObject({ base: 60, floor: 0, cap: null });
});
