import { z } from 'zod';
import { required } from '../forms/fields.ts';

/** A comma or an enumeration comma would break it apart in the import tables. */
export const unitForm = z.object({
  name: required('单位名称', 50).refine(
    (text) => !/[、,，;；]/u.test(text),
    '单位名称里不要有顿号、逗号和分号',
  ),
});
