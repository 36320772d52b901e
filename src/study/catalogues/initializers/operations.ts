// An initialiser as a list of operations, each done in place on one layer's kernel or bias. The operation `mirror` is
// `init_mirror` in shaders/init/*.wgsl and `mirror` in its twin, src/reference/init.ts. All numbers are float64 here.

export type OpName =
  // draws: overwrite every entry
  | 'constant' // value
  | 'uniform' // centre, half the width
  | 'normal' // mean, standard deviation
  | 'truncated_normal' // mean, standard deviation; centre and half the width in the values of erf(z / sqrt 2)
  | 'identity' // gain
  // what finishes a base draw
  | 'clamp' // lowest, highest
  | 'sparse' // how many of each input's weights become 0
  | 'orthogonal' // gain
  | 'unit_length' // length of each neuron's incoming weights
  | 'rai' // entries a neuron draws: inputs, and 1 for its bias
  // modifiers
  | 'mirror'
  | 'spread_line'
  | 'spread_circle'
  | 'spread_frame'
  | 'absolute'
  | 'balance'
  | DataOpName;

/** Operations that look at the table, and at what the layers below make of it. */
const dataOps = [
  'kinks',
  'unit_variance', // tolerance, tries
  'redraw', // tries; repeats the layer's draws
] as const;

type DataOpName = (typeof dataOps)[number];

export const looksAtTable = (op: OpName): boolean => (dataOps as readonly OpName[]).includes(op);

export interface Op {
  readonly op: OpName;
  /** At most four, see OpName. */
  readonly args: readonly number[];
}

/** Inputs and units of a dense layer: a kernel has fan_in = inputs and fan_out = units. */
export interface Fans {
  readonly inputs: number;
  readonly units: number;
}

export const constant = (value: number): Op[] => [{ op: 'constant', args: [value] }];

/** U(low, high). The centre is exact where the interval is symmetric or a unit interval, and then the draw is too. */
export const uniform = (low: number, high: number): Op[] => [
  { op: 'uniform', args: [(low + high) / 2, (high - low) / 2] },
];

export const uniformWithin = (limit: number): Op[] => uniform(-limit, limit);

export const normal = (mean: number, deviation: number): Op[] => [
  { op: 'normal', args: [mean, deviation] },
];

/** N(mean, deviation^2) given that it lies in [low, high]. */
export function truncatedNormal(mean: number, deviation: number, low: number, high: number): Op[] {
  if (deviation === 0) return constant(Math.min(Math.max(mean, low), high));
  const [a, b] = [low, high].map((cut) => erf((cut - mean) / (deviation * Math.SQRT2)));
  return [
    { op: 'truncated_normal', args: [mean, deviation, (a + b) / 2, (b - a) / 2] },
    { op: 'clamp', args: [low, high] },
  ];
}

/**
 * The error function in float64: erf(x) = 2 / sqrt(pi) exp(-x^2) sum_n 2^n x^(2n+1) / (2n+1)!!, whose terms have one
 * sign (Abramowitz and Stegun 7.1.6).
 */
export function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x); // 1 - erf(6) < 2^-54
  let sum = 0;
  let term = x;
  for (let n = 0; Math.abs(term) > Math.abs(sum) * 2 ** -55; n++) {
    sum += term;
    term *= (2 * x * x) / (2 * n + 3);
  }
  return ((2 * Math.exp(-x * x)) / Math.sqrt(Math.PI)) * sum;
}
