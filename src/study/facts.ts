// What the probe measures of a network on its task's table, before and after training: shaders/probe.wgsl, its twin
// src/reference/probe.ts, and the definitions that the page and reports show.
import type { Arm, Layer } from './arm';
import { activationRow, functionOf } from './catalogues/activations';
import { populationIn } from './catalogues/tasks';
import { parameterCount } from './layout';

/** A nearly dead neuron is active on no more than this share of the rows; one that is always on, on all but this share. */
export const NEARLY = 0.01;
/** A slope that is no larger than this anywhere is saturated. */
export const FLAT = 0.01;
/** Two directions closer than this, in degrees, are one. */
export const APART = 10;
/** The range of an output that varies where the target does not. */
export const UNBOUNDED = 3e38;
/** A neuron without which the loss rises by no more than this share of it is idle. */
export const IDLE = 0.01;

interface FactRow {
  readonly title: string;
  /** The definition in words. */
  readonly rule: string;
  /** Measured before training, too: what may predict how a run ends. */
  readonly start?: true;
}

export const facts = {
  dead: {
    title: 'Dead neurons',
    rule: 'Hidden neurons that are zero, with zero slope, on every row of the table.',
    start: true,
  },
  nearly_dead: {
    title: 'Nearly dead neurons',
    rule: `Hidden neurons that can die and are active on at least one row, and on at most ${100 * NEARLY} % of the rows.`,
  },
  always_on: {
    title: 'Always-on neurons',
    rule: `Hidden neurons with a kink that are above it on at least ${100 * (1 - NEARLY)} % of the rows, so that they are linear there.`,
  },
  saturated: {
    title: 'Saturated neurons',
    rule: `Hidden neurons of a smooth activation whose slope is at most ${FLAT} on every row.`,
  },
  bending: {
    title: 'Bending neurons',
    rule: 'Hidden neurons with rows on both sides of their kink; of other activations that can die, all that live; of a smooth one, all that are not saturated.',
  },
  dead_rows: {
    title: 'Dead rows',
    rule: 'Rows of the table on which all neurons of a hidden layer are dead: no weight below it learns from them.',
    start: true,
  },
  same_pairs: {
    title: 'Collapsed pairs',
    rule: `Pairs of living neurons of the first layer that are active on the same rows and point the same way within ${APART} degrees.`,
  },
  opposite_pairs: {
    title: 'Opposite pairs',
    rule: `Pairs of bending neurons of the first layer that point opposite ways within ${APART} degrees.`,
  },
  lines: {
    title: 'Lines',
    rule: `Directions of the first layer's bending neurons, opposite ones counted as one, and those within ${APART} degrees of an earlier one.`,
  },
  doomed: {
    title: 'Doomed neurons',
    rule: 'ReLU neurons of a single hidden layer with a negative outgoing weight longer than incoming weights and bias together. Under small plain gradient steps it stays negative; where the target wants none below zero, such a neuron can only shrink to death.',
    start: true,
  },
  positive: {
    title: 'Positive outgoing weights',
    rule: 'Neurons of the last hidden layer with a positive weight into the only output.',
    start: true,
  },
  idle: {
    title: 'Idle neurons',
    rule: `Neurons of the last hidden layer without which the loss rises by at most ${100 * IDLE} %, the dead ones among them.`,
  },
  range: {
    title: 'Range of the output',
    rule: 'Largest less smallest output over the table, as a share of that of the target; with several outputs, the largest share. 3e38 where the target does not vary and the output does.',
  },
  alignment: {
    title: 'Alignment of directions',
    rule: 'Length of the mean of the unit vectors of incoming weights of the first layer: 1 where all point one way, 0 where they balance.',
    start: true,
  },
  gradient: {
    title: 'Relative gradient',
    rule: 'Length of the gradient times length of the trained parameters over the loss: how far the loss changes, in proportion, when they change by their own length.',
  },
} as const satisfies Readonly<Record<string, FactRow>>;

export type FactName = keyof typeof facts;
export const factNames = Object.keys(facts) as FactName[];
/** Facts that are measured before training, too. */
export type StartFactName = {
  [Name in FactName]: (typeof facts)[Name] extends { start: true } ? Name : never;
}[FactName];
export const startFactNames = factNames.filter(
  (name): name is StartFactName => 'start' in facts[name],
);

/** Beyond this many parameters the probe's unrolled text compiles for longer than it is worth. */
export const MOST_PARAMETERS = 256;

/** How a hidden layer's neurons can fail. */
export interface HiddenLayer {
  readonly units: number;
  /** They can die. */
  readonly mortal: boolean;
  /** They are two straight lines with a kink at zero. */
  readonly kinked: boolean;
  /** They are curved, so that they can saturate. */
  readonly smooth: boolean;
}

/** The hidden layers of a network. */
export const hiddenLayers = ({ layers }: Pick<Arm, 'layers'>): HiddenLayer[] =>
  layers.slice(0, -1).map(({ units, activation }) => {
    const { canDie = false, homogeneous = false, learned } = activationRow(activation.name);
    const { f, df, args } = functionOf(activation);
    const slope = (z: number) => df(z, f(z, args), args);
    const kinked = homogeneous && (learned !== undefined || slope(-1) !== slope(1));
    return { units, mortal: canDie, kinked, smooth: !homogeneous && !canDie };
  });

/** Hidden neurons that can die, over all layers. */
export const mortalUnits = (arm: Pick<Arm, 'layers'>): number =>
  hiddenLayers(arm).reduce((sum, { units, mortal }) => sum + (mortal ? units : 0), 0);

/** Whether neurons can be doomed: one hidden layer of ReLU below one linear output, by the law |w|^2 + b^2 - a^2 = constant. */
export function canBeDoomed({ layers }: { readonly layers: readonly Layer[] }): boolean {
  const [hidden, output] = layers;
  return (
    layers.length === 2 &&
    layers.every(({ trainable }) => trainable) &&
    hidden.activation.name === 'relu' &&
    output.activation.name === 'linear' &&
    output.units === 1
  );
}

/**
 * The rows of a probe's result: the facts in their order, then for every hidden neuron the rows of the table on which it is
 * active (its sum is above zero), then for every neuron of the last hidden layer how far the loss rises without it.
 * null where nothing is probed: under a population loss, and for large networks.
 */
export function probeRows(arm: Pick<Arm, 'layers' | 'task'>) {
  if (populationIn(arm.task) || parameterCount(arm.layers) > MOST_PARAMETERS) return null;
  const hidden = hiddenLayers(arm);
  const active = factNames.length;
  const rise = active + hidden.reduce((sum, { units }) => sum + units, 0);
  return { active, rise, end: rise + (hidden.at(-1)?.units ?? 0) };
}
