/** What people do with proposals (议案、建议). */
export * from './actions/desk.ts';
export * from './actions/drafting.ts';
export * from './actions/handling.ts';
export * from './actions/rating.ts';
