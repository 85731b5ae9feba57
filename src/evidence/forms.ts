import { z } from 'zod';

/** Files alone, without words. */
export const evidenceForm = z.object({});
