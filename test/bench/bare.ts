import fastify from 'fastify';

/** The yardstick: a bare Fastify route that returns the same bytes as each page, fetched once from the server under test. */
const [target = '', cookie = '', ...paths] = process.argv.slice(2);
const app = fastify();
for (const [index, path] of paths.entries()) {
  const response = await fetch(target + path, { headers: { cookie }, redirect: 'manual' });
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  const body = Buffer.from(await response.arrayBuffer());
  app.get(`/${index}`, async (_request, reply) => reply.type('text/html; charset=utf-8').send(body));
}
app.get('/', async () => 'ready');
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
