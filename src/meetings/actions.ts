/** What people do with meetings (会议、活动、出勤). */
export * from './actions/activities.ts';
export * from './actions/attendance.ts';
export * from './actions/corrections.ts';
export * from './actions/sessions.ts';
export * from './actions/speeches.ts';
