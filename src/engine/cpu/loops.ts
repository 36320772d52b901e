// Large networks on the CPU: one invocation is one network, in memory, with loops over units (shaders/loops/).
import type { Arm } from '../../study/arm';
import { losses } from '../../study/catalogues/losses';
import { optimizerRow } from '../../study/catalogues/optimizers';
import { layoutOf, trainedParameters } from '../../study/layout';
import { drawsNumbers } from '../../study/training/noise';
import type { Method } from '../kernels/methods';
import { dropoutValues, freshValues, networkValues } from '../kernels/network_values';
import { kernelSource } from '../kernels/shaders';
import { stateNames, updateValues } from '../kernels/update_values';

/** Units side by side: their sums stay in registers while a loop runs over the inputs. */
const SIDE_BY_SIDE = 4;

/** Units first .. end - 1 in steps of `size`. */
function blocksOf(units: number) {
  const even = units - (units % SIDE_BY_SIDE);
  const blocks = [
    { first: 0, end: even, size: SIDE_BY_SIDE },
    { first: even, end: units, size: units - even },
  ];
  return blocks.filter(({ first, end }) => first < end);
}

/** The network as the templates see it; units have places behind the inputs, layer by layer. */
function loopValues(arm: Arm, drawing = false) {
  const network = networkValues(arm, 1, true, drawing);
  const layouts = layoutOf(arm.layers);
  let place = network.inputs;
  const layers = network.layers.map((layer, index) => {
    const { inputs, units } = layer;
    const found = {
      ...layer,
      kernel: layouts[index].kernel,
      /** What follows z and h of unit o + j. */
      arguments: (j: number) =>
        layer.learns
          ? `, w[o + ${layer.slopesAt + j}u]`
          : layer.drawn
            ? `, r${j}`
            : layer.arguments(j),
      blocks: blocksOf(units),
      before: place - inputs,
      at: place,
    };
    place += units;
    return found;
  });
  return {
    ...network,
    layers,
    mortal: layers.filter((layer) => layer.mortal),
    places: place,
    outputAt: place - network.outputs,
  };
}

function train(arm: Arm): string {
  const values = loopValues(arm, true);
  const firstTrained = values.layers.findIndex((layer) => layer.trainable);
  return kernelSource('loops/train', {
    ...values,
    ...freshValues(arm),
    ...updateValues(arm),
    ...dropoutValues(arm),
    order: arm.training.order,
    draws: drawsNumbers(arm),
    backward: firstTrained < 0 ? [] : values.layers.slice(firstTrained).toReversed(),
    lossFactor: losses[arm.loss.name].factor,
  });
}

export const loops: Method = {
  suits: ({ optimizer: { library, name } }) => !optimizerRow(library, name).curvature,
  networks: () => 1,
  train,
  evaluate: (arm) => kernelSource('loops/evaluate', { ...loopValues(arm), order: 'sequential' }),
  stateWords: (arm) => stateNames(arm).length * trainedParameters(arm.layers).length,
  turns: () => ({ step: 0, evaluation: 0 }), // nobody counts them here
  runsPerWorkgroup: 1,
};
