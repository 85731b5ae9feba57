import { answer } from '../worker.ts';
import { perform, type Order } from './chores.ts';
import { faultOf } from './faults.ts';

void answer((order: Order) => perform(order).catch((error: unknown) => ({ failed: faultOf(error) })));
