// Known results 7: linear layers always learn. Filters and Fourier transforms are convex; every run finds their kernel.
import { countText } from '../../results/numbers';
import type { Json } from '../../study/errors';
import { parametersOf, type Check, type Trained } from '../check';
import { armOf } from './preset_study';

/** Largest deviation of a weight that counts as found. */
const CLOSE = 1e-3;

/** The kernel of a DFT of n real inputs, [input][output]: real parts, then imaginary ones. */
export const dftKernel = (n: number): number[] =>
  Array.from({ length: n }, (_, i) =>
    Array.from({ length: 2 * n }, (__, o) => {
      const angle = (-2 * Math.PI * i * (o % n)) / n;
      return o < n ? Math.cos(angle) : Math.sin(angle);
    }),
  ).flat();

const convex = (
  name: string,
  title: string,
  expected: string,
  study: Json,
  kernelOf: (task: Json) => readonly number[],
): Check => ({
  name,
  title,
  expected,
  studies: [study],
  judge([trained]) {
    const kernel = kernelOf(trained.study.document.task as Json);
    const found = Array.from(trained.runs.seeds, (_, i) => isKernel(trained, i, kernel));
    const hits = found.filter(Boolean).length;
    return {
      got: `${countText(hits)} of ${countText(found.length)}`,
      passed: found.every(Boolean),
    };
  },
});

const isKernel = (trained: Trained, run: number, kernel: readonly number[]): boolean => {
  const w = parametersOf(trained, run);
  return w.length === kernel.length && kernel.every((k, p) => Math.abs(w[p] - k) <= CLOSE);
};

export const linearLayers: readonly Check[] = [
  convex(
    'fir',
    'One linear neuron finds the taps of a filter',
    'all runs',
    armOf('fir', 'SGD', 64),
    ({ taps }) => taps as number[],
  ),
  convex(
    'dft',
    'A linear layer finds the matrix of a DFT',
    'all runs',
    armOf('dft', 'SGD', 16),
    ({ size }) => dftKernel(size as number),
  ),
];
