// From an arm to the text of its kernels: the values that the templates in shaders/ are expanded with.
// What shapes the code is here; what changes between dispatches is in the job (job.ts).
import { expand, type Scope } from '../../gpu/template';
import { activations, type Activation } from '../../study/activations';
import type { Arm } from '../../study/arms';
import { f32Literal, parseExpression } from '../../study/expression';
import { layoutOf, parameterCount } from '../../study/layout';
import { losses } from '../../study/losses';
import { optimizerRow } from '../../study/optimizers';
import { inputsOf, outputsOf } from '../../study/tasks';
import { streams } from '../../random/streams';
import { jobFields } from './job';

const files = import.meta.glob<string>('../../../shaders/**/*.wgsl', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Every file in shaders/, by its path there without `.wgsl`. */
export const shaders: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(files).map(([path, text]) => [
    path.replace(/^.*shaders\/(.*)\.wgsl$/, '$1'),
    text,
  ]),
);

/** 64 invocations fill one wave of every GPU there is; fewer registers a group than more would take. */
export const WORKGROUP = 64;

const common = { workgroup: WORKGROUP, jobFields, streams };

/** The optimiser's scalars of step t = 1, 2, .., in the order of the WGSL struct. */
export const stepScalars = ({ optimizer }: Arm, t: number): Readonly<Record<string, number>> =>
  optimizerRow(optimizer.library, optimizer.name).scalars(optimizer.values, t);

/** Names of the optimiser's state of each trained parameter. */
const stateNames = ({ optimizer }: Arm): readonly string[] =>
  optimizerRow(optimizer.library, optimizer.name).state(optimizer.values);

/**
 * Up to this many trained parameters the update is unrolled like the rest, and weights stay in registers. Beyond, weights,
 * gradients and state meet in storage and one loop updates them, since the unrolled text compiles for seconds (3.5 s
 * against 0.5 s for 2-32-1 on SwiftShader) and is no faster (2-16-1: 25 M sample updates/s either way; 2-3-1: 68 against 60).
 */
const MOST_UNROLLED = 64;

/**
 * Samples per iteration of the training loop, the rest one by one: four for 2-3-1, which is 40 % faster on SwiftShader
 * than one (fewer masked loop variables); one from 33 parameters on, where the text is long enough.
 */
const samplesAtOnce = (arm: Arm): readonly number[] => {
  const most = Math.min(4, Math.floor(MOST_UNROLLED / parameterCount(arm.layers)));
  return most > 1 ? [most, 1] : [1];
};

const unrolled = (arm: Arm): boolean => trainedParameters(arm).length <= MOST_UNROLLED;

/** Floats of optimiser state per trained parameter in storage; the loop keeps the gradient there, too. */
export const stateSlots = (arm: Arm): number => stateNames(arm).length + (unrolled(arm) ? 0 : 1);

/** Flat indices of the parameters that training changes. */
export function trainedParameters(arm: Arm): number[] {
  return layoutOf(arm.layers).flatMap((layer, index) =>
    arm.layers[index].trainable
      ? Array.from({ length: layer.end - layer.kernel }, (_, i) => layer.kernel + i)
      : [],
  );
}

/** Runs of trained parameters: entries first .. end - 1 of the trained ones are parameters first + offset, .. */
function trainedRanges(arm: Arm) {
  let first = 0;
  return layoutOf(arm.layers).flatMap(({ kernel, end }, index) => {
    if (!arm.layers[index].trainable) return [];
    const range = { first, end: first + end - kernel, offset: kernel - first };
    first = range.end;
    return [range];
  });
}

