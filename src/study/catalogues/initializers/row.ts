// What a row of the initialisers is, and the laws that several rows share. n = inputs, m = units of a dense layer.
import type { Params, Values } from '../params';
import { normal, truncatedNormal, uniformWithin, type Fans, type Op } from './operations';

interface Row {
  readonly library: 'keras' | 'torch' | 'playground' | 'unstuck';
  readonly title: string;
  /** The law in signs, for menus and documentation. */
  readonly law: string;
  readonly params: Params;
  /** May also be asked for as the scheme of a bias. */
  readonly forBias: boolean;
}

/** A law of its own. */
export interface BaseScheme extends Row {
  readonly kernel: (fans: Fans, v: Values) => Op[];
  /**
   * The law of biases where the scheme has one: it comes with a kernel of this scheme unless the study gives another.
   * Where it has none, such biases are 0, and a bias asked for in this scheme is drawn as a kernel with as many inputs
   * as units, which is how Keras counts the fans of a vector.
   */
  readonly bias?: (fans: Fans, v: Values) => Op[];
  /** What is done to kernel and bias once both are drawn. `bias`: there is one, and it has this scheme's law. */
  readonly joint?: (fans: Fans & { readonly bias: boolean }) => Op[];
}

/** A change to what another scheme has drawn, which the parameter `base` names. */
export interface Modifier extends Row {
  /** `last`: the layer is the network's output; `canDie`: its activation is 0 with slope 0 for all sums <= 0. */
  readonly modifies: (
    layer: Fans & { readonly last: boolean; readonly canDie: boolean },
    v: Values,
  ) => Op[];
}

export type Initializer = BaseScheme | Modifier;
export type BaseSchemes = Readonly<Record<string, BaseScheme>>;
export type Modifiers = Readonly<Record<string, Modifier>>;

export const number = (value: number) => ({ type: 'number', default: value }) as const;
export const notNegative = (value: number) => ({ type: 'number', default: value, min: 0 }) as const;
export const num = (v: Values, key: string) => v[key] as number;

/** Standard deviation of a standard normal cut at +-2, as Keras writes it. */
const CUT_DEVIATION = 0.87962566103423978;

/** The laws of `variance_scaling`, by the variance of what they draw. */
export const scaled = {
  truncated_normal: (variance: number) => {
    const deviation = Math.sqrt(variance) / CUT_DEVIATION;
    return truncatedNormal(0, deviation, -2 * deviation, 2 * deviation);
  },
  untruncated_normal: (variance: number) => normal(0, Math.sqrt(variance)),
  uniform: (variance: number) => uniformWithin(Math.sqrt(3 * variance)),
};

/** What a variance is divided by. */
export const fan = {
  fan_in: ({ inputs }: Fans) => inputs,
  fan_out: ({ units }: Fans) => units,
  fan_avg: ({ inputs, units }: Fans) => (inputs + units) / 2,
};

export type ScaledLaw = keyof typeof scaled;
export type FanMode = keyof typeof fan;

/** Variance scale / fan. */
export const scaling = (scale: number, mode: FanMode, law: ScaledLaw) => (fans: Fans) =>
  scaled[law](scale / fan[mode](fans));

/** The orthogonal matrices of both libraries: Q of the QR decomposition of N(0, 1) with diag R > 0, times a gain. */
export const orthogonalLaw = (_: Fans, v: Values): Op[] => [
  ...normal(0, 1),
  { op: 'orthogonal', args: [num(v, 'gain')] },
];

export const identityLaw = (gain: number): Op[] => [{ op: 'identity', args: [gain] }];
