export const DISTRICT_REFUSALS: Record<string, string> = {
  'district-number-taken': '选区编号 {number} 已经用于“{name}”，请换一个编号。',
};

/** Which field of the form a refusal belongs to. */
export const DISTRICT_REFUSAL_FIELDS: Record<string, string> = { 'district-number-taken': 'number' };
