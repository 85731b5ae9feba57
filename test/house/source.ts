import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface SourceFile {
  /** From the root of the project, with forward slashes. */
  path: string;
  text: string;
  /** The text without comments; what a rule about code looks at. */
  code: string;
}

export interface Import {
  from: string;
  /** A file of the project from its root, or a package. */
  to: string;
  isType: boolean;
  isLocal: boolean;
  /** What is imported by name. */
  names: string[];
}

/** Every file of a folder with this ending. */
export function filesOf(folder: string, ending: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => {
      const text = readFileSync(file, 'utf8');
      return { path: relative(ROOT, file).replaceAll('\\', '/'), text, code: withoutComments(text) };
    })
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Strings, templates, regular expressions and comments of TypeScript, the comments blanked out. */
export function withoutComments(text: string): string {
  return text.replace(TOKENS, (token) => (/^\/[/*]/.test(token) ? token.replace(/[^\n]/g, ' ') : token));
}

const STRING = String.raw`'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"`;
/** With one level of braces inside of a substitution, which is as deep as anybody should write. */
const TEMPLATE = String.raw`\`(?:\\.|\$\{(?:[^{}]|\{[^{}]*\})*\}|[^\`\\])*\``;
const COMMENT = String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`;
const REGEX = String.raw`(?<=[=(,:;!&|?{}[\n]\s*|return\s+)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/`;
const TOKENS = new RegExp([STRING, TEMPLATE, COMMENT, REGEX].join('|'), 'g');

/** String and template literals of a file, with the line on which each begins. */
export function literalsOf(code: string): { line: number; literal: string }[] {
  return [...code.matchAll(new RegExp([REGEX, STRING, TEMPLATE].join('|'), 'g'))]
    .filter((match) => !match[0].startsWith('/'))
    .map((match) => ({ line: code.slice(0, match.index).split('\n').length, literal: match[0] }));
}

const STATEMENT = /^(?:import|export)\s+(type\s+)?(?:([\w*\s{},$]+?)\s+from\s+)?'([^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'([^']+)'/g;

export function importsOf({ path, code }: SourceFile): Import[] {
  const fixed = [...code.matchAll(STATEMENT)].map(([, type, clause = '', to = '']) => ({
    to,
    names: namesIn(clause),
    isType: type !== undefined || isAllTypes(clause),
  }));
  const dynamic = [...code.matchAll(DYNAMIC)].map(([, to = '']) => ({ to, names: [], isType: false }));
  return [...fixed, ...dynamic].map((one) => {
    const isLocal = one.to.startsWith('.');
    return { ...one, from: path, isLocal, to: isLocal ? posix.join(dirname(path), one.to) : one.to };
  });
}

function namesIn(clause: string): string[] {
  return clause
    .replace(/[{}]/g, ',')
    .split(',')
    .map((name) => name.replace(/\s+as\s+\w+/, '').trim())
    .filter((name) => name !== '');
}

function isAllTypes(clause: string): boolean {
  const names = namesIn(clause);
  return names.length > 0 && names.every((name) => name.startsWith('type '));
}

/** The folder of `src` that a file belongs to: a noun, `web`, `db`…; empty for files of `src` itself. */
export function sliceOf(path: string): string {
  const [, first = '', ...rest] = path.split('/');
  return rest.length > 0 ? first : '';
}
