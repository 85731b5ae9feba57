import { z } from 'zod';
import { SCORE_STEPS } from '../assessments/rules.ts';
import { isDay, isQuarter } from '../lib/dates.ts';

const text = z.string();
const day = z.string().refine(isDay);
const quarter = z.string().refine(isQuarter);
const instant = z.int().min(0);
const certificate = z.string().min(1);
const hundredths = z.int();

const objection = z.object({
  reference: text,
  codeHash: text,
  quarter,
  version: z.int(),
  deputy: certificate,
  record: text,
  name: text,
  phone: text,
  content: text,
  state: z.enum(['received', 'upheld', 'rejected']),
  receivedAt: instant,
  summary: text,
  answer: text,
  answeredAt: instant.nullable(),
});

const statement = z.object({
  deputy: certificate,
  quarter,
  record: text,
  content: text,
  writtenAt: instant,
  withheldAt: instant.nullable(),
  withheldReason: text,
});

const assessment = z.object({
  deputy: certificate,
  year: z.int(),
  /** Of the notice that it starts from: the year's last quarter. */
  version: z.int(),
  state: z.enum(['self', 'group', 'final', 'done']),
  computedHundredths: hundredths,
  finalHundredths: hundredths.nullable(),
  selfAt: instant.nullable(),
  groupAt: instant.nullable(),
  finalAt: instant.nullable(),
  scores: z.array(z.object({ item: text, step: z.enum(SCORE_STEPS), hundredths, reason: text })),
});

const invitation = z.object({
  activity: text,
  publishedAt: instant,
  time: text,
  words: text,
  answerBy: day.nullable(),
  places: z.int().nullable(),
  replies: z.array(
    z.object({
      deputy: certificate,
      answer: z.enum(['coming', 'signed_up', 'cancelled']),
      answeredAt: instant,
    }),
  ),
});

/** The meeting is an activity by its code, or a half-day of a congress session. */
const leave = z.object({
  deputy: certificate,
  activity: text.nullable(),
  sitting: z.object({ session: text, heldOn: day, half: z.enum(['am', 'pm']) }).nullable(),
  reason: text,
  askedAt: instant,
  state: z.enum(['asked', 'approved', 'refused', 'withdrawn']),
  decidedAt: instant.nullable(),
  note: text,
});

const handledUnit = z.object({
  name: text,
  signedForAt: instant.nullable(),
  refusedAt: instant.nullable(),
  refusedReason: text,
  contribution: text,
  contributedAt: instant.nullable(),
});

const handledRound = z.object({
  months: z.int().nullable(),
  extendedTo: day.nullable(),
  documentNumber: text,
  promisedOn: day.nullable(),
  classReason: text,
  contactName: text,
  contactPhone: text,
  ratedOn: day.nullable(),
  ratingWords: text,
  units: z.array(handledUnit),
  extensions: z.array(
    z.object({
      unit: text,
      until: day,
      reason: text,
      askedAt: instant,
      state: z.enum(['asked', 'granted', 'refused']),
      decidedAt: instant.nullable(),
      note: text,
    }),
  ),
  urgings: z.array(z.object({ number: text, words: text, sentOn: day, recordedAt: instant })),
});

/** What the procedure left on a proposal, beside its row and its rounds. */
const procedure = z.object({
  number: text,
  sessionTitle: text,
  withheldReason: text,
  decision: z.enum(['agenda', 'turned']).nullable(),
  decidedOn: day.nullable(),
  decisionReason: text,
  wasMotion: z.boolean(),
  mergedInto: text.nullable(),
  stateReason: text,
  overseer: text,
  carriedOutOn: day.nullable(),
  signatures: z.array(
    z.object({
      deputy: certificate,
      state: z.enum(['asked', 'agreed', 'declined']),
      answeredAt: instant.nullable(),
    }),
  ),
  rounds: z.array(handledRound),
  followUps: z.array(z.object({ notedOn: day, words: text, recordedAt: instant })),
});

/** Sections that older exports do not have. */
export const MORE_SECTIONS = {
  objections: z.array(objection).default([]),
  statements: z.array(statement).default([]),
  assessments: z.array(assessment).default([]),
  invitations: z.array(invitation).default([]),
  leave: z.array(leave).default([]),
  procedures: z.array(procedure).default([]),
} as const;

export type MoreSections = { [S in keyof typeof MORE_SECTIONS]: z.output<(typeof MORE_SECTIONS)[S]> };
