import { columnOf } from '../cells.ts';
import { fault, type Fault } from '../faults.ts';
import { found, placeOf, type Candidate } from './shapes.ts';

type Row = Candidate<'proposals'>;

/** What cannot be true of assignment, answer and rating (交办、答复、评价). */
export function handlingFaults(row: Row): Fault[] {
  const { filedOn, assignedOn, leadUnit, coUnits, answeredOn, answerClass, attitude, result } = row.values;
  const isRated = attitude !== null || result !== null;
  const afterwards = assignedOn ?? filedOn;
  return found([
    assignedOn !== null && assignedOn < filedOn
      ? fault(placeOf(row, 'assignedOn'), 'assigned-before-filed')
      : null,
    leadUnit !== '' && coUnits.includes(leadUnit) ? fault(placeOf(row, 'coUnits'), 'lead-unit-twice') : null,
    answeredOn !== null && answeredOn < afterwards
      ? fault(placeOf(row, 'answeredOn'), 'answered-before-assigned')
      : null,
    (answeredOn === null) !== (answerClass === null) ? incompleteAnswer(row) : null,
    isRated && answeredOn === null
      ? fault(placeOf(row, attitude === null ? 'result' : 'attitude'), 'rating-without-answer')
      : null,
  ]);
}

function incompleteAnswer(row: Row): Fault {
  const missing = row.values.answeredOn === null ? 'answeredOn' : 'answerClass';
  const header = columnOf('proposals', missing).header;
  return fault(placeOf(row, missing), 'answer-incomplete', header);
}

/** What is taken as it stands, but was probably forgotten. */
export function handlingWarnings(row: Row): Fault[] {
  const { kind, content, assignedOn, leadUnit, coUnits, answeredOn, answer, attitude, result } = row.values;
  const hasUnit = leadUnit !== '' || coUnits.length > 0;
  return found([
    kind === 'suggestion' && content === '' ? fault(placeOf(row, 'content'), 'content-missing') : null,
    hasUnit && assignedOn === null ? fault(placeOf(row, 'assignedOn'), 'unit-without-assignment') : null,
    assignedOn !== null && leadUnit === ''
      ? fault(placeOf(row, 'leadUnit'), 'assignment-without-unit')
      : null,
    answeredOn !== null && answer === '' ? fault(placeOf(row, 'answer'), 'answer-without-text') : null,
    (attitude === null) !== (result === null)
      ? fault(placeOf(row, attitude === null ? 'attitude' : 'result'), 'rating-incomplete')
      : null,
  ]);
}
