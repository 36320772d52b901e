// A network as the templates see it: its layers, with offsets into the flat parameters, and what its backward pass shares.
import type { Scope } from '../../gpu/template';
import type { Arm } from '../../study/arm';
import { activationRow, familyOf, functionOf } from '../../study/catalogues/activations';
import { formulaOf } from '../../study/catalogues/activations/formula';
import { lossArguments } from '../../study/catalogues/losses';
import { inputsOf, outputsOf } from '../../study/catalogues/tasks';
import { f32Literal, parseExpression } from '../../study/expression';
import { layoutOf, parameterCount, unitCount } from '../../study/layout';
import { slopeLaws } from '../../study/training/drawn_slopes';
import { layerMasks, maskDraws } from '../../study/training/dropout';
import { fatalLayers } from '../../study/training/rest';
import { packingValues, type Networks } from './packing';
import { tableValues } from './table';

const literals = (values: readonly number[], as = (literal: string) => literal): string =>
  values.map((value) => `, ${as(f32Literal(value))}`).join('');

/** The layers, numbered from 1; `h0` are the inputs. */
function layerValues(arm: Arm, shared: boolean, drawing: boolean) {
  const layouts = layoutOf(arm.layers);
  const depth = arm.layers.length;
  const firstTrained = arm.layers.findIndex((layer) => layer.trainable);
  const factored = shared ? factoredLayers(arm) : new Set<number>();
  const fatal = fatalLayers(arm);
  const slopes = drawing ? slopeLaws(arm.layers) : [];
  const slopesOfSample = unitCount(arm.layers);
  let mortalUnits = 0; // of the layers so far
  const values = arm.layers.map((layer, index) => {
    const { kernel, biasAt, slopesAt } = layouts[index];
    const { name } = layer.activation;
    const row = activationRow(name);
    const asSlope = row.drawn && ((literal: string) => `real(${literal})`); // where it is drawn it differs by sample
    const args = literals(functionOf(layer.activation).args, asSlope);
    const learns = row.learned !== undefined;
    const law = slopes[index];
    const weight = (i: number, o: number) => kernel + i * layer.units + o;
    const mortal = index < depth - 1 && (row.canDie ?? false);
    const mortalAt = mortalUnits;
    if (mortal) mortalUnits += layer.units;
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
        ...(learns ? [slopesAt + o] : []),
      ],
      /** The sum of a unit starts with its bias, or without one with input 0. */
      firstTerm: layer.bias ? 0 : 1,
      activation: row.bind ? `${name}_${index + 1}` : name,
      /** What follows z and h of unit o. */
      arguments: (o: number) =>
        learns ? `, w${slopesAt + o}` : law ? `, r${index + 1}_${o}` : args,
      learns,
      /** The slope of unit o, an expression, where it is drawn. */
      drawn: law
        ? (o: number | string) =>
            `${f32Literal(law.lower)} + ${f32Literal(law.width)} * uniform_draw(SLOPE, t, seed, sample * ${slopesOfSample}u + ${law.first}u + ${o})`
        : null,
      slopesAt,
      trainable: layer.trainable,
      last: index === depth - 1,
      mortal,
      /** Of its first neuron among those of the network that can die. */
      mortalAt,
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
    const { homogeneous } = activationRow(activation.name);
    if (trainable && homogeneous && layers[index + 1].units === 1 && !found.has(index + 1))
      found.add(index);
  }
  return found;
}

/**
 * What every kernel that evaluates a network needs.
 * @param shared whether layers may share sums, which then are gradients only after the last sample
 * @param drawing whether slopes are drawn where the study says so, as in training, or take their mean
 */
export function networkValues(arm: Arm, networks: Networks, shared = true, drawing = false) {
  const layers = layerValues(arm, shared, drawing);
  return {
    ...packingValues(networks),
    ...tableValues(arm.task),
    layers,
    depth: layers.length,
    mortal: layers.filter((layer) => layer.mortal),
    inputs: inputsOf(arm.task),
    outputs: outputsOf(arm.task),
    parameters: parameterCount(arm.layers),
    families: [...new Set(arm.layers.map(({ activation }) => familyOf(activation.name)))],
    formulas: formulasOf(arm),
    loss: arm.loss.name,
    lossArguments: literals(lossArguments(arm.loss)),
    dropout: null,
  };
}

/** The activations that are formulas of the sum z, layers numbered from 1. */
function formulasOf({ layers }: Arm) {
  return layers.flatMap(({ activation }, index) => {
    if (!activationRow(activation.name).bind) return [];
    const { f, df } = formulaOf(activation);
    const z = () => 'z';
    return [{ n: index + 1, f: f.wgsl(z), df: df.wgsl(z) }];
  });
}

/** How hidden activations are dropped, by layer, as literals; null where they are not. */
export function dropoutValues({ layers, training }: Arm) {
  if (!training.dropout) return { dropout: null };
  const laws = layerMasks(layers, training.dropout).map(({ first, keep, keepFirst, scale }) => ({
    first,
    keep: f32Literal(keep),
    keepFirst: keepFirst.map(f32Literal),
    scale: f32Literal(scale),
  }));
  return { dropout: { draws: maskDraws(layers), laws } };
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
