import { z } from 'zod';
import { longText, optional, optionalId, required } from '../forms/fields.ts';
import { splitNames } from '../lib/text.ts';

export const delegationForm = z.object({
  name: required('代表团名称', 40),
  leaderId: optionalId('团长'),
});

export type DelegationInput = z.output<typeof delegationForm>;

export const groupForm = z.object({
  name: required('代表小组名称', 40),
  leaderId: optionalId('组长'),
  focus: optional('类别侧重', 100),
  departments: longText('定向联系职能部门', 1000).transform(splitNames),
});

export type GroupInput = z.output<typeof groupForm>;
