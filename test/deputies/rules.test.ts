import { describe, expect, test } from 'vitest';
import { groundArticle, groundLabel } from '../../src/deputies/labels.ts';
import {
  GROUNDS_OF,
  isInOffice,
  MANDATE_EVENT_KINDS,
  refuseMandateEvent,
  statusOn,
  SUSPENSION_GROUNDS,
  TERMINATION_GROUNDS,
  type Mandate,
  type MandateEvent,
  type MandateEventKind,
} from '../../src/deputies/rules.ts';

const on = (kind: MandateEventKind, day: string): MandateEvent => ({ kind, on: day });

function mandate(...events: MandateEvent[]): Mandate {
  return { electedOn: '2026-01-10', endsOn: '2031-01-09', events };
}

describe('a mandate', () => {
  test('runs from the day of election to the last day of the term, both included', () => {
    expect(isInOffice(mandate(), '2026-01-09')).toBe(false);
    expect(isInOffice(mandate(), '2026-01-10')).toBe(true);
    expect(isInOffice(mandate(), '2031-01-09')).toBe(true);
    expect(isInOffice(mandate(), '2031-01-10')).toBe(false);
    expect(statusOn(mandate(), '2026-01-09')).toStrictEqual({ status: 'not-yet', event: null });
    expect(statusOn(mandate(), '2031-01-10')).toStrictEqual({ status: 'ended', event: null });
  });

  test('has no last day while the end of the term is not known', () => {
    expect(isInOffice({ ...mandate(), endsOn: null }, '2099-12-31')).toBe(true);
  });

  test('is suspended from the day of the suspension and in office again from the day it resumes', () => {
    const suspended = on('suspended', '2026-03-01');
    const held = mandate(suspended, on('resumed', '2026-05-01'));
    expect(isInOffice(held, '2026-02-28')).toBe(true);
    expect(isInOffice(held, '2026-03-01')).toBe(false);
    expect(statusOn(held, '2026-04-30')).toStrictEqual({ status: 'suspended', event: suspended });
    expect(isInOffice(held, '2026-05-01')).toBe(true);
  });

  test.each(['resigned', 'recalled', 'terminated', 'died'] as const)(
    'ends on the day of %s, for good',
    (kind) => {
      const end = on(kind, '2026-06-15');
      const held = mandate(end, on('resumed', '2026-07-01'));
      expect(isInOffice(held, '2026-06-14')).toBe(true);
      expect(statusOn(held, '2026-06-15')).toStrictEqual({ status: 'ended', event: end });
      expect(isInOffice(held, '2026-07-01')).toBe(false);
      expect(statusOn(held, '2040-01-01').event).toBe(end);
    },
  );

  test('does not depend on the order in which its events were entered', () => {
    const events = [
      on('suspended', '2026-03-01'),
      on('resumed', '2026-05-01'),
      on('suspended', '2026-08-01'),
    ];
    for (const day of ['2026-02-01', '2026-04-01', '2026-06-01', '2026-09-01']) {
      expect(statusOn(mandate(...events.toReversed()), day)).toStrictEqual(statusOn(mandate(...events), day));
    }
  });

  test('suspended and resumed on one day was not interrupted', () => {
    expect(
      isInOffice(mandate(on('resumed', '2026-03-01'), on('suspended', '2026-03-01')), '2026-03-01'),
    ).toBe(true);
  });
});

describe('a mandate event is refused', () => {
  test('before the election and after the term', () => {
    expect(refuseMandateEvent(mandate(), on('resigned', '2026-01-09'))).toBe('before-election');
    expect(refuseMandateEvent(mandate(), on('resigned', '2031-01-10'))).toBe('after-term');
    expect(refuseMandateEvent(mandate(), on('resigned', '2026-01-10'))).toBeNull();
  });

  test('after the mandate has ended', () => {
    const ended = mandate(on('recalled', '2026-06-15'));
    expect(refuseMandateEvent(ended, on('suspended', '2026-07-01'))).toBe('already-ended');
    expect(refuseMandateEvent(ended, on('died', '2026-07-01'))).toBe('already-ended');
  });

  test('when there is nothing to resume, or a suspension runs already', () => {
    expect(refuseMandateEvent(mandate(), on('resumed', '2026-07-01'))).toBe('not-suspended');
    const suspended = mandate(on('suspended', '2026-03-01'));
    expect(refuseMandateEvent(suspended, on('suspended', '2026-04-01'))).toBe('already-suspended');
    expect(refuseMandateEvent(suspended, on('suspended', '2026-03-01'))).toBe('already-suspended');
    expect(refuseMandateEvent(suspended, on('resumed', '2026-04-01'))).toBeNull();
    expect(refuseMandateEvent(suspended, on('terminated', '2026-04-01'))).toBeNull();
  });

  test('when a later event no longer fits', () => {
    const suspendedLater = mandate(on('suspended', '2026-03-01'));
    expect(refuseMandateEvent(suspendedLater, on('resigned', '2026-02-01'))).toBe('later-event-conflicts');
    expect(refuseMandateEvent(suspendedLater, on('suspended', '2026-02-01'))).toBe('later-event-conflicts');
  });
});

describe('legal grounds', () => {
  test('a suspension has the two of article 61, a termination the seven of article 62', () => {
    expect(SUSPENSION_GROUNDS).toHaveLength(2);
    expect(TERMINATION_GROUNDS).toHaveLength(7);
    for (const ground of SUSPENSION_GROUNDS) expect(groundArticle(ground)).toContain('第六十一条');
    for (const ground of TERMINATION_GROUNDS) expect(groundArticle(ground)).toContain('第六十二条');
    expect(groundLabel('absent_twice')).toBe('未经批准两次不出席本级人民代表大会会议');
  });

  test('every ground of termination belongs to exactly one kind of end, and none is a score', () => {
    const ends = MANDATE_EVENT_KINDS.filter((kind) => kind !== 'suspended').flatMap(
      (kind) => GROUNDS_OF[kind],
    );
    expect(ends.toSorted()).toStrictEqual(TERMINATION_GROUNDS.toSorted());
    expect(GROUNDS_OF.suspended).toStrictEqual(SUSPENSION_GROUNDS);
  });
});
