import { defineConfig } from 'vitest/config';

const ci = process.env['CI'] === 'true';

/** What is about files of SQLite, or about no engine at all: left out of a run on PostgreSQL (npm run test:postgres). */
const NOT_ON_POSTGRES = [
  'test/**/*.sqlite.test.ts',
  'test/{attachments/care,care/checks,demo/demo,web/evidence,web/storage-faults}.test.ts',
  'test/{backups,commands,drills,registers}/**/!(*.postgres).test.ts',
  'test/db/{open,sqlite}.test.ts',
  'test/web/staff/backups.test.ts',
  'test/{browser,house,lib}/**',
];

const onPostgres = (process.env['DATABASE_URL'] ?? '').startsWith('postgres');

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    exclude: onPostgres ? NOT_ON_POSTGRES : ['test/**/*.postgres.test.ts'],
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ci ? ['default', 'json'] : ['default'],
    outputFile: { json: onPostgres ? '.test-report-postgres.json' : '.test-report.json' },
    globalSetup: 'test/support/global-setup.ts',
  },
});
