import { z } from 'zod';
import { loginName, newPassword } from '../accounts/forms.ts';
import type { OwnWords } from '../accounts/password-rules.ts';
import { checkbox, choice, day, optional, required, wholeNumber } from '../forms/fields.ts';
import type { Day } from '../lib/dates.ts';

const townshipFields = {
  name: required('乡镇名称', 30),
  divisionCode: required('行政区划代码', 12).refine(
    (text) => text === '' || /^\d{12}$/.test(text),
    '行政区划代码是 12 位数字，可在县民政局查到',
  ),
  congressName: required('人大全称', 60),
  presidiumName: required('主席团全称', 60),
  phone: optional('联系电话', 40),
  address: optional('地址', 100),
};

export const townshipForm = z.object(townshipFields);

/** Set-up: township, term, first administrator. */
export function setUpForm(own: OwnWords, today: Day) {
  return z
    .object({
      ...townshipFields,
      termNumber: wholeNumber('届次', 1, 99),
      termStart: day('本届开始日期', today),
      termEnd: day('本届结束日期', today),
      adminName: required('管理员姓名', 50),
      login: loginName,
      password: newPassword(own),
    })
    .refine((form) => form.termEnd > form.termStart, {
      path: ['termEnd'],
      message: '本届结束日期要晚于开始日期',
    });
}

export const settingsForm = z
  .object({
    nameOrder: choice('姓名排序规则', ['compact', 'slot']),
    publicityDays: wholeNumber('公示期', 3, 60),
    answerMonths: wholeNumber('一般建议答复期限', 1, 12),
    complexAnswerMonths: wholeNumber('复杂建议答复期限', 1, 12),
    publicRanking: checkbox(),
    documentPrefix: optional('文号字头', 20),
  })
  .refine((form) => form.complexAnswerMonths >= form.answerMonths, {
    path: ['complexAnswerMonths'],
    message: '复杂建议的答复期限不能比一般建议短',
  });
