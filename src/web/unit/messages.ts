import { UNIT } from '../access.ts';
import { unitRecipient } from '../mail.ts';
import { messageRoutes as routesOf } from '../messages.ts';

export const messageRoutes = routesOf({
  audience: 'unit',
  access: UNIT,
  base: '/unit/messages',
  view: 'unit/messages/index',
  noneView: 'unit/messages/none',
  recipientOf: unitRecipient,
});
