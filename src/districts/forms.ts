import { z } from 'zod';
import { longText, required, wholeNumber } from '../forms/fields.ts';
import { splitNames, toHalfWidth } from '../lib/text.ts';

export const districtForm = z.object({
  number: required('选区编号', 10).transform(toHalfWidth),
  name: required('选区名称', 40),
  villages: longText('所辖村、社区', 1000).transform(splitNames),
  seats: wholeNumber('应选名额', 1, 20),
});

export type DistrictInput = z.output<typeof districtForm>;
