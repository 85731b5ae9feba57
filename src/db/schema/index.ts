export * from './people.ts';
export * from './meetings.ts';
export * from './work.ts';
export * from './points.ts';
export * from './system.ts';
