// The activations and losses of shaders/ against their float64 twins, point by point, alone and as vectors.
import { describe, expect } from 'vitest';
import { shaders } from '../../src/engine/kernels/shaders';
import { expand } from '../../src/gpu/template';
import {
  activationRow,
  activations,
  familyOf,
  functionOf,
  type ActivationName,
} from '../../src/study/catalogues/activations';
import { formulaOf } from '../../src/study/catalogues/activations/formula';
import { lossArguments, losses, lossOf, type LossName } from '../../src/study/catalogues/losses';
import type { Params } from '../../src/study/catalogues/params';
import { f32Literal } from '../../src/study/expression';
import { dispatch } from '../support/dispatch';
import { gpuTest } from '../support/gpu';
import type { Device } from '../../src/gpu/device';
import probe from './functions.wgsl?raw';

interface Row {
  readonly name: string;
  /** WGSL of the value at z, and of the slope, which may use `value<index>`. */
  readonly value: string;
  readonly slope: string;
  readonly f: (z: number) => number;
  readonly df: (z: number) => number;
}

const literals = (values: readonly number[]) => values.map((v) => `, ${f32Literal(v)}`).join('');
const defaults = (params: Params) =>
  Object.fromEntries(Object.entries(params).map(([key, param]) => [key, param.default]));

const SLOPE = 0.25;
const FORMULA =
  'max(x / 4, -1)^3 / (2 + sin(x)^2) + tanh(x)^19 / 16 + (tanh(x) - 2)^-17 / 64 + tanh(abs(x)) * exp(-x^2) - above(x, 1) * sqrt(x^2 + 1)';

function activation(name: ActivationName, index: number): Row {
  const row = activationRow(name);
  const choice = { ...defaults(row.params), ...(row.bind && { f: FORMULA }), name };
  const { f, df, args } = functionOf(choice);
  const a = row.learned ? [SLOPE] : args;
  const slopes = row.learned || row.drawn; // one for each of several networks or samples
  const rest = slopes ? `, real(${f32Literal(a[0])})` : literals(args);
  const wgslName = row.bind ? `${name}_1` : name;
  return {
    name,
    value: `act_${wgslName}(z${rest})`,
    slope: `back_${wgslName}(real(1.0), z, value${index}${rest})`,
    f: (z) => f(z, a),
    df: (z) => df(z, f(z, a), a),
  };
}

function loss(name: LossName, y: number): Row {
  const choice = { ...defaults(losses[name].params), name };
  const rest = literals(lossArguments(choice));
  const { f, slope } = lossOf(choice);
  return {
    name: `${name} for ${y}`,
    value: `loss_${name}(z, real(${y}.0)${rest})`,
    slope: `slope_${name}(z, real(${y}.0)${rest})`,
    f: (z) => f(z, y),
    df: (z) => slope(z, y),
  };
}

const names = (Object.keys(activations) as ActivationName[]).filter(
  (name) => !activationRow(name).doubles,
);
const rows: Row[] = [
  ...names.map(activation),
  ...(Object.keys(losses) as LossName[]).flatMap((name) => [loss(name, 0), loss(name, 1)]),
];

/** Dense over the range of use, then near 0, then far out; a whole number of vectors. */
const RANGE = 8;
const points = Float32Array.from([
  ...Array.from({ length: 8192 }, (_, i) => ((i - 4095.5) / 4096) * RANGE),
  ...Array.from({ length: 64 }, (_, i) => (i % 2 === 0 ? 1 : -1) * 10 ** (-6 + (i >> 1) / 6)),
  -1e4,
  -1000,
  -100,
  -50,
  -30,
  30,
  50,
  80,
]);

async function computed(device: Device, real: 'f32' | 'vec4f') {
  const { f, df } = formulaOf({ f: FORMULA });
  const source = expand(
    'probe',
    { ...shaders, probe },
    {
      real,
      word: real === 'f32' ? 'u32' : 'vec4u',
      families: [...new Set(names.map(familyOf))],
      formulas: [{ n: 1, f: f.wgsl(() => 'z'), df: df.wgsl(() => 'z') }],
      rows: rows.map(({ value, slope }, index) => ({ value, slope, index })),
    },
  );
  const invocations = points.length / (real === 'f32' ? 1 : 4);
  const room = ['readWrite', rows.length * points.length] as const;
  const found = await dispatch(device, 'probe', source, invocations, [
    ['read', points],
    room,
    room,
  ]);
  return found.map((words) => {
    const all = new Float32Array(words);
    return rows.map((_, r) => all.subarray(r * points.length, (r + 1) * points.length));
  });
}

const ULP = 2 ** -23;
const LEAST_NORMAL = 2 ** -126;

/** Largest error, in units in the last place of the value and of the larger of 1 and the value. */
function errors(found: Float32Array, wanted: (z: number) => number) {
  const worst = { relative: 0, absolute: 0 };
  points.forEach((z, i) => {
    const want = wanted(z);
    if (!Number.isFinite(want)) return;
    const error = Number.isFinite(found[i]) ? Math.abs(found[i] - want) / ULP : Infinity;
    const inRange = Math.abs(z) <= RANGE && Math.abs(want) > LEAST_NORMAL;
    if (inRange) worst.relative = Math.max(worst.relative, error / Math.abs(want));
    worst.absolute = Math.max(worst.absolute, error / Math.max(1, Math.abs(want)));
  });
  return worst;
}

/** Where a value may be wrong by this much of itself, or by any, because its twin or its definition cancels near a zero. */
const anyOf = Infinity;
const relative: Readonly<Record<string, number>> = {
  // clip(z / 6 + 1/2, 0, 1) is 0 at -3
  hard_sigmoid: anyOf,
  hard_silu: anyOf,
  // the twins, z - tanh(z) and z (1 + erf(z)) / 2 in float64, cancel
  tanh_shrink: anyOf,
  gelu: anyOf,
  // the exponents, up to 64 and 50, are rounded before exp sees them
  gaussian: 128,
  gelu_tanh: 128,
  // p - y log p is 0 once; the clipped end of log(1 - 1e-7) is that of float32
  'poisson for 1': anyOf,
  'bce for 0': anyOf,
  'bce for 1': anyOf,
  expression: anyOf,
};
/** What WGSL promises of exp(z) is 3 + 2 |z|. */
const EXPONENTIAL = 3 + 2 * RANGE;

describe.each(['f32', 'vec4f'] as const)('as %s', (real) => {
  gpuTest('every value and slope', async ({ device }) => {
    const [values, slopes] = await computed(device, real);
    const wrong = rows.flatMap(({ name, f, df }, r) => {
      const [value, slope] = [errors(values[r], f), errors(slopes[r], df)];
      const good =
        value.relative <= (relative[name] ?? EXPONENTIAL) &&
        value.absolute <= EXPONENTIAL &&
        slope.absolute <= EXPONENTIAL;
      return good ? [] : [{ name, value, slope }];
    });
    expect(wrong).toEqual([]);
  });
});
