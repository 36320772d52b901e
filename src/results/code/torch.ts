// An arm as a PyTorch program: data, model, initial weights, optimiser, training; or with trained parameters a program that sets
// them and says the loss.
import type { Arm } from '../../study/arm';
import { penaltyOf } from '../../study/catalogues/regularizers';
import { populationIn, rowsOf } from '../../study/catalogues/tasks';
import { functionCode, isLayer } from './activations';
import { dataCode } from './data';
import { initCalls, type InitCalls } from './initial';
import { lossCode } from './losses';
import { numpyInit } from './numpy_init';
import { clipLine, optimizerCall, optimizerIn } from './optimizers';
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
import { comment, indented } from './python';
import { scheduleCall } from './schedules';
import { variablesOf, weightsCode } from './weights';

/**
 * The program.
 * @throws StudyError where PyTorch has no such optimiser or schedule, and trained parameters are not given
 */
export function torchCode(arm: Arm, options: CodeOptions = {}): string {
  const { parameters } = options;
  const calls = arm.explicit
    ? null
    : arm.layers.map((layer, index) => initCalls(layer, 'torch', `model.dense${index + 1}`));
  const given = parameters ?? arm.explicit?.[0];
  const set = given !== undefined || calls?.some((layer) => layer === undefined) === true;
  const called = set ? [] : callLines(calls as InitCalls[]);
  const body = [
    dataCode(arm, { drawn: options.drawn ?? false }),
    keepOneCode(arm),
    modelCode(arm),
    given
      ? weightsCode(arm.layers, given)
      : set
        ? [...schemesComment(arm), ...numpyInit(arm.layers, 'torch')]
        : called,
    set ? setCode(arm) : [],
    freezeCode(arm),
    [
      `loss_of = ${lossCode[arm.loss.name].torch(arm.loss)}`,
      'x, y = torch.tensor(x), torch.tensor(y)',
    ],
    parameters ? [] : trainCode(arm),
    ['model.eval()', 'with torch.no_grad():', '    print("loss", loss_of(model(x), y).item())'],
  ];
  const uses = (name: string) => body.some((part) => part.some((line) => line.includes(name)));
  const standard = ['json', 'math']
    .filter((name) => uses(`${name}.`))
    .map((name) => `import ${name}`);
  return joined([
    head(arm, 'torch', options),
    standard,
    [
      'import numpy as np',
      'import torch',
      ...(uses('F.') ? ['import torch.nn.functional as F'] : []),
      'from torch import nn',
    ],
    ['torch.manual_seed(0)', 'rng = np.random.default_rng(0)'],
    ...body,
  ]);
}

const callLines = (calls: readonly InitCalls[]): string[] =>
  calls.flatMap(({ kernel, bias }) => [kernel, bias].filter((line) => line !== null));

function modelCode(arm: Arm): string[] {
  const { layers, training } = arm;
  const drops = (index: number) => training.dropout !== null && index < layers.length - 1;
  const parts = layers.flatMap(({ inputs, units, bias, activation }, index) => [
    `self.dense${index + 1} = nn.Linear(${inputs}, ${units}${bias ? '' : ', bias=False'})`,
    ...(activation.name === 'prelu'
      ? [`self.prelu${index + 1} = nn.PReLU(${units}, init=${Number(activation.init)})`]
      : []),
    ...(activation.name === 'rrelu'
      ? [
          `self.rrelu${index + 1} = nn.RReLU(${Number(activation.lower)}, ${Number(activation.upper)})`,
        ]
      : []),
    ...(drops(index) ? [`self.dropout${index + 1} = ${dropoutCode(arm, index)}`] : []),
  ]);
  const named = layers.flatMap(({ activation }, index) => {
    const f = isLayer(activation.name) ? '' : functionCode(activation, 'torch');
    return f.startsWith('lambda') && activation.name !== 'linear'
      ? [`activation${index + 1} = ${f}`]
      : [];
  });
  const forward = layers.flatMap(({ activation }, index) => [
    `h = ${applied(activation, index)}`,
    ...(drops(index) ? [`h = self.dropout${index + 1}(h)`] : []),
  ]);
  return [
    ...(named.length > 0 ? [...named, '', ''] : []),
    'class Model(nn.Module):',
    '    def __init__(self):',
    '        super().__init__()',
    ...indented(indented(parts)),
    '',
    '    def forward(self, h):',
    ...indented(indented([...forward, 'return h'])),
    '',
    '',
    'model = Model()',
  ];
}

function applied(activation: Arm['layers'][number]['activation'], index: number): string {
  const z = `self.dense${index + 1}(h)`;
  if (activation.name === 'linear') return z;
  if (isLayer(activation.name)) return `self.${activation.name}${index + 1}(${z})`;
  const f = functionCode(activation, 'torch');
  return f.startsWith('lambda') ? `activation${index + 1}(${z})` : `${f}(${z})`;
}

