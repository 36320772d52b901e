// Large networks: one workgroup trains one network, a block of samples at a time (shaders/train_group.wgsl).
import type { Arm } from '../../../study/arm';
import { losses } from '../../../study/catalogues/losses';
import { optimizerRow } from '../../../study/catalogues/optimizers';
import { rowsOf } from '../../../study/catalogues/tasks';
import { layoutOf, parameterCount, trainedParameters } from '../../../study/layout';
import { drawsNumbers } from '../../../study/training/noise';
import { dropoutValues, freshValues, networkValues } from '../network_values';
import type { Networks } from '../packing';
import { kernelSource } from '../shaders';
import type { Target } from '../target';
import { stateNames, updateValues } from '../update_values';
import {
  blockLayout,
  blockOf,
  components,
  MOST_ROWS,
  needsNorms,
  smallTiles,
  tileValues,
  tunings,
  type Tuning,
} from './group_tiles';
import type { Method } from './method';

/** With this many the optimiser's state of the smallest wave is within what every adapter binds. */
const MOST_PARAMETERS = 65_536;

const quadsOf = (units: number): number => Math.ceil(units / 4);

function groupValues(arm: Arm, evaluating: boolean, target: Target) {
  // evaluation is rare: its text stays short
  const kind = !target.software ? 'gpu' : target.subgroups ? 'softwareWithQuads' : 'software';
  const tuning: Tuning = { ...tunings[kind], ...(evaluating ? smallTiles : {}) };
  const network = networkValues(arm, 1, true, !evaluating);
  const { dropout } = evaluating ? { dropout: null } : dropoutValues(arm);
  const keepsOne = arm.training.dropout?.keepOne ?? false;
  const layouts = layoutOf(arm.layers);
  const { stored } = tuning;
  const block = blockOf(arm, tuning, evaluating);
  const { width, targetRow, keeping } = block;
  let weightQuads = 0; // of the layers so far, as scratch holds them
  let mostWords = 0; // of the largest sums so far
  let frozen = 0; // parameters so far that do not train
  const layers = network.layers.map((layer, index) => {
    const { units, inputs } = layer;
    const { kernel, end } = layouts[index];
    const unitQuads = quadsOf(units);
    const slopesAt = weightQuads + (inputs + (layer.bias ? 1 : 0)) * unitQuads;
    const tiles = tileValues(layer, width, tuning);
    const value = {
      ...layer,
      ...block.layers[index],
      ...tiles,
      unitQuads,
      /** Weights in scratch, as quads; the bias is the row behind the last input. */
      kernel: weightQuads,
      biasAt: weightQuads + inputs * unitQuads,
      weightQuads: slopesAt + (layer.learns ? unitQuads : 0) - weightQuads,
      /** Learned slopes, the last row, in what `weights()` counts in. */
      slopesFrom: evaluating ? layer.slopesAt : slopesAt,
      arguments: layer.learns ? () => ', leak' : layer.arguments,
      /** In the flat parameters. */
      flat: kernel,
      frozenBefore: frozen,
      /** What `weights()` counts in: quads in scratch for training, flat parameters for evaluation. */
      weightsAt: evaluating ? kernel : weightQuads,
      weightStep: evaluating ? units : unitQuads,
      padded: units > 4 && units % 4 !== 0,
      /** How its units are dropped; `keepsOne`: each knows of those before it, so that one is kept. */
      dropped: layer.last ? null : (dropout?.laws[index] ?? null),
      keepsOne: !layer.last && dropout !== null && keepsOne,
      mostAt: mostWords,
    };
    weightQuads += value.weightQuads;
    if (layer.mortal) mostWords += units * width;
    if (!layer.trainable) frozen += end - kernel;
    return value;
  });
  const chained = layers.map((layer, index) => ({
    ...layer,
    next: layers[index + 1] ?? null,
    /** What units learn beside their weights: the block's rows whose sums over samples are the gradient, and where it goes. */
    alone: [
      ...(layer.bias ? [{ row: layer.slopeRow, at: layer.biasAt }] : []),
      ...(layer.learning ? [{ row: layer.learnRow, at: layer.slopesFrom }] : []),
    ],
  }));
  const { inputs, outputs } = network;
  return {
    ...network,
    dropout: dropout && { ...dropout, keepsOne },
    /** Where a block is: cell n of it is ${memory}[${cells}n]. */
    memory: stored ? 'scratch' : 'block',
    cells: stored ? 'own + ' : '',
    barrier: stored ? 'storageBarrier' : 'workgroupBarrier',
    keeping,
    /** How a block's share gets into the gradient: where a step is one block it is all of it. */
    sets: 4 * width >= arm.training.batchSize ? '=' : '+=',
    targetRow,
    real: 'vec4f',
    word: 'vec4u',
    evaluating,
    lanes: tuning.lanes,
    /** Whether text may use subgroups. */
    sharing: tuning.quads,
    width,
    quadStep: evaluating ? 4 : 1,
    columns: inputs + outputs,
    /** The block's row of a column of the table: inputs, then targets. */
    rowOf: (column: number) => (column < inputs ? column : targetRow + column - inputs),
    blockRows: block.rows,
    weightQuads,
    mostWords,
    components,
    layers: chained,
    mortal: chained.filter((layer) => layer.mortal),
  };
}

