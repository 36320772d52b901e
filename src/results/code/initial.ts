// Initial weights by calls of a library: a scheme's own call where the library has it, else the call that draws the same law.
// Where a scheme is more than one draw there is no call, and the weights are made in NumPy (numpy_init.ts).
import {
  baseSchemes,
  initializers,
  type InitializerName,
  type InitLayer,
} from '../../study/catalogues/initializers';
import type { Op } from '../../study/catalogues/initializers/operations';
import type { BaseScheme, Initializer } from '../../study/catalogues/initializers/row';
import type { Choice } from '../../study/catalogues/params';
import type { Framework } from './framework';
import { call } from './python';

/** Calls for a layer's kernel and bias; null: what the library does anyway. */
export interface InitCalls {
  readonly kernel: string | null;
  readonly bias: string | null;
}

const isBase = (name: string) => (baseSchemes as readonly string[]).includes(name);
const rowOf = (name: string): Initializer => initializers[name as InitializerName];

/** PyTorch's names of schemes of Keras with the same law, and Keras' of PyTorch's. */
const sameLaw: Readonly<Record<Framework, Readonly<Record<string, Choice>>>> = {
  torch: {
    glorot_uniform: { name: 'xavier_uniform_' },
    he_uniform: { name: 'kaiming_uniform_', nonlinearity: 'relu' },
    lecun_uniform: { name: 'kaiming_uniform_', nonlinearity: 'linear' },
  },
  keras: {},
};

const camel = (name: string) =>
  name.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The arguments of a choice that are not its row's defaults. */
const changed = ({ name, ...values }: Choice) =>
  Object.fromEntries(
    Object.entries(values).filter(([key, value]) => value !== rowOf(name).params[key]?.default),
  );

/** A scheme's own call. `target` is the tensor that PyTorch fills. */
function ownCall(choice: Choice, framework: Framework, target: string): string | null | undefined {
  const { library } = rowOf(choice.name);
  if (framework === 'keras' && library === 'keras') {
    const named = changed(choice);
    return Object.keys(named).length === 0 && choice.name !== 'constant'
      ? `"${choice.name}"`
      : call(`keras.initializers.${camel(choice.name)}`, [], named);
  }
  if (framework !== 'torch') return undefined;
  if (choice.name === 'torch_linear') return null;
  const same = sameLaw.torch[choice.name] ?? (library === 'torch' ? choice : undefined);
  if (!same) return undefined;
  const { name, ...values } = same;
  return call(`nn.init.${name}`, [target], values);
}

type DrawCall = Readonly<
  Record<Framework, (args: readonly number[], next: Op | undefined) => string | undefined>
>;

/** Calls of single draws by their law; the tensor is put in by PyTorch's `%`. */
const draws: Readonly<Record<string, DrawCall>> = {
  constant: {
    keras: ([value]) => (value === 0 ? '"zeros"' : `keras.initializers.Constant(${value})`),
    torch: ([value]) => (value === 0 ? 'nn.init.zeros_(%)' : `nn.init.constant_(%, ${value})`),
  },
  uniform: {
    keras: ([centre, half]) =>
      call('keras.initializers.RandomUniform', [], {
        minval: centre - half,
        maxval: centre + half,
      }),
    torch: ([centre, half]) => `nn.init.uniform_(%, ${centre - half}, ${centre + half})`,
  },
  normal: {
    keras: ([mean, stddev]) => call('keras.initializers.RandomNormal', [], { mean, stddev }),
    torch: ([mean, std]) => `nn.init.normal_(%, ${mean}, ${std})`,
  },
  truncated_normal: {
    keras: ([mean, stddev], cut) => {
      const [low, high] = cut!.args;
      const twice =
        Math.abs(high - mean - 2 * stddev) + Math.abs(mean - low - 2 * stddev) < 1e-9 * stddev;
      return twice ? call('keras.initializers.TruncatedNormal', [], { mean, stddev }) : undefined;
    },
    torch: ([mean, std], cut) =>
      call('nn.init.trunc_normal_', ['%'], { mean, std, a: cut!.args[0], b: cut!.args[1] }),
  },
  identity: {
    keras: ([gain]) => `keras.initializers.Identity(gain=${gain})`,
    torch: ([gain]) => (gain === 1 ? 'nn.init.eye_(%)' : undefined),
  },
  orthogonal: {
    keras: ([gain]) => `keras.initializers.Orthogonal(gain=${gain})`,
    torch: ([gain]) => `nn.init.orthogonal_(%, gain=${gain})`,
  },
};

/** The call that draws what a list of operations draws, where there is one. */
function lawCall(ops: readonly Op[], framework: Framework, target: string): string | undefined {
  const [first, ...rest] = ops;
  const names = rest.map(({ op }) => op).join();
  const op = names === 'orthogonal' ? rest[0] : first;
  const single =
    rest.length === 0 ||
    names === 'orthogonal' ||
    (first.op === 'truncated_normal' && names === 'clamp');
  return single ? draws[op.op]?.[framework](op.args, rest[0])?.replace('%', target) : undefined;
}

/** The calls of a layer, or undefined where NumPy has to make its weights. @param target the layer in PyTorch */
export function initCalls(
  layer: InitLayer,
  framework: Framework,
  target = '',
): InitCalls | undefined {
  const { kernelInit, biasInit, bias, inputs, units } = layer;
  if (!isBase(kernelInit.name)) return undefined;
  const scheme = rowOf(kernelInit.name) as BaseScheme;
  if (scheme.joint) return undefined;
  const weight = `${target}.weight`;
  const own = ownCall(kernelInit, framework, weight);
  const kernel =
    own === undefined ? lawCall(scheme.kernel(layer, kernelInit), framework, weight) : own;
  if (kernel === undefined) return undefined;
  if (!bias) return { kernel, bias: null };
  const vector = `${target}.bias`;
  const biasScheme = biasInit && (rowOf(biasInit.name) as BaseScheme);
  const ops = biasScheme
    ? (biasScheme.bias?.({ inputs, units }, biasInit) ??
      biasScheme.kernel({ inputs: units, units }, biasInit))
    : scheme.bias?.(layer, kernelInit);
  if (!biasInit && kernel === null) return { kernel, bias: null };
  if (!ops) return { kernel, bias: framework === 'torch' ? `nn.init.zeros_(${vector})` : null };
  const called =
    (biasInit && framework === 'keras' ? ownCall(biasInit, 'keras', vector) : undefined) ??
    lawCall(ops, framework, vector);
  return called === undefined ? undefined : { kernel, bias: called };
}
