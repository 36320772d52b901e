// Each activation as a function of Keras and of torch. A row where a library has none is written out in its operations.
import type { ActivationName } from '../../study/catalogues/activations';
import type { Choice, Values } from '../../study/catalogues/params';
import { formulaCode } from './formula';
import type { Framework } from './framework';
import { call } from './python';

type Code = (v: Values) => string;
type Row = Readonly<Record<Framework, Code>>;

/** A function of a library with the row's parameters as named arguments: `names` gives Python's name of each. */
const bound =
  (prefix: string) =>
  (name: string, names: Readonly<Record<string, string>> = {}): Code =>
  (v) => {
    const named = Object.fromEntries(
      Object.entries(names).map(([ours, theirs]) => [theirs, v[ours]]),
    );
    return Object.keys(named).length === 0
      ? `${prefix}.${name}`
      : `lambda z: ${call(`${prefix}.${name}`, ['z'], named)}`;
  };
const k = bound('keras.activations');
const f = bound('F');
const t = bound('torch');

/** The same text in both, but for the module's name. */
const both = (text: (ops: string) => string): Row => ({
  keras: () => `lambda z: ${text('keras.ops')}`,
  torch: () => `lambda z: ${text('torch')}`,
});
const same = (name: string, torch = f(name)): Row => ({ keras: k(name), torch });
const slope = { negative_slope: 'negative_slope' };
const alpha = { alpha: 'alpha' };

/** `prelu` and `rrelu` are layers, `linear` needs none, and `crelu` is two layers in an arm. */
const activationCode: Readonly<Record<Exclude<ActivationName, 'prelu' | 'rrelu' | 'crelu'>, Row>> =
  {
    linear: { keras: () => '"linear"', torch: () => 'lambda z: z' },
    relu: { keras: () => '"relu"', torch: t('relu') },
    leaky_relu: { keras: k('leaky_relu', slope), torch: f('leaky_relu', slope) },
    relu6: same('relu6'),
    square_relu: {
      keras: () => 'lambda z: keras.ops.relu(z) ** 2',
      torch: () => 'lambda z: torch.relu(z) ** 2',
    },
    abs: { keras: () => 'keras.ops.abs', torch: t('abs') },
    threshold: {
      keras: k('threshold', { threshold: 'threshold', default_value: 'default_value' }),
      torch: f('threshold', { threshold: 'threshold', default_value: 'value' }),
    },
    hard_sigmoid: same('hard_sigmoid', f('hardsigmoid')),
    hard_silu: same('hard_silu', f('hardswish')),
    hard_tanh: same('hard_tanh', f('hardtanh')),
    hard_shrink: {
      keras: k('hard_shrink', { threshold: 'threshold' }),
      torch: f('hardshrink', { threshold: 'lambd' }),
    },
    soft_shrink: {
      keras: k('soft_shrink', { threshold: 'threshold' }),
      torch: f('softshrink', { threshold: 'lambd' }),
    },
    sparse_plus: {
      keras: k('sparse_plus'),
      torch: () => 'lambda z: torch.where(z > 1, z, torch.relu(z + 1) ** 2 / 4)',
    },
    sparse_sigmoid: {
      keras: k('sparse_sigmoid'),
      torch: () => 'lambda z: torch.clamp((z + 1) / 2, 0, 1)',
    },
    elu: { keras: k('elu', alpha), torch: f('elu', alpha) },
    selu: same('selu'),
    celu: { keras: k('celu', alpha), torch: f('celu', alpha) },
    sigmoid: { keras: () => '"sigmoid"', torch: t('sigmoid') },
    tanh: { keras: () => '"tanh"', torch: t('tanh') },
    tanh_shrink: same('tanh_shrink', f('tanhshrink')),
    softplus: same('softplus'),
    log_sigmoid: same('log_sigmoid', f('logsigmoid')),
    silu: same('silu'),
    mish: same('mish'),
    gelu_tanh: {
      keras: () => 'lambda z: keras.activations.gelu(z, approximate=True)',
      torch: () => 'lambda z: F.gelu(z, approximate="tanh")',
    },
    exponential: { keras: () => '"exponential"', torch: t('exp') },
    gelu: {
      keras: () => 'lambda z: keras.activations.gelu(z, approximate=False)',
      torch: () => 'F.gelu',
    },
    softsign: same('softsign'),
    squareplus: {
      keras: k('squareplus', { b: 'b' }),
      torch: (v) => `lambda z: (z + torch.sqrt(z * z + ${String(v.b)})) / 2`,
    },
    gaussian: both((ops) => `${ops}.exp(-z * z)`),
    sin: { keras: () => 'keras.ops.sin', torch: t('sin') },
    expression: {
      keras: (v) => `lambda z: ${formulaCode(v.f as string, 1, 'keras.ops', () => 'z')}`,
      torch: (v) => `lambda z: ${formulaCode(v.f as string, 1, 'torch', () => 'z')}`,
    },
  };

/** Whether an activation is a layer of its own in the programs. */
export const isLayer = (name: string): boolean => name === 'prelu' || name === 'rrelu';

/** Python of an activation's function in a framework, unless it is a layer. */
export const functionCode = (choice: Choice, framework: Framework): string =>
  activationCode[choice.name as keyof typeof activationCode][framework](choice);