function train(arm: Arm, _: Networks, target: Target): string {
  const values = groupValues(arm, false, target);
  const update = updateValues(arm);
  const firstTrained = values.layers.findIndex((layer) => layer.trainable);
  return kernelSource('train_group', {
    ...values,
    ...freshValues(arm),
    ...update,
    variables: storedVariables(update, values.layers),
    norms: needsNorms(arm),
    order: arm.training.order,
    draws: drawsNumbers(arm),
    backward: firstTrained < 0 ? [] : values.layers.slice(firstTrained).toReversed(),
    slots: slots(arm),
    runQuads: runQuads(arm, target),
    lossFactor: losses[arm.loss.name].factor,
  });
}

/** The trained variables, quads first .. end - 1 of the weights in scratch; `before`: something happens before the formula. */
function storedVariables(
  { variables, clipped }: ReturnType<typeof updateValues>,
  layers: ReturnType<typeof groupValues>['layers'],
) {
  const places = layers
    .filter(({ trainable }) => trainable)
    .flatMap(({ kernel, biasAt, weightQuads, bias, learns, slopesFrom }) => [
      { first: kernel, end: biasAt },
      ...(bias ? [{ first: biasAt, end: slopesFrom }] : []),
      ...(learns ? [{ first: slopesFrom, end: kernel + weightQuads }] : []),
    ]);
  return variables.map(({ n, group, regularized }) => ({
    ...places[n],
    n,
    group,
    regularized,
    before: regularized || clipped.length > 0,
  }));
}

/** Weights, gradient and the optimiser's state. */
const slots = (arm: Arm): number => 2 + stateNames(arm).length;

/** Quads of `scratch` that a run takes: weights, gradient and the optimiser's state, and where it is in storage the block. */
function runQuads(arm: Arm, target: Target): number {
  const { weightQuads, blockRows, width, memory } = groupValues(arm, false, target);
  return slots(arm) * weightQuads + (memory === 'scratch' ? blockRows * width : 0);
}

interface Limit {
  readonly name: string;
  readonly needed: number;
  readonly most: number;
}

/** What bounds an arm here, and what it needs. */
export const limitsOf = (arm: Arm): Limit[] => [
  { name: 'parameters', needed: parameterCount(arm.layers), most: MOST_PARAMETERS },
  {
    name: 'values of a sample (inputs, outputs, two a hidden unit, three where slopes are learned)',
    needed: blockLayout(arm, false).rows,
    most: MOST_ROWS,
  },
];

/** Turns of a loop over `count` that all lanes share, each with the turns of loops inside. */
const loop = (count: number, lanes: number, inside = 0): number =>
  1 + Math.ceil(count / lanes) * (1 + inside);

/** Turns of a pass through a block and back, and of those through the table: shaders/group, line by line. */
function turns(arm: Arm, evaluating: boolean, target: Target): number {
  const { lanes, width, quads, layers } = groupValues(arm, evaluating, target);
  const forward = layers.map(
    ({ forward, inputs, units, keepsOne }) =>
      loop(forward.tasks, lanes, 1 + inputs / forward.inputs) +
      (keepsOne ? loop(width, lanes, 1 + units) : loop(units * width, lanes)),
  );
  const backward = layers.map(
    ({ slopes, sums, unitQuads, next, alone }) =>
      loop(slopes.tasks, lanes, 1 + (next?.unitQuads ?? 0)) +
      loop(sums.tasks, lanes, 1 + width) +
      alone.length * loop(unitQuads, lanes, 1 + width),
  );
  const passes = evaluating ? forward : [...forward, ...backward];
  const block = passes.reduce((sum, pass) => sum + pass, loop(quads * width, lanes));
  const samples = evaluating ? rowsOf(arm.task) : arm.training.batchSize;
  const { variables, clipped, byVariable } = updateValues(arm);
  const passesOfUpdate = 1 + (clipped.length > 0 ? 1 : 0) + (byVariable ? 1 : 0);
  const norms = lanes * (clipped.length + (byVariable ? 2 * variables.length : 0));
  const weights =
    norms +
    passesOfUpdate * layers.reduce((sum, { weightQuads }) => sum + 1 + loop(weightQuads, lanes), 0);
  const shuffling = arm.training.order === 'shuffled' ? 2 * rowsOf(arm.task) : 0;
  return loop(samples, 4 * width, block) + weights + shuffling;
}

export const group: Method = {
  suits: (arm) =>
    !optimizerRow(arm.optimizer.library, arm.optimizer.name).curvature &&
    limitsOf(arm).every(({ needed, most }) => needed <= most),
  networks: () => 1,
  train,
  evaluate: (arm, _, target) =>
    kernelSource('evaluate_group', { ...groupValues(arm, true, target), order: 'sequential' }),
  stateWords: (arm) => stateNames(arm).length * trainedParameters(arm.layers).length,
  scratchWords: (arm, target) => 4 * runQuads(arm, target),
  turns: (arm, target) => ({
    step: turns(arm, false, target),
    evaluation: turns(arm, true, target),
  }),
  runsPerWorkgroup: 1,
};
