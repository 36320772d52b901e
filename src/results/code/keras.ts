// An arm as a Keras 3 program: data, model, initial weights, optimiser, training; or with trained parameters a program that sets
// them and says the loss.
import type { Arm } from '../../study/arm';
import { penaltyOf } from '../../study/catalogues/regularizers';
import { populationIn, rowsOf } from '../../study/catalogues/tasks';
import { functionCode, isLayer } from './activations';
import { dataCode } from './data';
import { initCalls } from './initial';
import { lossCode } from './losses';
import { numpyInit } from './numpy_init';
import { optimizerCall, optimizerIn } from './optimizers';
import {
  batchesOf,
  head,
  joined,
  keptScale,
  omissions,
  REDRAWS,
  schemesComment,
  type CodeOptions,
} from './program';
import { call, comment } from './python';
import { scheduleCall } from './schedules';
import { variablesOf, weightsCode } from './weights';

/**
 * The program.
 * @throws StudyError where Keras has no such optimiser or schedule, and trained parameters are not given
 */
export function kerasCode(arm: Arm, options: CodeOptions = {}): string {
  const { parameters } = options;
  const calls = arm.explicit ? null : arm.layers.map((layer) => initCalls(layer, 'keras'));
  const given = parameters ?? arm.explicit?.[0];
  const set = given !== undefined || calls?.some((layer) => layer === undefined) === true;
  const imports = [...(given ? ['import json', ''] : []), 'import keras', 'import numpy as np'];
  return joined([
    head(arm, 'keras', options),
    imports,
    ['keras.utils.set_random_seed(0)', 'rng = np.random.default_rng(0)'],
    dataCode(arm, { drawn: options.drawn ?? false }),
    keepOneCode(arm),
    drawnSlopesCode(arm),
    modelCode(arm, set ? null : (calls as { kernel: string; bias: string | null }[])),
    given
      ? weightsCode(arm.layers, given)
      : set
        ? [...schemesComment(arm), ...numpyInit(arm.layers, 'keras')]
        : [],
    set ? setCode(arm) : [],
    parameters ? [`model.compile(loss=${lossOf(arm)})`] : trainCode(arm),
    evaluateCode(arm),
  ]);
}

const lossOf = ({ loss }: Arm) => lossCode[loss.name].keras(loss);

function modelCode(
  arm: Arm,
  calls: readonly { kernel: string; bias: string | null }[] | null,
): string[] {
  const { layers, training } = arm;
  const penalty = penaltyOf(training.regularizer);
  const lines = layers.flatMap(({ units, activation, bias, trainable }, index) => {
    const called = calls?.[index];
    const dense = [
      String(units),
      ...(isLayer(activation.name) ? [] : [`activation=${functionCode(activation, 'keras')}`]),
      ...(bias ? [] : ['use_bias=False']),
      ...(called ? [`kernel_initializer=${called.kernel}`] : []),
      ...(called?.bias ? [`bias_initializer=${called.bias}`] : []),
      ...(penalty ? [`kernel_regularizer=${regularizerCode(penalty)}`] : []),
      ...(trainable ? [] : ['trainable=False']),
      `name="dense${index + 1}"`,
    ];
    const slopes = `keras.layers.PReLU(alpha_initializer=keras.initializers.Constant(${Number(activation.init)}), name="prelu${index + 1}"${trainable ? '' : ', trainable=False'})`;
    return [
      `keras.layers.Dense(${dense.join(', ')}),`,
      ...(activation.name === 'prelu' ? [`${slopes},`] : []),
      ...(activation.name === 'rrelu'
        ? [`RReLU(${Number(activation.lower)}, ${Number(activation.upper)}),`]
        : []),
      ...(training.dropout && index < layers.length - 1 ? [dropoutCode(arm, index)] : []),
    ];
  });
  return [
    'model = keras.Sequential([',
    ...[`keras.Input((${layers[0].inputs},)),`, ...lines].map((line) => `    ${line}`),
    '])',
  ];
}

const regularizerCode = ({ l1, twiceL2 }: { l1: number; twiceL2: number }) =>
  call('keras.regularizers.L1L2', [], { l1, l2: twiceL2 / 2 });

