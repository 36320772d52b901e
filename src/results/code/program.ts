// What Keras' and PyTorch's programs share: which parts there are, in which order, and what is said about the study.
import type { Arm } from '../../study/arm';
import { initializers, type InitializerName } from '../../study/catalogues/initializers';
import { shapeName } from '../../study/layout';
import { layerMasks } from '../../study/training/dropout';
import { frameworks, type Framework } from './framework';
import { comment } from './python';

export interface CodeOptions {
  /** Flat parameters of a trained network: the program sets them instead of training. */
  readonly parameters?: ArrayLike<number>;
  /** The run that they are of, for the head. */
  readonly seed?: number;
  /** New samples by the task's law instead of the study's table. */
  readonly drawn?: boolean;
}

/** Parts of a program, each some lines; empty ones are left out. */
export const joined = (parts: readonly (readonly string[])[]): string =>
  `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n').trimEnd())
    .join('\n\n')}\n`;

/** The comment that a program starts with. */
export function head(arm: Arm, framework: Framework, { parameters, seed }: CodeOptions): string[] {
  const what = parameters
    ? `a network of ${shapeName(arm.layers)} that Unstuck has trained${seed === undefined ? '' : ` (run ${seed})`}`
    : `how to train ${shapeName(arm.layers)}`;
  const draws = parameters
    ? ''
    : ` Its random numbers are not the study's: runs differ one by one, not in their law.`;
  return comment(`${arm.label}: ${what}, in ${frameworks[framework]}.${draws}`);
}

/** What a scheme does, in the words of its row. */
export function schemesComment({ layers }: Arm): string[] {
  const names = [...new Set(layers.map(({ kernelInit }) => kernelInit.name))];
  return names.flatMap((name) => {
    const base = layers.find(({ kernelInit }) => kernelInit.name === name)!.kernelInit.base;
    const of = typeof base === 'string' ? ` of ${base}` : '';
    return comment(`Initial weights, ${name}${of}: ${initializers[name as InitializerName].law}`);
  });
}

/** Rules of the study that a program does not follow. */
export function omissions({ training, explicit }: Arm): string[] {
  return [
    ...(training.stopBelow === null
      ? []
      : comment(
          `The study ends a run whose loss is at or below ${training.stopBelow}; this program trains all steps.`,
        )),
    ...(explicit
      ? comment('The study gives the initial weights of each run; here are those of run 0.')
      : []),
  ];
}

/** Batches of an epoch. */
export const batchesOf = (rows: number, batchSize: number) => Math.ceil(rows / batchSize);

/** What a kept unit of hidden layer `index` is multiplied by where masks that drop a whole layer do not occur. */
export const keptScale = ({ layers, training }: Arm, index: number): number =>
  layerMasks(layers, training.dropout!)[index].scale;

/** How often a mask is drawn again before it may drop a whole layer after all. */
export const REDRAWS = 10;
