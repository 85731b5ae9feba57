import { DEPUTY } from '../access.ts';
import { deputyRecipient } from '../mail.ts';
import { messageRoutes as routesOf } from '../messages.ts';

export const messageRoutes = routesOf({
  audience: 'deputy',
  access: DEPUTY,
  base: '/my/messages',
  view: 'deputy/messages/index',
  noneView: 'deputy/home/none',
  recipientOf: deputyRecipient,
});
