import { z } from 'zod';
import { requiredLongText } from '../forms/fields.ts';
import { LONGEST_STATEMENT } from './rules.ts';

/** A statement (代表说明) in the deputy's own words. */
export const statementForm = z.object({ content: requiredLongText('说明', LONGEST_STATEMENT) });

/** Taking one away that names private people: the reason is public. */
export const withholdForm = z.object({ reason: requiredLongText('撤下原因', 200) });
