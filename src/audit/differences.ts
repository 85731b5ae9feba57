/** One field of an entry as the trail shows it; undefined where there was or is nothing. */
export interface Difference {
  field: string;
  before: unknown;
  after: unknown;
}

/**
 * What an entry says it changed. `after` names the fields that were typed; of a thing that was removed, `before`
 * names them. Fields that stayed the same are left out, objects are opened one level deep.
 */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const [old, new_] = [fieldsOf(before), fieldsOf(after)];
  const names = after === null ? Object.keys(old) : Object.keys(new_);
  return names
    .map((field) => ({ field, before: old[field], after: new_[field] }))
    .filter((difference) => textOf(difference.before) !== textOf(difference.after));
}

/** Nothing is nothing, however it is written. */
function textOf(value: unknown): string {
  const isNothing =
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return isNothing ? '' : JSON.stringify(value);
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (value === null || value === undefined) return {};
  if (!isRecord(value)) return { value };
  const fields = Object.entries(value).flatMap(([name, part]) =>
    isRecord(part)
      ? Object.entries(part).map(([inner, value_]) => [`${name}.${inner}`, value_])
      : [[name, part]],
  );
  return Object.fromEntries(fields) as Record<string, unknown>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
