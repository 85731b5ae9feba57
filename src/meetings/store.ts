/** The tables of meetings (会议、活动、出勤). */
export * from './store/activities.ts';
export * from './store/attendance.ts';
export * from './store/sessions.ts';
