import type { FastifyRequest } from 'fastify';

/** Where this site stands for those outside it, such as https://host: the configured address, else the one asked for. */
export function originOf({ server, protocol, host }: FastifyRequest): string {
  const { publicUrl } = server.config;
  return publicUrl === null ? `${protocol}://${host}` : new URL(publicUrl).origin;
}
