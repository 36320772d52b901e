// A formula of a study as Python, for NumPy, Keras' ops or torch: the tree's functions by the names that each module has.
import { parseExpression } from '../../study/expression';
import type { Node } from '../../study/expression/node';

export type Module = 'np' | 'keras.ops' | 'torch';

type Emit = (module: Module, ...a: string[]) => string;

const infix =
  (op: string): Emit =>
  (_, a, b) =>
    `(${a} ${op} ${b})`;
const of =
  (name: string, torch = name): Emit =>
  (module, ...a) =>
    `${module}.${module === 'torch' ? torch : name}(${a.join(', ')})`;

/** torch.minimum and maximum take tensors alone. */
const either =
  (name: string): Emit =>
  (module, ...a) =>
    `${module}.${name}(${a.map((text) => (module === 'torch' && isNumber(text) ? `torch.tensor(${text})` : text)).join(', ')})`;
const isNumber = (text: string) => /^\(?-?[\d.]+(e[+-]?\d+)?\)?$/.test(text);

/** Python of every function that a formula may have, by the name in its tree. */
export const pythonFunctions: Readonly<Record<string, Emit>> = {
  '+': infix('+'),
  '-': infix('-'),
  '*': infix('*'),
  '/': infix('/'),
  pow: infix('**'),
  negate: (_, a) => `(-${a})`,
  min: either('minimum'),
  max: either('maximum'),
  above: (module, a, b) => `${module}.where(${a} > ${b}, 1.0, 0.0)`,
  atan2: of('arctan2'),
  ...Object.fromEntries(
    ['sqrt', 'abs', 'exp', 'log', 'sin', 'cos', 'tan', 'tanh', 'sign', 'floor'].map((name) => [
      name,
      of(name),
    ]),
  ),
};

/**
 * A formula as Python text.
 * @param input Python of an input by its index
 * @throws ExpressionError
 */
export function formulaCode(
  text: string,
  inputs: number,
  module: Module,
  input: (index: number) => string,
): string {
  const emit = (node: Node): string => {
    if (node.kind === 'number') return node.value < 0 ? `(${node.value})` : String(node.value);
    if (node.kind === 'input') return input(node.index);
    return pythonFunctions[node.name](module, ...node.args.map(emit));
  };
  return emit(parseExpression(text, inputs).root).replace(/^\((.*)\)$/, (whole, inner: string) =>
    balanced(inner) ? inner : whole,
  );
}

/** Do the parentheses of a text match, none closing before it opens? */
function balanced(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0;
}
