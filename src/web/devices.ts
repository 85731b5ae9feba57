import type { FastifyReply, FastifyRequest } from 'fastify';
import { closeDevice, closeOtherDevices, deviceKey } from '../accounts/actions/devices.ts';
import { listDevices } from '../accounts/devices.ts';
import { deviceForm } from '../accounts/forms.ts';
import { viewerOf } from './accounts.ts';
import { doing, parseForm } from './form.ts';
import { goTo, page } from './page.ts';
import { get, post, type Route } from './routes.ts';
import { NotFound } from '../refusals.ts';

/** Where one is signed in (已登录的设备): one's own devices only. */
export const deviceRoutes: readonly Route[] = [
  get('/account/devices', 'signed-in', showDevices),
  post('/account/devices', 'signed-in', deleteDevice),
  post('/account/devices/others', 'signed-in', deleteOtherDevices),
];

async function showDevices(request: FastifyRequest, reply: FastifyReply) {
  const { accountId: id, roles } = viewerOf(request);
  const { store, clock } = request.register;
  const devices = await listDevices(store.read, { id, roles }, clock());
  const rows = devices
    .map((device) => ({ ...device, key: deviceKey(device), isThis: device.hash === request.session?.hash }))
    .toSorted((a, b) => Number(b.isThis) - Number(a.isThis));
  return page(reply, 'accounts/devices', { rows });
}

async function deleteDevice(request: FastifyRequest, reply: FastifyReply) {
  const parsed = parseForm(deviceForm, request);
  if (!parsed.ok) throw new NotFound();
  await closeDevice(doing(request), viewerOf(request).accountId, parsed.value.device);
  return goTo(reply, '/account/devices', 'ended');
}

async function deleteOtherDevices(request: FastifyRequest, reply: FastifyReply) {
  await closeOtherDevices(doing(request), viewerOf(request).accountId, request.session?.hash ?? '');
  return goTo(reply, '/account/devices', 'ended');
}
