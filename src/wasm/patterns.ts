// Ways to write an expression for which a processor has an instruction.
import type { Expression } from './ast';

/** `select(b, a, a > b)`, which is `max(b, a)` here: both give b where one is NaN. */
export function takesLarger({ callee, args }: Expression & { is: 'call' }): boolean {
  const [no, yes, test] = args;
  return (
    callee.name === 'select' &&
    test?.is === 'binary' &&
    test.operator === '>' &&
    alike(test.left, yes) &&
    alike(test.right, no)
  );
}

const alike = (a: Expression, b: Expression): boolean => textOf(a) === textOf(b);
const textOf = (expression: Expression): string =>
  JSON.stringify(expression, (key, value: unknown) => (key === 'line' ? undefined : value));
