import { describe, expect, test } from 'vitest';
import { kindFromText, kindLabel, kindUnit, sectionLabel } from '../../src/duties/labels.ts';
import {
  ACTIVITY_KINDS,
  FILING_KINDS,
  IMPORTED_FILING_KINDS,
  isActivityKind,
  isDutyKind,
  isFilingKind,
  isImportedFilingKind,
  KINDS,
  SECTIONS,
  sectionOf,
} from '../../src/duties/rules.ts';

const kinds = KINDS.map(({ kind }) => kind);

describe('duty kinds', () => {
  test('every kind stands once, in one of the six sections, section by section', () => {
    expect(new Set(kinds).size).toBe(kinds.length);
    const sections = kinds.map((kind) => SECTIONS.indexOf(sectionOf(kind)));
    expect(sections).toStrictEqual(sections.toSorted((a, b) => a - b));
    expect(new Set(sections).size).toBe(SECTIONS.length);
  });

  test('an activity is one of ten kinds, never leave or absence', () => {
    expect(ACTIVITY_KINDS).toHaveLength(10);
    expect(ACTIVITY_KINDS.every((kind) => kind.startsWith('activity.') && isDutyKind(kind))).toBe(true);
    expect(isActivityKind('activity.leave')).toBe(false);
    expect(isActivityKind('activity.absent')).toBe(false);
  });

  test('a deputy files contacts, deeds, model acts and speeches; attendance and proposals come from their own procedures', () => {
    expect(FILING_KINDS.map((kind) => kindLabel(kind))).toStrictEqual([
      '审议发言',
      '进站值班',
      '接待群众',
      '走访选民',
      '推动解决问题',
      '为民办实事',
      '表彰奖励',
      '学习',
      '宣传',
    ]);
    for (const kind of [
      'session.attended',
      'suggestion.led',
      'activity.survey',
      'commitment.kept',
      'report.given',
    ]) {
      expect(isFilingKind(kind), kind).toBe(false);
    }
  });

  test('an imported file may also file commitments and reports', () => {
    const more = IMPORTED_FILING_KINDS.filter((kind) => !isFilingKind(kind));
    expect(more).toStrictEqual(['commitment.kept', 'commitment.broken', 'report.given']);
    expect(isImportedFilingKind('activity.survey')).toBe(false);
  });

  test('names of objects that every object has are no kinds', () => {
    for (const text of ['constructor', 'toString', '__proto__', '']) {
      expect(isDutyKind(text), text).toBe(false);
      expect(kindFromText(text), text).toBeNull();
    }
  });
});

describe('names of duty kinds', () => {
  test('every kind has a name of its own, and both the name and the identifier lead back to it', () => {
    expect(new Set(kinds.map((kind) => kindLabel(kind))).size).toBe(kinds.length);
    for (const kind of kinds) {
      expect(kindFromText(kindLabel(kind))).toBe(kind);
      expect(kindFromText(kind)).toBe(kind);
    }
  });

  test('an activity kind is also known without its prefix, and spaces around a name do not matter', () => {
    expect(kindFromText('law_check')).toBe('activity.law_check');
    expect(kindFromText(' 专题调研\u3000')).toBe('activity.survey');
    expect(kindFromText('attended')).toBeNull();
    expect(kindFromText('观光')).toBeNull();
  });

  test('quantities are counted in 次, 人次, 件, 半天 or 项', () => {
    expect(kindUnit('session.absent')).toBe('半天');
    expect(kindUnit('suggestion.led')).toBe('件');
    expect(kindUnit('contact.visit')).toBe('人次');
    expect(kindUnit('commitment.kept')).toBe('项');
    expect(kindUnit('activity.review')).toBe('次');
  });

  test('the six sections have the names of the forms', () => {
    expect(SECTIONS.map((section) => sectionLabel(section))).toStrictEqual([
      '大会期间',
      '闭会期间',
      '联系群众',
      '为民办实事',
      '模范作用',
      '承诺与述职',
    ]);
  });
});
