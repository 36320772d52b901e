// The layers of an arm, every short form written out. A layer whose activation gives two numbers a unit (CReLU) becomes two.
import type { Arm, Layer } from '../arm';
import { activationRow, activations } from '../catalogues/activations';
import { initializers } from '../catalogues/initializers';
import { choose } from '../catalogues/params';
import type { Fail } from '../errors';
import { ExpressionError } from '../expression';
import type { StudyDocument } from '../schema';

/** The layers of a model, in full. @throws StudyError */
export function resolveLayers(
  document: StudyDocument,
  inputs: number,
  outputs: number,
  fail: Fail,
): Layer[] {
  const { model } = document;
  const init = 'explicit' in document.init ? { kernel: 'zeros', bias: undefined } : document.init;
  const specs =
    'layers' in model
      ? model.layers
      : [
          ...model.hidden.map((units) => ({
            units,
            activation: model.activation,
            bias: model.bias,
            trainable: true,
            init: undefined,
          })),
          {
            units: outputs,
            activation: model.output,
            bias: model.bias,
            trainable: true,
            init: undefined,
          },
        ];
  const last = specs.at(-1)!.units;
  if (last !== outputs) {
    fail(
      ['model', 'layers', specs.length - 1, 'units'],
      `found ${last}; the task has ${outputs} output${outputs > 1 ? 's' : ''}`,
    );
  }
  let below = inputs;
  return specs.flatMap((spec, index): Layer[] => {
    const activation = choose(activations, spec.activation) as Layer['activation'];
    checkFormula(activation, (what) => {
      const hidden = index < specs.length - 1 ? 'activation' : 'output';
      fail(
        'layers' in model ? ['model', 'layers', index, 'activation', 'f'] : ['model', hidden, 'f'],
        what,
      );
    });
    const { doubles, learned } = activationRow(activation.name);
    if (doubles && index === specs.length - 1) {
      fail(
        'layers' in model ? ['model', 'layers', index, 'activation'] : ['model', 'output'],
        `found "${activation.name}", which gives two activations a unit; allowed: in hidden layers`,
      );
    }
    const layer: Layer = {
      from: index,
      inputs: below,
      units: spec.units,
      bias: spec.bias,
      trainable: spec.trainable,
      activation: doubles ? sums : activation,
      slopes: learned?.initial(activation),
      kernelInit: choose(initializers, spec.init?.kernel ?? init.kernel),
      biasInit:
        spec.init?.bias !== undefined || init.bias !== undefined
          ? choose(initializers, spec.init?.bias ?? init.bias)
          : null,
    };
    const layers = doubles ? [layer, halvesOf(layer)] : [layer];
    below = layers.at(-1)!.units;
    return layers;
  });
}

const sums = choose(activations, 'linear') as Layer['activation'];

/** max(z, 0) and max(-z, 0) of the sums z of a layer: a layer that is not trained, with the weights [I, -I]. */
function halvesOf({ from, units }: Layer): Layer {
  return {
    from,
    inputs: units,
    units: 2 * units,
    bias: false,
    halves: true,
    trainable: false,
    // a ReLU; but one that no row activates is not dead, since its other half still learns
    activation: choose(activations, {
      name: 'leaky_relu',
      negative_slope: 0,
    }) as Layer['activation'],
    slopes: undefined,
    kernelInit: choose(initializers, { name: 'mirror', base: 'identity' }),
    biasInit: null,
  };
}

/** Reports what cannot go with layers that stand for halves. */
export function checkDoubled({ layers, explicit, training }: Arm, fail: Fail): void {
  if (!layers.some(({ halves }) => halves)) return;
  if (explicit) fail(['init', 'explicit'], 'found parameters; with crelu allowed: initialisers');
  if (training.dropout) {
    fail(
      ['training', 'dropout'],
      'found dropout; with crelu, whose sums would be dropped, allowed: 0',
    );
  }
}

/** Reports what is wrong with a formula, where an activation is one. */
function checkFormula(activation: Layer['activation'], wrong: (what: string) => void): void {
  try {
    activationRow(activation.name).bind?.(activation);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    wrong(error.message);
  }
}
