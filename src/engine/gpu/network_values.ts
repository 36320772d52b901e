// A network as the templates see it: its layers, with offsets into the flat parameters, and what its backward pass shares.
import type { Scope } from '../../gpu/template';
import { activations, type Activation } from '../../study/activations';
import type { Arm } from '../../study/arms';
import { f32Literal, parseExpression } from '../../study/expression';
import { layoutOf, parameterCount } from '../../study/layout';
import { fatalLayers } from '../../study/rest';
import { inputsOf, outputsOf } from '../../study/tasks';
import { packingValues, type Networks } from './packing';
import { tableValues } from './table';

/** The layers, numbered from 1; `h0` are the inputs. */
function layerValues(arm: Arm) {
  const layouts = layoutOf(arm.layers);
  const depth = arm.layers.length;
  const firstTrained = arm.layers.findIndex((layer) => layer.trainable);
  const factored = factoredLayers(arm);
  const fatal = fatalLayers(arm);
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
      fatal: fatal.includes(index),
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

/** What every kernel that evaluates a network needs. */
export function networkValues(arm: Arm, networks: Networks) {
  const layers = layerValues(arm);
  return {
    ...packingValues(networks),
    ...tableValues(arm.task),
    layers,
    depth: layers.length,
    mortal: layers.filter((layer) => layer.mortal),
    inputs: inputsOf(arm.task),
    outputs: outputsOf(arm.task),
    parameters: parameterCount(arm.layers),
    loss: arm.loss.name,
  };
}

/** Laws that draw the inputs of a fresh sample one by one (shaders/rng.wgsl). */
export function freshValues({ task }: Arm): Scope {
  if (task.kind === 'rows') return {};
  const targets = task.targets.map((text) => parseExpression(text, task.inputs));
  return {
    distribution: task.distribution,
    radius: f32Literal(task.radius),
    target: (o: number) => targets[o].wgsl((i) => `h0_${i}`),
  };
}
