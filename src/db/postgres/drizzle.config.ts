import { defineConfig } from 'drizzle-kit';

// The schema is declared for the engine of the environment (../dialect.ts); nothing is connected to.
process.env['DATABASE_URL'] = 'postgres:';

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/db/schema/index.ts',
  out: './migrations/postgres',
});
