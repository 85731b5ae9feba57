import type { Reader, Store } from '../db/store.ts';
import { checkScheme } from '../schemes/rules.ts';
import { listSchemes, type SchemeRow } from '../schemes/store.ts';
import { findCurrentTerm, findTownship, getSettings, type Term, type Township } from '../settings/store.ts';
import { rowTexts, type PlainCells } from './cells.ts';
import { REST_FILE, REGISTER_FORMAT, type RegisterFile } from './register-file.ts';
import { exactRows } from './register/exact.ts';
import { moreOf } from './register/more.ts';
import { noticesOf, reportsOf } from './register/papers.ts';
import { loadRegister } from './register/read.ts';
import { restOf } from './register/rest.ts';
import type { RegisterData } from './register/shapes.ts';
import { tablesOf, type RegisterTables } from './register/tables.ts';
import { EXPORT_ABOUT } from './templates-texts.ts';
import { TEMPLATES } from './templates.ts';
import { writeCsv, writeWorkbook } from './write.ts';

export interface ExportFile {
  /** Inside the folder, such as schemes/2026-1.json. */
  path: string;
  text: string;
}

/** The whole register at one moment. */
interface Held {
  data: RegisterData;
  tables: RegisterTables;
  files: ExportFile[];
}

/**
 * The whole register as files: the seven tables, the schemes, and register.json for the rest. The same register gives
 * the same bytes. Null where there is none yet.
 */
export async function exportRegister(store: Store): Promise<ExportFile[] | null> {
  return (await atOneMoment(store))?.files ?? null;
}

/** The tables alone, as a workbook in the form of the templates. */
export async function exportWorkbook(store: Store): Promise<Buffer | null> {
  const held = await atOneMoment(store);
  if (held === null) return null;
  const sheets = TEMPLATES.map(({ id, sheet, columns }) => ({
    name: sheet,
    columns: columns.map(({ header }) => ({ header })),
    rows: (held.tables[id] as PlainCells[]).map((cells) => rowTexts(id, cells)),
  }));
  return writeWorkbook(sheets);
}

const ATTEMPTS = 5;

/** Reads until nothing was written in between; the last reading is taken as it is. */
async function atOneMoment(store: Store): Promise<Held | null> {
  for (let attempt = 1; ; attempt += 1) {
    const version = await store.version();
    const held = await readAll(store.read);
    if (attempt === ATTEMPTS || (await store.version()) === version) return held;
  }
}

async function readAll(reader: Reader): Promise<Held | null> {
  const [term, township] = await Promise.all([findCurrentTerm(reader), findTownship(reader)]);
  if (!term || !township) return null;
  const data = await loadRegister(reader, term);
  const tables = tablesOf(data);
  const schemes = (await listSchemes(reader)).toReversed();
  const rest = await registerJson(reader, { township, term, data, tables, schemes });
  const files = [
    ...TEMPLATES.map(({ id, file, columns }) => ({
      path: file,
      text: writeCsv(
        columns.map((column) => column.header),
        (tables[id] as PlainCells[]).map((cells) => rowTexts(id, cells)),
      ),
    })),
    ...schemes.map((scheme) => ({ path: schemeFile(scheme), text: pretty(schemeJson(scheme)) })),
    { path: REST_FILE, text: pretty(rest) },
  ];
  return { data, tables, files };
}

const pretty = (json: unknown): string => `${JSON.stringify(json, null, 1)}\n`;

/** With its fields in the order of the check, however it came in. */
function schemeJson({ body }: SchemeRow): unknown {
  const check = checkScheme(body);
  return check.ok ? check.scheme : body;
}

const schemeFile = ({ year, version }: SchemeRow): string => `schemes/${year}-${version}.json`;

interface Ground {
  township: Township;
  term: Term;
  data: RegisterData;
  tables: RegisterTables;
  schemes: SchemeRow[];
}

async function registerJson(
  reader: Reader,
  { township: row, term, data, tables, schemes }: Ground,
): Promise<RegisterFile> {
  const { id: _, ...township } = row;
  const [settings, notices, reports, more] = await Promise.all([
    getSettings(reader),
    noticesOf(reader, schemes),
    reportsOf(reader, term.id),
    moreOf(reader, term.id),
  ]);
  return {
    format: REGISTER_FORMAT,
    about: EXPORT_ABOUT,
    township,
    settings: { ...settings },
    ...restOf(data),
    schemes: schemes.map((scheme) => {
      const { year, version, state, documentNumber, adoptedOn, createdAt } = scheme;
      return { file: schemeFile(scheme), year, version, state, documentNumber, adoptedOn, createdAt };
    }),
    notices,
    reports,
    ...more,
    exact: exactRows(tables),
  };
}