const dropoutCode = (arm: Arm, index: number) => {
  const { rate, keepOne } = arm.training.dropout!;
  return keepOne
    ? `KeepOneDropout(${rate}, ${keptScale(arm, index)}),`
    : `keras.layers.Dropout(${rate}),`;
};

/** Dropout whose masks keep at least one unit. */
function keepOneCode({ training }: Arm): string[] {
  if (!training.dropout?.keepOne) return [];
  return [
    'class KeepOneDropout(keras.layers.Layer):',
    '    """Dropout that draws a mask again while it drops the whole layer. scale = 1 / P(a unit is kept)."""',
    '',
    '    def __init__(self, rate, scale):',
    '        super().__init__()',
    '        self.rate, self.scale = rate, scale',
    '        self.seeds = keras.random.SeedGenerator(0)',
    '',
    '    def call(self, h, training=False):',
    '        if not training:',
    '            return h',
    '        mask = keras.ops.zeros_like(h)',
    `        for _ in range(${REDRAWS}):`,
    '            drawn = keras.ops.cast(keras.random.uniform(keras.ops.shape(h), seed=self.seeds) >= self.rate, h.dtype)',
    '            mask = keras.ops.where(keras.ops.any(mask > 0, axis=1, keepdims=True), mask, drawn)',
    '        return h * mask * self.scale',
  ];
}

/** PyTorch's RReLU, which Keras does not have. */
function drawnSlopesCode({ layers }: Arm): string[] {
  if (layers.every(({ activation }) => activation.name !== 'rrelu')) return [];
  return [
    'class RReLU(keras.layers.Layer):',
    '    """z, or below zero z times a slope: drawn for each unit and sample in training, else the mean."""',
    '',
    '    def __init__(self, lower, upper):',
    '        super().__init__()',
    '        self.lower, self.upper = lower, upper',
    '        self.seeds = keras.random.SeedGenerator(0)',
    '',
    '    def call(self, z, training=False):',
    '        slope = (self.lower + self.upper) / 2',
    '        if training:',
    '            slope = keras.random.uniform(keras.ops.shape(z), self.lower, self.upper, seed=self.seeds)',
    '        return keras.ops.where(z > 0, z, slope * z)',
  ];
}

/** A layer's kernel and bias, and the slopes of the layer behind it. */
const setCode = ({ layers }: Arm): string[] =>
  variablesOf(layers).flatMap((names, index) => {
    const slopes = layers[index].slopes !== undefined;
    const own = slopes ? names.slice(0, -1) : names;
    return [
      `model.get_layer("dense${index + 1}").set_weights([${own.join(', ')}])`,
      ...(slopes ? [`model.get_layer("prelu${index + 1}").set_weights([${names.at(-1)}])`] : []),
    ];
  });

function trainCode(arm: Arm): string[] {
  const { optimizer, training, task } = arm;
  const code = optimizerIn(arm, 'keras');
  const schedule = scheduleCall(optimizer.schedule, Number(code.values.learning_rate), 'keras');
  const compiled = [
    ...(code.note ? comment(code.note) : []),
    `model.compile(optimizer=${optimizerCall(code, 'keras', schedule)}, loss=${lossOf(arm)})`,
    ...omissions(arm),
  ];
  const { steps, batchSize, order } = training;
  if (order === 'fresh' || populationIn(task)) {
    return [
      ...compiled,
      `for step in range(${steps}):`,
      `    batch = samples(${batchSize})`,
      '    model.train_on_batch(batch, target(batch))',
      ...(code.values.use_ema === true
        ? ['model.optimizer.finalize_variable_values(model.trainable_variables)']
        : []),
    ];
  }
  const batches = batchesOf(rowsOf(task), batchSize);
  const epochs = Math.ceil(steps / batches);
  return [
    ...compiled,
    ...(epochs * batches === steps
      ? []
      : comment(
          `The study trains ${steps} steps; whole epochs of ${batches} steps make ${epochs * batches}.`,
        )),
    call('model.fit', ['x', 'y'], {
      batch_size: batchSize,
      epochs,
      shuffle: order === 'shuffled',
      verbose: 0,
    }),
  ];
}

const evaluateCode = ({ training }: Arm): string[] => [
  ...(training.regularizer.name === 'none'
    ? []
    : comment('With the penalty of the weights, which the losses of the study do not have.')),
  'print("loss", model.evaluate(x, y, batch_size=len(x), verbose=0))',
];