/** The layers as the templates see them, numbered from 1; `h0` are the inputs. */
function layerValues(arm: Arm) {
  const layouts = layoutOf(arm.layers);
  const depth = arm.layers.length;
  const firstTrained = arm.layers.findIndex((layer) => layer.trainable);
  const factored = factoredLayers(arm);
  const values = arm.layers.map((layer, index) => {
    const { kernel, biasAt } = layouts[index];
    const { params } = activations[layer.activation.name];
    const args = Object.keys(params).map(
      (key) => `, ${f32Literal(layer.activation[key] as number)}`,
    );
    const weight = (i: number, o: number) => kernel + i * layer.units + o;
    return {
      n: index + 1,
      inputs: layer.inputs,
      units: layer.units,
      bias: layer.bias,
      biasAt,
      weight,
      /** All flat indices that lead into unit o. */
      incoming: (o: number) => [
        ...Array.from({ length: layer.inputs }, (_, i) => weight(i, o)),
        ...(layer.bias ? [biasAt + o] : []),
      ],
      /** The sum of a unit starts with its bias, or without one with input 0. */
      firstTerm: layer.bias ? 0 : 1,
      activation: layer.activation.name,
      arguments: args.join(''),
      trainable: layer.trainable,
      last: index === depth - 1,
      mortal: index < depth - 1 && 'canDie' in activations[layer.activation.name],
      factored: factored.has(index),
      carrier: factored.has(index) ? 'e' : 'd',
      fromSums: factored.has(index - 1),
      propagates: index > firstTrained,
    };
  });
  return values.map((value, index) => ({ ...value, next: values[index + 1] ?? null }));
}

/**
 * Layers whose sums also give the gradient of the next layer's weights, so that these need no sums of their own:
 * trained, with f(z) = f'(z) z, below a single unit, and not below another such layer.
 */
function factoredLayers({ layers }: Arm): Set<number> {
  const found = new Set<number>();
  for (let index = layers.length - 2; index >= 0; index--) {
    const { trainable, activation } = layers[index];
    const { homogeneous }: Activation = activations[activation.name];
    if (trainable && homogeneous && layers[index + 1].units === 1 && !found.has(index + 1))
      found.add(index);
  }
  return found;
}

function networkValues(arm: Arm) {
  const layers = layerValues(arm);
  return {
    ...common,
    layers,
    depth: layers.length,
    inputs: inputsOf(arm.task),
    outputs: outputsOf(arm.task),
    parameters: parameterCount(arm.layers),
    loss: arm.loss.name,
  };
}

/** Laws that draw the inputs of a fresh sample one by one (shaders/rng.wgsl). */
function freshValues({ task }: Arm): Scope {
  if (task.kind === 'rows') return {};
  const targets = task.targets.map((text) => parseExpression(text, task.inputs));
  return {
    distribution: task.distribution,
    radius: f32Literal(task.radius),
    target: (o: number) => targets[o].wgsl((i) => `h0_${i}`),
  };
}

/** The text of the training kernel of an arm. */
export function trainSource(arm: Arm): string {
  const network = networkValues(arm);
  const { library, name, values } = arm.optimizer;
  const trained = trainedParameters(arm);
  const slots = new Map(trained.map((parameter, slot) => [parameter, slot]));
  const firstTrained = network.layers.findIndex((layer) => layer.trainable);
  return expand('train', shaders, {
    ...network,
    ...freshValues(arm),
    order: arm.training.order,
    backward: firstTrained < 0 ? [] : network.layers.slice(firstTrained).toReversed(),
    factored: network.layers.filter((layer) => layer.factored).toReversed(),
    trained,
    unrolled: unrolled(arm),
    samplesAtOnce: samplesAtOnce(arm),
    trainedRanges: trainedRanges(arm),
    slotOf: (parameter: number) => slots.get(parameter),
    stateNames: stateNames(arm),
    optimizer: `${library}_${name}`,
    flags: optimizerRow(library, name).flags(values),
    scalars: Object.keys(stepScalars(arm, 1)),
    lossFactor: losses[arm.loss.name].factor,
  });
}

/** The text of the evaluation kernel of an arm: the loss over the whole table. */
export function evaluateSource(arm: Arm): string {
  const network = networkValues(arm);
  const mortal = network.layers.filter((layer) => layer.mortal);
  return expand('evaluate', shaders, { ...network, mortal, order: 'sequential' });
}
