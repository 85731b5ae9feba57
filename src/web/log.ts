import type { FastifyRequest } from 'fastify';

/** Where lines of the log go; the process's own output when nothing else is said. */
export interface LogSink {
  write(line: string): void;
}

/** What the log tells: faults, and nothing of what people typed or of the tokens in their addresses. */
export function logOptions(sink: LogSink | undefined, level: string) {
  return {
    level,
    serializers: { req: requestForLog, err: errorForLog },
    hooks: { logMethod: withWords },
    ...(sink && { stream: sink }),
  };
}

/** An error that is logged without words would lend its message as it is. */
function withWords<Words extends unknown[]>(
  this: unknown,
  words: Words,
  log: (...words: Words) => void,
): void {
  if (words.length === 1 && words[0] instanceof Error)
    log.apply(this, [words[0], 'fault'] as unknown as Words);
  else log.apply(this, words);
}

/** By the pattern of its route: an address may hold a card's code, a set-up link or what was searched for. */
function requestForLog({ id, method, routeOptions }: FastifyRequest) {
  return { id, method, route: routeOptions.url };
}

/** A failed query carries the values that were to be stored, in its message too: only the query and its cause are told. */
function errorForLog(error: Error): ToldError {
  const { name: type, message, stack = '', cause } = error;
  const { code, query } = error as { code?: unknown; query?: unknown };
  const why = cause instanceof Error ? { cause: errorForLog(cause) } : {};
  if (typeof query === 'string') return { type, message: query, stack: framesOf(stack), ...why };
  return { type, message, stack, code, ...why };
}

interface ToldError {
  type: string;
  message: string;
  stack: string;
  [detail: string]: unknown;
}

function framesOf(stack: string): string {
  return stack.slice(Math.max(0, stack.search(/^ {4}at /m)));
}