const dropoutCode = (arm: Arm, index: number) => {
  const { rate, keepOne } = arm.training.dropout!;
  return keepOne ? `KeepOneDropout(${rate}, ${keptScale(arm, index)})` : `nn.Dropout(${rate})`;
};

/** Dropout whose masks keep at least one unit. */
function keepOneCode({ training }: Arm): string[] {
  if (!training.dropout?.keepOne) return [];
  return [
    'class KeepOneDropout(nn.Module):',
    '    """Dropout that draws a mask again while it drops the whole layer. scale = 1 / P(a unit is kept)."""',
    '',
    '    def __init__(self, rate, scale):',
    '        super().__init__()',
    '        self.rate, self.scale = rate, scale',
    '',
    '    def forward(self, h):',
    '        if not self.training:',
    '            return h',
    '        mask = torch.zeros_like(h)',
    `        for _ in range(${REDRAWS}):`,
    '            drawn = (torch.rand_like(h) >= self.rate).to(h.dtype)',
    '            mask = torch.where((mask > 0).any(dim=1, keepdim=True), mask, drawn)',
    '        return h * mask * self.scale',
  ];
}

/** PyTorch's `weight` is [out][in]. */
function setCode({ layers }: Arm): string[] {
  const entries = variablesOf(layers).flatMap((names, index) =>
    names.map((name) => {
      const key = {
        k: `dense${index + 1}.weight`,
        b: `dense${index + 1}.bias`,
        s: `prelu${index + 1}.weight`,
      }[name[0]];
      return `    "${key}": ${name}${name.startsWith('kernel') ? '.T' : ''},`;
    }),
  );
  return [
    'weights = {',
    ...entries,
    '}',
    'model.load_state_dict({name: torch.tensor(w.copy(), dtype=torch.float32) for name, w in weights.items()})',
  ];
}

const freezeCode = ({ layers }: Arm): string[] =>
  layers.flatMap(({ trainable, slopes }, index) =>
    trainable
      ? []
      : [
          `model.dense${index + 1}.requires_grad_(False)`,
          ...(slopes === undefined ? [] : [`model.prelu${index + 1}.requires_grad_(False)`]),
        ],
  );

function trainCode(arm: Arm): string[] {
  const { optimizer, training, task } = arm;
  const code = optimizerIn(arm, 'torch');
  const schedule = scheduleCall(optimizer.schedule, Number(code.values.lr), 'torch');
  const { steps, batchSize, order } = training;
  const whole = order === 'sequential' && batchSize === rowsOf(task);
  const fresh = order === 'fresh' || populationIn(task) !== null;
  const batch = fresh
    ? [
        `inputs = samples(${batchSize})`,
        'targets = torch.tensor(target(inputs))',
        'inputs = torch.tensor(inputs)',
      ]
    : whole
      ? []
      : batchLines(arm);
  const [inputs, targets] = fresh
    ? ['inputs', 'targets']
    : whole
      ? ['x', 'y']
      : ['x[rows]', 'y[rows]'];
  const gradient = [
    'optimizer.zero_grad()',
    `loss = loss_of(model(${inputs}), ${targets})${penaltyText(arm)}`,
    'loss.backward()',
  ];
  const update =
    code.name === 'lbfgs'
      ? ['def closure():', ...indented([...gradient, 'return loss']), '', 'optimizer.step(closure)']
      : [...gradient, ...clipLine(code.values), 'optimizer.step()'];
  return [
    ...(code.note ? comment(code.note) : []),
    `optimizer = ${optimizerCall(code, 'torch')}`,
    ...(schedule ? [`scheduler = ${schedule}`] : []),
    ...omissions(arm),
    `for step in range(${steps}):`,
    ...indented([...batch, ...update, ...(schedule ? ['scheduler.step()'] : [])]),
  ];
}

function batchLines({ task, training: { batchSize, order } }: Arm): string[] {
  const batches = batchesOf(rowsOf(task), batchSize);
  const first = batches === 1 ? '0' : `step % ${batches} * ${batchSize}`;
  return order === 'shuffled'
    ? [
        ...(batches === 1
          ? ['order = torch.randperm(len(x))']
          : [`if step % ${batches} == 0:`, '    order = torch.randperm(len(x))']),
        `first = ${first}`,
        `rows = order[first:first + ${batchSize}]`,
      ]
    : [`first = ${first}`, `rows = slice(first, first + ${batchSize})`];
}

/** The penalty of trained kernels, where there is one. */
function penaltyText({ layers, training }: Arm): string {
  const penalty = penaltyOf(training.regularizer);
  if (!penalty) return '';
  const kernels = `[${layers.map((_, index) => `model.dense${index + 1}.weight`).join(', ')}]`;
  const l2 = penalty.twiceL2 / 2;
  const terms = [
    ...(penalty.l1 > 0 ? [`${penalty.l1} * w.abs().sum()`] : []),
    ...(l2 > 0 ? [`${l2} * (w * w).sum()`] : []),
  ];
  return ` + sum(${terms.join(' + ')} for w in ${kernels})`;
}
