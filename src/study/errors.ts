// What is wrong with a study, in one line: the JSON path, what was found, what is allowed.
import type * as z from 'zod/mini';

/** A study that cannot be run. The message is one line for the person who wrote the study. */
export class StudyError extends Error {
  override name = 'StudyError';
  readonly path: string;
  readonly what: string;
  constructor(path: string, what: string) {
    super(path ? `${path}: ${what}` : what);
    this.path = path;
    this.what = what;
  }
}

/** A JSON object as it came in, not yet validated. */
export type Json = Record<string, unknown>;
export type Path = readonly PropertyKey[];
/** Throws a StudyError about a place in the document. */
export type Fail = (path: Path, what: string) => never;
type Issue = z.core.$ZodIssue;

/** Whether a value is a JSON object. */
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A path as people write it: `arms[1].init.kernel`. */
export const pathText = (path: Path): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    if (!/^\w+$/.test(name)) return `${text}["${name}"]`;
    return text ? `${text}.${name}` : name;
  }, '');

const lookUp = (document: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    document,
  );

/** A value as it is shown in a message, shortened. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Edits (insert, delete, replace, swap of neighbours) between two words. */
export function editDistance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)]);
  for (let j = 0; j <= b.length; j++) d[0][j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const replace = d[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, replace);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.length][b.length];
}

/** "did you mean adam? allowed: ...", where one name is near. */
export function allowed(found: unknown, names: readonly string[]): string {
  const list = `allowed: ${names.join(', ')}`;
  if (typeof found !== 'string') return list;
  const distance = (name: string) => editDistance(found.toLowerCase(), name.toLowerCase());
  const nearest = [...names].sort((a, b) => distance(a) - distance(b))[0];
  const edits = nearest === undefined ? Infinity : distance(nearest);
  const near = edits < found.length && edits <= Math.max(2, found.length / 3);
  return near ? `did you mean ${nearest}? ${list}` : list;
}

const discriminators = ['name', 'library'];
const WRONG_KIND = 1000;
const WRONG_NAME = 10;

/** How far a union's branch is from what was meant: not at all when only the values inside are wrong. */
function distance(found: unknown, issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => {
    const here = issue.path.length === 0;
    if (here && issue.code === 'invalid_type') return sum + WRONG_KIND;
    if (here && issue.code === 'invalid_value')
      return sum + (typeof found === 'string' ? 1 : WRONG_KIND);
    if (here && issue.code === 'unrecognized_keys') return sum + issue.keys.length;
    const discriminates = issue.path.length === 1 && discriminators.includes(String(issue.path[0]));
    return discriminates && issue.code === 'invalid_value' ? sum + WRONG_NAME : sum;
  }, 0);
}

/** The message of the union's branch that the document means: the one its kind, `name` and `library` chose. */
function branch(document: unknown, branches: readonly Issue[][], path: Path): StudyError {
  const found = lookUp(document, path);
  const distances = branches.map((issues) => distance(found, issues));
  const least = Math.min(...distances);
  const near = branches.filter((_, index) => distances[index] === least);
  if (least >= WRONG_KIND) {
    const kinds = branches.flat().flatMap((issue) => {
      if (issue.path.length > 0) return [];
      return issue.code === 'invalid_type'
        ? [issue.expected]
        : issue.code === 'invalid_value'
          ? ['string']
          : [];
    });
    return wrong(path, found, `it must be ${[...new Set(kinds)].map(article).join(' or ')}`);
  }
  if (least < WRONG_NAME) {
    const error = explain(document, near[0][0], path);
    const orNumber = typeof found === 'string' && branches.some(([issue]) => expectsNumber(issue));
    return orNumber ? new StudyError(error.path, `${error.what}, or a number`) : error;
  }
  const issues = near
    .flat()
    .filter((issue) => issue.code === 'invalid_value' && issue.path.length === 1);
  const key = issues[0].path[0];
  const values = issues.flatMap((issue) =>
    issue.code === 'invalid_value' && issue.path[0] === key ? issue.values.map(String) : [],
  );
  const value = lookUp(found, [key]);
  return wrong([...path, key], value, allowed(value, [...new Set(values)]));
}

const expectsNumber = (issue: Issue) =>
  issue.path.length === 0 && issue.code === 'invalid_type' && issue.expected === 'number';

const wrong = (path: Path, found: unknown, what: string) =>
  new StudyError(
    pathText(path),
    `${found === undefined ? 'missing' : `found ${shown(found)}`}; ${what}`,
  );

/** Passed to Zod's parse, so that an issue of unknown keys carries the known ones. */
export const knownKeys: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const { def } = (issue.inst as z.ZodMiniObject | z.ZodMiniRecord)._zod;
  const names = 'shape' in def ? Object.keys(def.shape) : [...(def.keyType._zod.values ?? [])];
  return names.map(String).join(' ');
};

/** The first thing wrong with a document, from Zod's issues. */
export function explain(document: unknown, issue: Issue, prefix: Path = []): StudyError {
  const path = [...prefix, ...issue.path];
  const found = lookUp(document, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return new StudyError(
        pathText([...path, issue.keys[0]]),
        `unknown key; ${allowed(issue.keys[0], issue.message.split(' '))}`,
      );
    case 'invalid_value':
      return wrong(path, found, allowed(found, issue.values.map(String)));
    case 'invalid_type':
      return wrong(path, found, `it must be ${article(issue.expected)}`);
    case 'too_small':
    case 'too_big':
      return wrong(path, size(found, issue), `allowed: ${bound(issue)}`);
    case 'not_multiple_of':
      return wrong(path, found, 'allowed: whole numbers');
    case 'invalid_union':
      return branch(document, issue.errors as Issue[][], path);
    default:
      return wrong(path, found, issue.message);
  }
}

const article = (expected: string) =>
  expected === 'array' || expected === 'object' ? `an ${expected}` : `a ${expected}`;

type Bounded = Extract<Issue, { code: 'too_small' | 'too_big' }>;
const isList = (issue: Bounded) => issue.origin === 'array' || issue.origin === 'string';
const size = (found: unknown, issue: Bounded) =>
  isList(issue) && Array.isArray(found) ? found.length : found;
function bound(issue: Bounded): string {
  const [word, limit] =
    issue.code === 'too_small'
      ? [issue.inclusive ? 'at least' : 'more than', issue.minimum]
      : [issue.inclusive ? 'at most' : 'less than', issue.maximum];
  return `${word} ${String(limit)}${isList(issue) ? ' entries' : ''}`;
}
