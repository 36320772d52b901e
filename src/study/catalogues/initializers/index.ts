// The catalogue of initialisers, and how a network's schemes become a list of operations: first every layer's own draws,
// then the modifiers, layer by layer. A new scheme is a row in src/study/catalogues/initializers and, at most, one operation.
import { layoutOf, type Shape } from '../../layout';
import { activationRow, type ActivationName } from '../activations';
import type { Choice, Params } from '../params';
import { bases, type BaseSchemeName } from './bases';
import { modifiers } from './modifiers';
import { constant, type Op, type OpName } from './operations';
import type { BaseScheme, Initializer } from './row';

export { baseSchemes, type BaseSchemeName } from './bases';

export const initializers = { ...bases, ...modifiers };

export type InitializerName = keyof typeof initializers;

/** A layer and its schemes, with the defaults of their parameters filled in. */
export interface InitLayer extends Shape {
  readonly activation: Choice & { readonly name: ActivationName };
  readonly kernelInit: Choice;
  /** null: the law that comes with the kernel's scheme, which is zero for most. */
  readonly biasInit: Choice | null;
}

/** One operation on one layer. A bias is a kernel with one input, and so are learned slopes. */
export interface Operation {
  readonly op: OpName;
  readonly layer: number;
  readonly on: 'kernel' | 'bias' | 'slopes';
  /** Four numbers, those that the operation does not use 0. */
  readonly args: readonly number[];
  /** Of `redraw`: the operations that it repeats, by their index. */
  readonly again?: readonly number[];
}

/** Where an operation works: offsets into the flat parameters, and shapes. WGSL's struct `Block` is made of these. */
export const blockFields = [
  'at', // entry [0][0]
  'inputs',
  'units',
  'bias', // the layer's bias, if it has one
  'next', // the next layer's kernel, if there is one
  'outputs', // units of the next layer
  'layer', // its index
] as const;

export type Block = Readonly<Record<(typeof blockFields)[number], number>>;

const row = (name: string): Initializer => initializers[name as InitializerName];

const defaults = (params: Params) =>
  Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.default]));

/** The operations that initialise a network, in order. */
export function initOperations(layers: readonly InitLayer[]): Operation[] {
  const placed = (layer: number, on: Operation['on'], ops: readonly Op[]) =>
    ops.map(({ op, args }) => ({ op, layer, on, args: [...args, 0, 0, 0, 0].slice(0, 4) }));
  const draws = layers.flatMap((layer, index) => {
    const { scheme, values } = baseOf(layer.kernelInit);
    const own = layer.bias && !layer.biasInit && scheme.bias !== undefined;
    const bias = layer.biasInit
      ? givenBias(layer, layer.biasInit)
      : (scheme.bias?.(layer, values) ?? constant(0));
    const { inputs, units, slopes } = layer;
    return [
      ...placed(index, 'kernel', scheme.kernel(layer, values)),
      ...placed(index, 'bias', layer.bias ? bias : []),
      ...placed(index, 'kernel', scheme.joint?.({ inputs, units, bias: own }) ?? []),
      ...placed(index, 'slopes', slopes === undefined ? [] : constant(slopes)),
    ];
  });
  const drawsOf = (index: number) =>
    draws.flatMap(({ layer }, draw) => (layer === index ? [draw] : []));
  const changes = layers.flatMap(({ inputs, units, kernelInit, activation }, index) => {
    const scheme = row(kernelInit.name);
    if (!('modifies' in scheme)) return [];
    const last = index === layers.length - 1;
    const canDie = activationRow(activation.name).canDie ?? false;
    const ops = scheme.modifies({ inputs, units, last, canDie }, kernelInit);
    return placed(index, 'kernel', ops).map((operation) =>
      operation.op === 'redraw' ? { ...operation, again: drawsOf(index) } : operation,
    );
  });
  return [...draws, ...changes];
}

/** The scheme that draws a kernel: the one that is named, or a modifier's base with its defaults. */
function baseOf(choice: Choice): { scheme: BaseScheme; values: Choice } {
  const scheme = row(choice.name);
  if (!('modifies' in scheme)) return { scheme, values: choice };
  const name = choice.base as BaseSchemeName;
  return { scheme: bases[name], values: { ...defaults(bases[name].params), name } };
}

function givenBias({ inputs, units }: Shape, choice: Choice): readonly Op[] {
  const scheme = row(choice.name) as BaseScheme;
  return scheme.bias
    ? scheme.bias({ inputs, units }, choice)
    : scheme.kernel({ inputs: units, units }, choice);
}

/** Where an operation works. */
export function blockOf(layers: readonly Shape[], { layer, on }: Operation): Block {
  const { kernel, biasAt, slopesAt, inputs, units, end } = layoutOf(layers)[layer];
  return {
    at: { kernel, bias: biasAt, slopes: slopesAt }[on],
    inputs: on === 'kernel' ? inputs : 1,
    units,
    bias: biasAt,
    next: end,
    outputs: layers[layer + 1]?.units ?? 0,
    layer,
  };
}
