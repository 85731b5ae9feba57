import type { Tx } from '../db/store.ts';
import { formatHundredths } from '../lib/hundredths.ts';
import { tell } from '../messages/steps.ts';
import type { AssessmentCase } from './ground.ts';
import type { AssessmentState } from './rules.ts';
import { subjectOf } from './trail.ts';

/** Whose turn it is now: the leader's, or the deputy's to read what was decided. The presidium sees it on the desk. */
export async function tellNext(
  tx: Tx,
  at: number,
  one: AssessmentCase,
  to: AssessmentState,
  total: number,
): Promise<void> {
  if (to === 'group') return tellDue(tx, at, one, 'group');
  if (to !== 'done') return;
  await tell(tx, at, [{ personId: one.entry.person.id }], {
    kind: 'assessment-final',
    subject: subjectOf(one),
    detail: {
      year: String(one.assessment.year),
      computed: formatHundredths(one.sheet.computedHundredths),
      final: formatHundredths(total),
    },
  });
}

/** Tells the deputy or the leader who scores that a step is due; `reason`: why it was sent back. */
export async function tellDue(
  tx: Tx,
  at: number,
  one: AssessmentCase,
  step: 'self' | 'group',
  reason = '',
): Promise<void> {
  const [leader] = one.leaders;
  const person = step === 'self' ? one.entry.person : leader?.person;
  if (!person) return;
  await tell(tx, at, [{ personId: person.id }], {
    kind: 'assessment-due',
    subject: subjectOf(one),
    detail: {
      year: String(one.assessment.year),
      step,
      name: one.entry.name,
      ...(reason === '' ? {} : { reason }),
    },
  });
}
