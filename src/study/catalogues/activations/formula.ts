// An activation that the study writes as a formula of x; its derivative is derived from it, not from differences.
// WGSL: shaders/activations/formula.wgsl, a pair of functions for each layer that has one.
import { ofBoundedSize, parseExpression, type Expression } from '../../expression';
import type { Values } from '../params';
import type { Activations, UnitFunction } from './row';

const EXAMPLE = 'x * tanh(x)';

/** The formula of an activation and its derivative. @throws ExpressionError */
export function formulaOf({ f }: Values): { readonly f: Expression; readonly df: Expression } {
  const expression = ofBoundedSize(parseExpression(f as string, 1), 'the formula');
  return { f: expression, df: ofBoundedSize(expression.derivative(0), 'its derivative') };
}

function bind(v: Values): UnitFunction {
  const { f, df } = formulaOf(v);
  return { f: (z) => f.evaluate([z]), df: (z) => df.evaluate([z]) };
}

export const formula = {
  expression: {
    title: 'Formula',
    params: { f: { type: 'formula', default: EXAMPLE } },
    ...bind({ f: EXAMPLE }),
    bind,
  },
} as const satisfies Activations;
