import { z } from 'zod';
import { MANDATE_EVENT_KINDS } from '../deputies/rules.ts';
import { IMPORTED_FILING_KINDS } from '../duties/rules.ts';
import { FILING_STATES } from '../filings/rules.ts';
import { isDay, isQuarter } from '../lib/dates.ts';
import { ANSWER_CLASSES, PROPOSAL_KINDS, PROPOSAL_STATES, SATISFACTIONS } from '../proposals/rules.ts';
import { SCHEME_STATES } from '../schemes/procedure.ts';
import { MORE_SECTIONS } from './register-more.ts';
import { TEMPLATES, type TemplateId } from './templates.ts';

/** The name of the file of an export that holds what does not fit into the templates. */
export const REST_FILE = 'register.json';
export const REGISTER_FORMAT = 'duty-register/register/1';

const text = z.string();
const day = z.string().refine(isDay);
/** Epoch milliseconds. */
const instant = z.int().min(0);
const certificate = z.string().min(1);

const township = z.object({
  name: text,
  divisionCode: text,
  congressName: text,
  presidiumName: text,
  address: text,
  phone: text,
});

const mandateEvent = z.object({
  kind: z.enum(MANDATE_EVENT_KINDS),
  on: day,
  ground: text,
  document: text,
  recordedAt: instant,
});

const deputy = z.object({
  certificateNumber: certificate,
  /** How the name is read, where staff said so. */
  reading: text,
  byElection: z.boolean(),
  oathText: text,
  mandateEvents: z.array(mandateEvent),
});

/** When the marks of a meeting were recorded: late entries stay late. */
const recorded = z.array(z.object({ at: instant, deputies: z.array(certificate) }));

const sitting = z.object({
  heldOn: day,
  half: z.enum(['am', 'pm']),
  agenda: z.array(z.object({ kind: z.enum(['report', 'resolution', 'election', 'other']), title: text })),
  rollTakenAt: instant.nullable(),
  recorded,
  speeches: z.array(z.object({ deputy: certificate, topic: text, recordedAt: instant })),
});

const session = z.object({ title: text, regular: z.boolean(), sittings: z.array(sitting) });

const activity = z.object({
  code: text,
  costCents: z.int().nullable(),
  rollTakenAt: instant.nullable(),
  recorded,
  /** Invited, but without a mark. */
  invitees: z.array(certificate),
});

/** Of a confirmed filing, beside its row of the template. */
const filingPapers = z.object({
  code: text,
  source: z.enum(['deputy', 'staff', 'import']),
  submittedAt: instant.nullable(),
  confirmedAt: instant.nullable(),
  reason: text,
});

/** A filing that is not confirmed, whole. */
const filing = filingPapers.extend({
  state: z.enum(FILING_STATES),
  deputy: certificate,
  kind: z.enum(IMPORTED_FILING_KINDS),
  occurredOn: day,
  content: text,
  quantityHundredths: z.int(),
  grade: text.nullable(),
  place: text,
  result: text,
  amountCents: z.int().nullable(),
});

const round = z.object({
  assignedOn: day.nullable(),
  leadUnit: text,
  coUnits: z.array(text),
  answeredOn: day.nullable(),
  answerClass: z.enum(ANSWER_CLASSES).nullable(),
  answer: text,
  attitude: z.enum(SATISFACTIONS).nullable(),
  result: z.enum(SATISFACTIONS).nullable(),
  recordedAt: instant,
});

/** Of a registered proposal, beside its row of the template. */
const proposalPapers = z.object({
  number: text,
  state: z.enum(PROPOSAL_STATES),
  registeredAt: instant,
  /** Of the first round, which stands in the row. */
  recordedAt: instant.nullable(),
  furtherRounds: z.array(round),
});

/** A proposal that is not registered, whole. */
const proposal = z.object({
  number: text,
  kind: z.enum(PROPOSAL_KINDS),
  title: text,
  cause: text,
  basis: text,
  content: text,
  lead: certificate,
  cosigners: z.array(certificate),
  filedOn: day,
  complex: z.boolean(),
  state: z.enum(PROPOSAL_STATES),
  rounds: z.array(round),
});

const scheme = z.object({
  /** In schemes/. */
  file: text,
  year: z.int(),
  version: z.int(),
  state: z.enum(SCHEME_STATES),
  documentNumber: text,
  adoptedOn: day.nullable(),
  createdAt: instant,
});

const notice = z.object({
  quarter: z.string().refine(isQuarter),
  version: z.int(),
  number: text,
  schemeYear: z.int(),
  schemeVersion: z.int(),
  publishedAt: instant,
  windowFrom: day,
  windowTo: day,
  sha256: text,
  /** The canonical text that the digest is taken of. */
  body: text,
});

const report = z.object({
  deputy: certificate,
  year: z.int(),
  words: z.record(z.string(), z.string()),
  groupOpinion: text,
  presidiumOpinion: text,
  published: text.nullable(),
  publishedAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
  withdrawnReason: text,
  updatedAt: instant,
});

const cells = z.record(z.string(), z.union([text, z.number(), z.boolean(), z.array(text), z.null()]));
const templateIds = TEMPLATES.map((template) => template.id) as [TemplateId, ...TemplateId[]];

export const registerFile = z.object({
  format: z.literal(REGISTER_FORMAT),
  about: text,
  township,
  term: z.object({ number: z.int(), startOn: day, endOn: day }),
  settings: z.record(z.string(), z.unknown()),
  categories: z.array(z.object({ name: text, subclasses: z.array(text) })),
  delegations: z.array(z.object({ name: text, leader: certificate.nullable() })),
  groups: z.array(
    z.object({
      name: text,
      leader: certificate.nullable(),
      focus: text,
      departments: z.array(text),
    }),
  ),
  units: z.array(text),
  deputies: z.array(deputy),
  sessions: z.array(session),
  activities: z.array(activity),
  filings: z.object({ confirmed: z.array(filingPapers), others: z.array(filing) }),
  proposals: z.object({ registered: z.array(proposalPapers), others: z.array(proposal) }),
  schemes: z.array(scheme),
  notices: z.array(notice),
  reports: z.array(report),
  ...MORE_SECTIONS,
  /** Rows whose cells a template would not read back as they are; they stand for their rows in the tables. */
  exact: z.partialRecord(z.enum(templateIds), z.array(cells)),
});

/** What an export holds beside the tables. Everything is named by natural keys. */
export type RegisterFile = z.output<typeof registerFile>;
