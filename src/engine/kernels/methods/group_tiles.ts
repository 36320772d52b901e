// How a workgroup that trains one network cuts its work: a block of samples, a row a unit, and tiles of it, one a task, whose
// sums are in registers. The shaders in shaders/group walk them.
import type { Arm } from '../../../study/arm';
import { activationRow } from '../../../study/catalogues/activations';
import { rowsOf } from '../../../study/catalogues/tasks';
import type { Shape } from '../../../study/layout';
import { updateShape } from '../../../study/training/update';

/**
 * Workgroup memory that every WebGPU device has: 16 KiB. More is not asked for: on a GPU fewer workgroups would share a
 * core, and SwiftShader compiles twice as long for 32 KiB (5.1 against 2.6 s for 64 -> 128), which it clears word by word;
 * the gain was 5 % there and 25 % on lavapipe.
 */
const WORKGROUP_WORDS = 4096;

export interface Tuning {
  /** Invocations of a workgroup. */
  readonly lanes: number;
  /** The most quads of samples in a block. */
  readonly width: number;
  /** The largest tiles: quads of units, rows, quads of samples. */
  readonly unitQuads: number;
  readonly rows: number;
  readonly columns: number;
  /** The most inputs of a turn of the forward loop. */
  readonly inputs: number;
  /** Whether lanes 4 n .. 4 n + 3 are a quad, as where adapters on the CPU have subgroups: it shares what all of it loads. */
  readonly quads: boolean;
  /** Whether a block is in storage, where it may be as wide as a step's samples, or in workgroup memory. */
  readonly stored: boolean;
}

/** For evaluation, which is rare: a short text. */
export const smallTiles = {
  width: 4,
  unitQuads: 1,
  rows: 4,
  columns: 2,
  inputs: 1,
  quads: false,
  stored: false,
} as const;

/** For adapters on the CPU. */
const largeTiles = {
  lanes: 8,
  width: 64,
  unitQuads: 4,
  rows: 16,
  columns: 4,
  inputs: 4,
  quads: false,
  stored: true,
} as const;

/**
 * Adapters on the CPU emulate a load lane by lane, at the cost of many products: large tiles, no more lanes than their vectors
 * have, and blocks in storage, which is no slower there and holds all samples of most steps, so that sums of gradients stay
 * in registers to the end. For 64 -> 128 that gains a third on SwiftShader and on lavapipe. Shared loads, and four inputs a turn
 * (SwiftShader masks every sum that a turn stores), gain another quarter on SwiftShader, and nothing on lavapipe. A GPU has
 * loads of workgroup memory nearly free, 64 lanes to a wave or two, and about 64 registers a lane for many waves to be under
 * way: a tile of 4 units by 8 samples takes 32 for its sums.
 */
export const tunings = {
  gpu: { lanes: 64, ...smallTiles, width: 16 },
  software: largeTiles,
  softwareWithQuads: { ...largeTiles, quads: true },
} satisfies Record<string, Tuning>;

/** Quads of a block in storage, 512 KiB: a core's own cache, and within what every adapter binds for the smallest wave. */
const STORED_QUADS = 2 ** 15;

/** The most rows of a block: one quad of samples of each then fits the workgroup memory of every device, 16 KiB. */
export const MOST_ROWS = 1000;

interface Block {
  /** Rows in all. */
  readonly rows: number;
  /** Of the targets. */
  readonly targetRow: number;
  /** Of each layer: rows of its inputs, its activations, and its slopes; of what its learned slopes learn by. */
  readonly layers: readonly {
    readonly inputRow: number;
    readonly outputRow: number;
    readonly slopeRow: number;
    readonly sloped: boolean;
    readonly learnRow: number;
    readonly learning: boolean;
  }[];
}

/** Rows of a layer's units: whole quads, unless they fill less than one. */
const unitRows = (units: number): number => (units < 4 ? units : 4 * Math.ceil(units / 4));

/**
 * Where the rows of a block stand; slopes only from the first trained layer on, and not for evaluation.
 * @param keeping whether inputs and targets stay as they are; otherwise the last layer's slopes take the place of targets
 */
export function blockLayout({ layers }: Arm, evaluating: boolean, keeping = false): Block {
  const firstTrained = layers.findIndex((layer) => layer.trainable);
  let rows = 0;
  const take = (count: number) => (rows += count) - count;
  let inputRow = take(layers[0].inputs);
  const places = layers.map(({ units, slopes, trainable }, index) => {
    const last = index === layers.length - 1;
    const sloped = last || (!evaluating && firstTrained >= 0 && index >= firstTrained);
    const learning = !evaluating && trainable && slopes !== undefined;
    const slopeRow = sloped ? take(unitRows(units)) : 0;
    const learnRow = learning ? take(unitRows(units)) : 0;
    const place = { inputRow, outputRow: 0, slopeRow, sloped, learnRow, learning };
    if (!last) place.outputRow = inputRow = take(unitRows(units));
    return place;
  });
  const targetRow = keeping ? take(unitRows(layers.at(-1)!.units)) : places.at(-1)!.slopeRow;
  return { rows, targetRow, layers: places };
}

