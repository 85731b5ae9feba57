import { z } from 'zod';
import { optionalId, required } from '../forms/fields.ts';

const name = required('类别名称', 40);

export const categoryForm = z.object({ name, parentId: optionalId('所属大类') });
export const categoryNameForm = z.object({ name });

export type CategoryInput = z.output<typeof categoryForm>;
