import type { FastifyRequest } from 'fastify';
import { addressOf } from '../registers/rules.ts';

/** Where the site stands for those outside it, such as https://host: the configured address, else the one asked for. */
export function siteOf({ server, protocol, host }: FastifyRequest): string {
  const { publicUrl } = server.config;
  return publicUrl === null ? `${protocol}://${host}` : new URL(publicUrl).origin;
}

/** Where this register stands: the site itself, a path of it, or a host of its own. */
export function originOf(request: FastifyRequest): string {
  const { register, prefix, server } = request;
  const site = siteOf(request);
  if (register.name === '' || prefix !== '') return site + prefix;
  return addressOf(site, register.name, server.config.registers?.hosts ?? []);
}
