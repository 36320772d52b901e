// shaders/cpu_math.wgsl, compiled, against Math: the error over a range in units in the last place of float32.
import { expect, test } from 'vitest';
import { shaders } from '../../src/engine/kernels/shaders';
import { expand } from '../../src/gpu/template';
import { runCompiled } from '../support/compiled';
import text from './math.wgsl?raw';

const COUNT = 20_000;

interface Row {
  readonly f: (x: number, y: number) => number;
  /** Of x, and of y where there is one. */
  readonly range: readonly [number, number];
  readonly second?: readonly [number, number];
  readonly ulps: number;
  /** Smallest size of a result whose error counts as relative. */
  readonly floor?: number;
}

const rows: Record<string, Row> = {
  exp: { f: Math.exp, range: [-87, 88.7], ulps: 2 },
  exp2: { f: (x) => 2 ** x, range: [-20, 20], ulps: 16 },
  log: { f: Math.log, range: [1e-38, 4], ulps: 2 },
  log2: { f: Math.log2, range: [1e-6, 100], ulps: 4 },
  tanh: { f: Math.tanh, range: [-9, 9], ulps: 3 },
  sinh: { f: Math.sinh, range: [-20, 20], ulps: 4 },
  cosh: { f: Math.cosh, range: [-20, 20], ulps: 4 },
  sin: { f: Math.sin, range: [-100, 100], ulps: 2, floor: 0.1 },
  cos: { f: Math.cos, range: [-100, 100], ulps: 2, floor: 0.1 },
  tan: { f: Math.tan, range: [-1.5, 1.5], ulps: 4 },
  atan: { f: Math.atan, range: [-20, 20], ulps: 3 },
  asin: { f: Math.asin, range: [-1, 1], ulps: 4 },
  acos: { f: Math.acos, range: [-1, 1], ulps: 4 },
  asinh: { f: Math.asinh, range: [-50, 50], ulps: 4 },
  acosh: { f: Math.acosh, range: [1.5, 50], ulps: 4 },
  atanh: { f: Math.atanh, range: [-0.99, 0.99], ulps: 4 },
  atan2: { f: Math.atan2, range: [-5, 5], second: [-5, 5], ulps: 4 },
  pow: { f: Math.pow, range: [0.1, 10], second: [-3, 3], ulps: 16 },
};

const bits = new Uint32Array(1);
const asFloat = new Float32Array(bits.buffer);
/** The distance of the float32 at |x| to the next. */
function ulpAt(x: number): number {
  asFloat[0] = Math.abs(x);
  const value = asFloat[0];
  bits[0]++;
  return asFloat[0] - value;
}

const spread = ([low, high]: readonly [number, number], seed: number): Float32Array =>
  Float32Array.from({ length: COUNT }, (_, i) => {
    const share = i === 0 ? 0 : i === 1 ? 1 : (i * seed) % 1; // a golden-ratio sequence
    return low + (high - low) * share;
  });

function compute(call: string, x: Float32Array, y: Float32Array, shared: number[]) {
  const source = expand('probe', { probe: `${text}\n${shaders['cpu_math']}` }, { call });
  const room = new Float32Array(x.length);
  const words = Float32Array.of(...shared, 0, 0);
  const results = runCompiled(source, x.length, [x, y, room, room, words]);
  return results.slice(2, 4).map((buffer) => new Float32Array(buffer));
}

test.for(Object.entries(rows))('%s', ([name, { f, range, second, ulps, floor = 0 }]) => {
  const x = spread(range, 0.618033988749895);
  const y = second ? spread(second, 0.754877666246693) : x;
  const call = second ? `${name}(x, y)` : `${name}(x)`;
  const [found, shared] = compute(call, x, y, [x[7], y[7]]);
  let worst = 0;
  let at = 0;
  found.forEach((value, i) => {
    const wanted = f(x[i], y[i]);
    const error = Math.abs(value - wanted) / ulpAt(Math.max(Math.abs(wanted), floor));
    if (!(error <= worst)) [worst, at] = [error, i];
  });
  expect(worst, `${call} at ${x[at]}, ${y[at]}: ${found[at]}`).toBeLessThanOrEqual(ulps);
  expect(shared[0]).toBe(found[7]);
});

test('values where a formula of its own is needed', () => {
  const cases: readonly [string, number, number, number][] = [
    ['exp(x)', Infinity, 0, Infinity],
    ['exp(x)', 89, 0, Infinity],
    ['exp(x)', -Infinity, 0, 0],
    ['exp(x)', NaN, 0, NaN],
    ['log(x)', 0, 0, -Infinity],
    ['log(x)', Infinity, 0, Infinity],
    ['log(x)', -1, 0, NaN],
    ['log(x)', NaN, 0, NaN],
    ['log(x)', 1, 0, 0],
    ['tanh(x)', Infinity, 0, 1],
    ['tanh(x)', -Infinity, 0, -1],
    ['tanh(x)', NaN, 0, NaN],
    ['pow(x, y)', 0, 2, 0],
    ['pow(x, y)', 0, 0, 1],
    ['pow(x, y)', -2, 3, -8],
    ['pow(x, y)', -2, 2, 4],
    ['pow(x, y)', -2, 0.5, NaN],
    ['atan2(y, x)', 0, 0, 0],
    ['atan2(y, x)', -1, 0, Math.fround(Math.PI)],
    ['sin(x)', 0, 0, 0],
    ['sin(x)', NaN, 0, NaN],
    ['max(x, y)', NaN, 1, NaN],
    ['min(x, y)', NaN, 1, NaN],
    ['clamp(x, -1.0, y)', NaN, 1, NaN],
    ['select(y, x, x > y)', 3, 2, 3],
    ['select(y, x, x > y)', -3, 2, 2],
    ['select(y, x, x > y)', NaN, 2, 2],
    ['select(y, x, x > y)', 2, NaN, NaN],
    ['select(y, x, x > y)', -0, 0, 0],
    ['select(y, x, y > x)', -3, 2, -3],
  ];
  for (const [call, x, y, wanted] of cases) {
    const four = (value: number) => Float32Array.of(value, value, value, value);
    for (const found of compute(call, four(x), four(y), [x, y])) {
      expect(Array.from(found), `${call} of ${x}, ${y}`).toEqual(Array.from(four(wanted)));
    }
  }
});