/** Whether an update needs norms of whole variables: the one sum across lanes. */
export function needsNorms(arm: Arm): boolean {
  const { clipsByNorm, byVariable } = updateShape(arm);
  return clipsByNorm || byVariable;
}

/** A multiple of 4 from 4 on. */
const even = (width: number): number => (width > 4 ? width - (width % 4) : width);

/**
 * Quads of samples of a block: as many as fit, or as a step has; 0 where not one fits. Norms need a word a lane; evaluation
 * words for what each lane finds, and for the largest sums of neurons that can die, one a neuron and quad.
 */
function widthOf(arm: Arm, { rows }: Block, tuning: Tuning, evaluating: boolean): number {
  const { layers, training } = arm;
  if (tuning.stored) {
    const step = Math.ceil(training.batchSize / 4);
    const whole = step > 4 ? even(step + 3) : step;
    return Math.min(tuning.width, even(Math.floor(STORED_QUADS / rows)), whole);
  }
  const mortal = layers
    .slice(0, -1)
    .filter(({ activation }) => activationRow(activation.name).canDie);
  const found = tuning.lanes * (evaluating ? 2 + mortal.length : needsNorms(arm) ? 1 : 0);
  const sums = evaluating ? mortal.reduce((sum, { units }) => sum + units, 0) : 0;
  const fits = Math.min(tuning.width, Math.floor((WORKGROUP_WORDS - found) / (4 * rows + sums)));
  return Math.max(0, even(fits));
}

/**
 * The block of an arm. In storage it keeps inputs and targets where it holds all samples in the order of every step: then it
 * is filled once.
 */
export function blockOf(arm: Arm, tuning: Tuning, evaluating: boolean) {
  const { order, batchSize } = arm.training;
  const shaped = (keeping: boolean) => {
    const layout = blockLayout(arm, evaluating, keeping);
    return { ...layout, keeping, width: widthOf(arm, layout, tuning, evaluating) };
  };
  const whole = shaped(true);
  const always = order === 'sequential' && batchSize === rowsOf(arm.task);
  return tuning.stored && always && 4 * whole.width >= batchSize ? whole : shaped(false);
}

/** The largest divisor of n, at most `most`, with which there is a task for every lane; 1 where there is none. */
function divisor(n: number, most: number, enough: (d: number) => boolean): number {
  for (let d = Math.min(n, most); d > 1; d--) if (n % d === 0 && enough(d)) return d;
  return 1;
}

export const components = ['x', 'y', 'z', 'w'].map((component, n) => ({ n, component }));

/** The tiles of a layer in a block of `width` quads of samples. */
export function tileValues({ inputs, units }: Shape, width: number, tuning: Tuning) {
  const { lanes } = tuning;
  const unitQuads = Math.ceil(units / 4);
  const tileQuads = divisor(unitQuads, tuning.unitQuads, () => true);
  const unitTiles = unitQuads / tileQuads;
  const columns = divisor(width, tuning.columns, (d) => (unitTiles * width) / d >= lanes);
  const rows = divisor(units, tuning.rows, (d) => (units / d) * width >= lanes);
  const tiles = units / rows;
  const ofSlopes = divisor(width, tuning.columns, (d) => (tiles * width) / d >= lanes);
  const ofSums = divisor(inputs, tuning.rows, (d) => (unitTiles * inputs) / d >= lanes);
  const used = components.slice(0, units);
  const inputsOfTurn = divisor(inputs, tuning.inputs, () => true);
  const forwardTasks = (unitTiles * width) / columns;
  const sumTasks = (unitTiles * inputs) / ofSums;
  // where the four lanes of a quad, each with other units, walk the same columns or rows, and none is without a task
  const shared = (tasks: number, loads: number) =>
    tuning.quads && unitTiles % 4 === 0 && loads % 4 === 0 && tasks % lanes === 0;
  return {
    /** The components of a quad that are units. */
    components: used,
    tileQuads,
    unitTiles,
    /** The units of a tile: in which of its quads, and where there. */
    tile: Array.from({ length: tileQuads }, (_, quad) =>
      used.map(({ n, component }) => ({ n: 4 * quad + n, quad, component })),
    ).flat(),
    forward: {
      columns,
      inputs: inputsOfTurn,
      last: inputsOfTurn - 1,
      tasks: forwardTasks,
      shared: shared(forwardTasks, columns),
    },
    slopes: { rows, tiles, columns: ofSlopes, tasks: (tiles * width) / ofSlopes },
    sums: { rows: ofSums, tasks: sumTasks, shared: shared(sumTasks, ofSums) },
  };
}
