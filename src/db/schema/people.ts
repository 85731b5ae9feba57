import {
  bool,
  day,
  id,
  index,
  instant,
  int,
  json,
  oneOf,
  table,
  text,
  uniqueIndex,
  type Column,
} from '../dialect.ts';

/** Township (乡镇): exactly one row, id 1. One register is one township. */
export const township = table('township', {
  id: int('id').primaryKey(),
  name: text('name').notNull(),
  divisionCode: text('division_code').notNull(),
  congressName: text('congress_name').notNull(),
  presidiumName: text('presidium_name').notNull(),
  address: text('address').notNull().default(''),
  phone: text('phone').notNull().default(''),
});

/** Term (届): five years (代表法 art. 2). */
export const term = table(
  'term',
  {
    id: id(),
    number: int('number').notNull(),
    startOn: day('start_on').notNull(),
    endOn: day('end_on').notNull(),
    finishedAt: instant('finished_at'),
  },
  (t) => [uniqueIndex('term_number').on(t.number)],
);

/** District (选区). */
export const district = table(
  'district',
  {
    id: id(),
    termId: int('term_id')
      .notNull()
      .references(() => term.id),
    number: text('number').notNull(),
    name: text('name').notNull(),
    /** 所辖村、社区 */
    villages: json('villages').$type<string[]>().notNull(),
    seats: int('seats'),
  },
  (t) => [uniqueIndex('district_number').on(t.termId, t.number)],
);

/** Delegation (代表团): the deputies of a congress session, with a leader (团长). */
export const delegation = table(
  'delegation',
  {
    id: id(),
    termId: int('term_id')
      .notNull()
      .references(() => term.id),
    name: text('name').notNull(),
    leaderId: int('leader_id').references((): Column => deputy.id),
  },
  (t) => [uniqueIndex('delegation_name').on(t.termId, t.name)],
);

/** Group (代表小组): at least three deputies (组织法 art. 43). The table cannot be called "group". */
export const deputyGroup = table(
  'deputy_group',
  {
    id: id(),
    termId: int('term_id')
      .notNull()
      .references(() => term.id),
    name: text('name').notNull(),
    leaderId: int('leader_id').references((): Column => deputy.id),
    /** 类别侧重 */
    focus: text('focus').notNull().default(''),
    /** 定向联系职能部门 */
    departments: json('departments').$type<string[]>().notNull(),
  },
  (t) => [uniqueIndex('deputy_group_name').on(t.termId, t.name)],
);

/** Category (代表类别): two levels; a subclass names its parent. */
export const category = table(
  'category',
  {
    id: id(),
    name: text('name').notNull(),
    parentId: int('parent_id').references((): Column => category.id),
  },
  (t) => [uniqueIndex('category_name').on(t.parentId, t.name)],
);

/** Person (人员). The same person in two terms is one person and two deputies. */
export const person = table(
  'person',
  {
    id: id(),
    name: text('name').notNull(),
    sex: text('sex').notNull().default(''),
    ethnicity: text('ethnicity').notNull().default(''),
    /** `YYYY-MM` or empty; never public. */
    bornMonth: text('born_month').notNull().default(''),
    party: text('party').notNull().default(''),
    education: text('education').notNull().default(''),
    /** Never public. */
    phone: text('phone').notNull().default(''),
    /** Full pinyin without tones and its initials, kept for search; staff may override a reading. */
    pinyin: text('pinyin').notNull(),
    initials: text('initials').notNull(),
  },
  (t) => [index('person_name').on(t.name)],
);

/** Deputy (代表): a person's mandate in one term. */
export const deputy = table(
  'deputy',
  {
    id: id(),
    personId: int('person_id')
      .notNull()
      .references(() => person.id),
    termId: int('term_id')
      .notNull()
      .references(() => term.id),
    certificateNumber: text('certificate_number').notNull(),
    districtId: int('district_id')
      .notNull()
      .references(() => district.id),
    delegationId: int('delegation_id').references(() => delegation.id),
    groupId: int('group_id').references(() => deputyGroup.id),
    categoryId: int('category_id').references(() => category.id),
    subcategoryId: int('subcategory_id').references(() => category.id),
    occupation: text('occupation').notNull().default(''),
    /** 国家工作人员 */
    stateWorker: bool('state_worker').notNull().default(false),
    /** 上级代表职务 */
    upperPost: text('upper_post').notNull().default(''),
    electedOn: day('elected_on').notNull(),
    /** 补选 */
    byElection: bool('by_election').notNull().default(false),
    oathOn: day('oath_on'),
    oathText: text('oath_text').notNull().default(''),
  },
  (t) => [
    uniqueIndex('deputy_certificate').on(t.termId, t.certificateNumber),
    index('deputy_district').on(t.districtId),
  ],
);

/** Mandate event (资格变动); whether a deputy is in office on a day is derived from these. */
export const mandateEvent = table(
  'mandate_event',
  {
    id: id(),
    deputyId: int('deputy_id')
      .notNull()
      .references(() => deputy.id),
    kind: text('kind').notNull(),
    occurredOn: day('occurred_on').notNull(),
    /** Legal ground, a code of deputies/rules.ts (代表法 art. 61, 62). */
    ground: text('ground').notNull().default(''),
    document: text('document').notNull().default(''),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    oneOf('mandate_event_kind', t.kind, [
      'suspended',
      'resumed',
      'resigned',
      'recalled',
      'terminated',
      'died',
    ]),
    index('mandate_event_deputy').on(t.deputyId),
  ],
);
