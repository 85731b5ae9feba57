export const CATEGORY_REFUSALS: Record<string, string> = {
  'category-name-taken': '已经有“{name}”这个类别，请换一个名称。',
  'category-parent-unknown': '所属大类已经变动，请重新选择。',
  'subclass-without-class': '代表小类“{name}”没有写明所属的代表类别。',
};

/** Which field of the form a refusal belongs to. */
export const CATEGORY_REFUSAL_FIELDS: Record<string, string> = {
  'category-name-taken': 'name',
  'category-parent-unknown': 'parentId',
};
