// The whole update of an arm's parameters, step by step: what happens to the gradient and to the weights around the
// optimiser's own formula. In this order: regularisers, clipping, decoupled weight decay, the formula, the moving average.
import type { Arm } from '../arm';
import { optimizerRow, rateName, type Library } from '../catalogues/optimizers';
import type { Values } from '../catalogues/params';
import { penaltyOf } from '../catalogues/regularizers';
import { rateAt } from '../catalogues/schedules';
import { layoutOf } from '../layout';

/** How gradients are clipped: each entry, or all of a variable (`norm`) or of the network (`global`) by one factor. */
export interface Clip {
  readonly by: 'value' | 'norm' | 'global';
  readonly bound: number;
  /** Added to the norm. */
  readonly epsilon: number;
}

/** The parameters that clip, in the order in which the first one set counts. */
const clips: Readonly<Record<Library, readonly (readonly [string, Clip['by'], number])[]>> = {
  keras: [
    ['clipnorm', 'norm', 0],
    ['global_clipnorm', 'global', 0],
    ['clipvalue', 'value', 0],
  ],
  torch: [
    ['clip_grad_norm', 'global', 1e-6],
    ['clip_grad_value', 'value', 0],
  ],
  matlab: [],
};

const rowOf = ({ optimizer }: Arm) => optimizerRow(optimizer.library, optimizer.name);

function clipOf({ optimizer: { library, values } }: Arm): Clip | null {
  const set = clips[library].find(([name]) => (values[name] as number) > 0);
  return set ? { bound: values[set[0]] as number, by: set[1], epsilon: set[2] } : null;
}

/** Decoupled weight decay, which times the learning rate is the share that a weight loses in a step. */
function decayOf(arm: Arm): number {
  const { library, values } = arm.optimizer;
  return library === 'keras' || rowOf(arm).decoupled ? (values.weight_decay as number) : 0;
}

/** The momentum of the moving average of the weights, which replaces them after the last step; null where there is none. */
const averageOf = ({ optimizer: { values } }: Arm): number | null =>
  values.use_ema === true ? (values.ema_momentum as number) : null;

/** Names of the state of each trained parameter. */
export const stateNames = (arm: Arm): readonly string[] => [
  ...rowOf(arm).state(arm.optimizer.values),
  ...(averageOf(arm) === null ? [] : ['average']),
];

/** State of each parameter that must be zero for a parameter without gradient to stay; null where it may always move. */
export const motionNames = (arm: Arm): readonly string[] | null =>
  averageOf(arm) === null && penaltyOf(arm.training.regularizer) === null
    ? (rowOf(arm).motion?.(arm.optimizer.values) ?? null)
    : null;

/** What shapes the code of the update. */
export function updateShape(arm: Arm) {
  const row = rowOf(arm);
  const { values } = arm.optimizer;
  const clip = clipOf(arm)?.by ?? 'no';
  return {
    flags: row.flags(values),
    /** State that is put in at the first step. */
    initialNames: Object.entries(row.initialState?.(values) ?? {})
      .filter(([, value]) => value !== 0)
      .map(([name]) => name),
    byVariable: row.byVariable === true,
    regularized: penaltyOf(arm.training.regularizer) !== null,
    clip,
    clipsByNorm: clip === 'norm' || clip === 'global',
    decays: decayOf(arm) > 0,
    averages: averageOf(arm) !== null,
  };
}

/** Scalars of a step, the same names at every step and in the same order. */
export type Scalars = Readonly<Record<string, number>>;

/** The scalars of steps 1, 2, .. without end, in float64. */
export function* stepScalars(arm: Arm): Generator<Scalars, never> {
  const { library, values, schedule } = arm.optimizer;
  const row = rowOf(arm);
  const key = rateName[library];
  let product = 1;
  for (let t = 1; ; t++) {
    const rate = key ? rateAt(schedule, values[key] as number, t - 1) : 0;
    const v: Values = key ? { ...values, [key]: rate } : values;
    product *= row.factor?.(v, t) ?? 1;
    yield { ...row.scalars(v, t, product), ...aroundScalars(arm, v, rate, t) };
  }
}

/** What the update around the formula needs in step t, with learning rate `rate`. */
function aroundScalars(arm: Arm, v: Values, rate: number, t: number): Scalars {
  const penalty = penaltyOf(arm.training.regularizer);
  const clip = clipOf(arm);
  const decay = decayOf(arm);
  const average = averageOf(arm);
  const momentum = average === null || t === 1 ? 0 : average; // the first average is the weight itself
  const initial = Object.entries(rowOf(arm).initialState?.(v) ?? {});
  return {
    // state is zero when training starts, so that adding zero later changes no bit
    ...Object.fromEntries(initial.map(([key, value]) => [`initial_${key}`, t === 1 ? value : 0])),
    ...(penalty && { penalty_l1: penalty.l1, penalty_twice_l2: penalty.twiceL2 }),
    ...(clip && { clip: clip.bound, clip_epsilon: clip.epsilon }),
    ...(decay > 0 && { decay: decay * rate }),
    ...(average !== null && {
      average_keep: momentum,
      average_take: 1 - momentum,
      average_ends: t === arm.training.steps ? 1 : 0,
    }),
  };
}

/** A layer's kernel, bias or learned slopes, where they are trained: flat indices first .. end - 1. */
export interface Variable {
  readonly first: number;
  readonly end: number;
  readonly kernel: boolean;
}

/** The trained variables, in the order of the parameters. */
export const trainedVariables = ({ layers }: Arm): Variable[] =>
  layoutOf(layers).flatMap(({ kernel, biasAt, slopesAt, end }, index) =>
    [
      { first: kernel, end: biasAt, kernel: true },
      { first: biasAt, end: slopesAt, kernel: false },
      { first: slopesAt, end, kernel: false },
    ].filter((variable) => layers[index].trainable && variable.end > variable.first),
  );
