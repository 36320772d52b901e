// Each optimiser as the call of a library's class, with the learning rate and every argument that is not its default.
// An arm may ask for code of the other library: then the nearest of its optimisers stands in, and a comment says what differs.
import type { Arm } from '../../study/arm';
import {
  commonParams,
  optimizerRow,
  optimizers,
  rateName,
} from '../../study/catalogues/optimizers';
import type { Values } from '../../study/catalogues/params';
import { frameworks, refuse, type Framework } from './framework';
import { call, decimal } from './python';

/** The class of every row that a library has. */
export const classes: Readonly<Record<Framework, Readonly<Record<string, string>>>> = {
  keras: {
    sgd: 'SGD',
    rmsprop: 'RMSprop',
    adam: 'Adam',
    adamw: 'AdamW',
    adamax: 'Adamax',
    nadam: 'Nadam',
    adagrad: 'Adagrad',
    adadelta: 'Adadelta',
    lion: 'Lion',
    ftrl: 'Ftrl',
    lamb: 'Lamb',
  },
  torch: {
    sgd: 'SGD',
    rmsprop: 'RMSprop',
    adam: 'Adam',
    adamw: 'AdamW',
    adamax: 'Adamax',
    nadam: 'NAdam',
    radam: 'RAdam',
    rprop: 'Rprop',
    adagrad: 'Adagrad',
    adadelta: 'Adadelta',
    asgd: 'ASGD',
    lbfgs: 'LBFGS',
  },
};

/** Optimisers of both libraries that make the same steps but for what the note says; Keras' names, then PyTorch's. */
const shared: Readonly<
  Record<string, { readonly names: Record<string, string>; readonly note: string }>
> = {
  sgd: { names: { momentum: 'momentum', nesterov: 'nesterov' }, note: '' },
  adam: {
    names: { amsgrad: 'amsgrad' },
    note: 'epsilon counts before the correction of the root in Keras, after it in PyTorch',
  },
  adamw: {
    names: { amsgrad: 'amsgrad', weight_decay: 'weight_decay' },
    note: 'epsilon counts before the correction of the root in Keras, after it in PyTorch',
  },
  adamax: {
    names: {},
    note: 'epsilon joins the largest gradient after it is taken in Keras, before it in PyTorch',
  },
  nadam: { names: {}, note: '' },
  rmsprop: {
    names: { rho: 'alpha', momentum: 'momentum', centered: 'centered' },
    note: 'epsilon stands inside the root in Keras, outside in PyTorch',
  },
  adagrad: {
    names: { initial_accumulator_value: 'initial_accumulator_value' },
    note: 'epsilon stands inside the root in Keras, outside in PyTorch',
  },
  adadelta: { names: { rho: 'rho' }, note: '' },
};
const ofAll = {
  learning_rate: 'lr',
  epsilon: 'eps',
  global_clipnorm: 'clip_grad_norm',
  clipvalue: 'clip_grad_value',
};

/** Values that mean "not used", where the default of a row says otherwise. */
const unused: Values = { weight_decay: 0, momentum_decay: 1 };

/** What PyTorch's own default is where a row of this program has another. */
const libraryDefaults: Readonly<Record<string, Values>> = {
  lbfgs: { line_search_fn: 'none', max_eval: null },
};

export interface OptimizerCode {
  readonly name: string;
  /** By the framework's names, all of them. */
  readonly values: Values;
  /** What differs from the study; empty where nothing does. */
  readonly note: string;
}

/** An arm's optimiser in a framework: its own, or the nearest. @throws StudyError where there is none */
export function optimizerIn(
  { optimizer: { library, name, values } }: Arm,
  framework: Framework,
): OptimizerCode {
  if (library === framework) return { name, values, note: '' };
  const { title } = optimizerRow(library, name);
  const others =
    library === 'matlab'
      ? 'take the weights of a run instead (--seed)'
      : `take the code for ${frameworks[library]}, or the weights of a run (--seed)`;
  // Keras' Adam with weight decay decays as AdamW does
  const as = name === 'adam' && library === 'keras' && values.weight_decay !== 0 ? 'adamw' : name;
  const row = library === 'matlab' ? undefined : shared[as];
  if (!row) return refuse(framework, `optimiser ${title}`, others);
  const pairs = Object.entries({ ...ofAll, ...row.names });
  const toTorch = framework === 'torch';
  const rename = new Map(
    pairs.map(([keras, torch]) => (toTorch ? [keras, torch] : [torch, keras])),
  );
  const found: Record<string, Values[string]> = {};
  for (const [key, value] of Object.entries(values)) {
    if (key === 'betas') [found.beta_1, found.beta_2] = value as readonly number[];
    else if (rename.has(key)) found[rename.get(key)!] = value;
    else if (!/^(beta_[12]|ema_momentum)$/.test(key)) {
      const neutral = unused[key] ?? optimizerRow(library, name).params[key].default;
      if (value !== neutral) return refuse(framework, `${key} in ${title}`, others);
    }
  }
  if (toTorch && 'beta_1' in values) found.betas = [values.beta_1, values.beta_2] as number[];
  if (toTorch && as === 'nadam') found.momentum_decay = 1;
  const { params } = optimizerRow(framework, as);
  const known = Object.entries(found).filter(
    ([key]) => key in params || key in commonParams[framework],
  );
  const from = `${title} of ${frameworks[library as Framework]} in the study`;
  return {
    name: as,
    values: Object.fromEntries(known),
    note: row.note ? `${from}: ${row.note}.` : `${from}.`,
  };
}

/** The call that makes the optimiser. @param rate Python of the learning rate, where it is a schedule */
export function optimizerCall(
  { name, values }: OptimizerCode,
  framework: Framework,
  rate?: string,
): string {
  const { params } = optimizers[framework][name as keyof (typeof optimizers)[Framework]] as {
    params: Readonly<Record<string, { readonly default: unknown }>>;
  };
  const rateKey = rateName[framework];
  const given = Object.entries(values).filter(([key, value]) => {
    if (key === rateKey || (framework === 'torch' && key in commonParams.torch)) return false;
    const own = libraryDefaults[name]?.[key];
    return JSON.stringify(value) !== JSON.stringify(own === undefined ? params[key].default : own);
  });
  const module = framework === 'keras' ? 'keras.optimizers' : 'torch.optim';
  const first = framework === 'keras' ? [] : ['model.parameters()'];
  const rateArgument = `${rateKey}=${rate ?? decimal(values[rateKey] as number)}`;
  return call(
    `${module}.${classes[framework][name]}`,
    [...first, rateArgument],
    Object.fromEntries(given),
  );
}

/** PyTorch clips gradients by functions of its own: the one that is set first. */
export function clipLine(values: Values): string[] {
  const norm = values.clip_grad_norm as number;
  const value = values.clip_grad_value as number;
  if (norm > 0) return [`nn.utils.clip_grad_norm_(model.parameters(), ${norm})`];
  return value > 0 ? [`nn.utils.clip_grad_value_(model.parameters(), ${value})`] : [];
}
