// Reads and edits plain JSON documents by path: "optimizer.learning_rate". Nothing is changed in place.
import { isObject, type Json } from '../../study/errors';

/** The value at a path, or undefined. */
export const get = (document: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), document);

/** A copy with the value at a path, which replaces whatever was there; undefined removes the key. */
export function set(document: Json, path: string, value: unknown): Json {
  const [key, ...rest] = path.split('.');
  const copy = { ...document };
  const inner =
    rest.length > 0 ? set(isObject(copy[key]) ? copy[key] : {}, rest.join('.'), value) : value;
  if (inner === undefined) delete copy[key];
  else copy[key] = inner;
  return copy;
}

/** Whether two JSON values are the same, whatever the order of their keys. */
export function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => same(item, b[i]));
  }
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same(a[key], b[key]));
}
