export const UNIT_REFUSALS: Record<string, string> = {
  'unit-name-taken': '已经有名为“{name}”的单位。',
  'unit-role': '您的账号不能管理承办单位，请由主席团工作人员操作。',
};

export const UNIT_REFUSAL_FIELDS: Record<string, string> = { 'unit-name-taken': 'name' };
