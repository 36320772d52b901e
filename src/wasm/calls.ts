// Functions are expanded where they are called: parameters become values, pointers the places they point to.
import type { FunctionDefinition, Statement } from './ast';
import { inner, named, type Context, type Exit, type Frame, type Scope } from './context';
import { block } from './encoder';
import { WgslError } from './errors';
import { execute } from './statements';
import { fitting, kept, read, reserve, zero, type Value } from './values';

/** How deep calls may nest; WGSL has no recursion. */
const DEEPEST = 64;
let depth = 0;

/** The result of a call, or null of a function without one. @throws WgslError on wrong arguments */
export function expandCall(
  context: Context,
  definition: FunctionDefinition,
  args: readonly Value[],
  line: number,
): Value | null {
  const { name, params, body } = definition;
  if (params.length !== args.length) {
    throw new WgslError(line, `${name} takes ${params.length} arguments, found ${args.length}`);
  }
  if (depth > DEEPEST) throw new WgslError(line, `${name} calls itself`);
  const { e } = context;
  const names: Scope['names'] = new Map();
  params.forEach((param, i) => {
    const type = named(context, param.type);
    const value = type.is === 'pointer' ? args[i] : kept(e, fitting(args[i], type, line));
    names.set(param.name, { value });
  });
  const outside = { ...context, scope: { names, outer: outermost(context.scope) } };
  depth++;
  try {
    return expanded(outside, definition, onlyReturn(body));
  } finally {
    depth--;
  }
}

/** The module's own names. */
function outermost(scope: Scope): Scope {
  let at = scope;
  while (at.outer) at = at.outer;
  return at;
}

function expanded(
  context: Context,
  { body, result, line }: FunctionDefinition,
  last: (Statement & { is: 'return' }) | null,
): Value | null {
  const { e } = context;
  const type = result && named(context, result);
  const entry = e.placeholder();
  let value: Value | null = null;
  const code = e.nested(
    () => {
      const exit: Exit = { end: e.label(), mask: e.mask, stayed: null, entry };
      const place = type && !last ? reserve(e, zero(type)) : null;
      const frame: Frame = { exit, result: place, loops: [], taken: new Set(), isEntry: false };
      const here = inner({ ...context, frame });
      execute(here, last ? body.slice(0, -1) : body);
      if (last?.value && type)
        value = kept(e, fitting(context.evaluate(here, last.value), type, line));
      else if (place) value = read(e, place);
      e.mask = exit.mask;
    },
    last ? 0 : 1,
  );
  e.push(last ? code : block(code));
  return value && kept(e, value);
}

/** The last statement if it is the only return. */
function onlyReturn(body: readonly Statement[]): (Statement & { is: 'return' }) | null {
  const last = body.at(-1);
  return last?.is === 'return' && !body.slice(0, -1).some(returns) ? last : null;
}

function returns(statement: Statement): boolean {
  if (statement.is === 'return') return true;
  if (statement.is === 'if') return [...statement.then, ...statement.otherwise].some(returns);
  if (statement.is === 'loop') return [...statement.body, ...statement.after].some(returns);
  return statement.is === 'block' && statement.body.some(returns);
}
