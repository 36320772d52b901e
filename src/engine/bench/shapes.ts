// The networks and optimisers that are measured: always the same, so that adapters and versions compare.
import type { Arm } from '../../study/arm';
import { readStudy } from '../../study/read';

interface BenchShape {
  readonly name: string;
  readonly inputs: number;
  readonly hidden: readonly number[];
  readonly outputs: number;
}

/** Hidden layers are ReLU; a shape without any is linear. */
export const benchShapes = [
  { name: '2-3-1', inputs: 2, hidden: [3], outputs: 1 },
  { name: '2-8-1', inputs: 2, hidden: [8], outputs: 1 },
  { name: '2-16-1', inputs: 2, hidden: [16], outputs: 1 },
  { name: '2-32-1', inputs: 2, hidden: [32], outputs: 1 },
  { name: '2-8-8-1', inputs: 2, hidden: [8, 8], outputs: 1 },
  { name: '1-(2x9)-1', inputs: 1, hidden: Array<number>(9).fill(2), outputs: 1 },
  { name: '8-16 linear', inputs: 8, hidden: [], outputs: 16 },
  { name: '64-128 linear', inputs: 64, hidden: [], outputs: 128 },
] as const satisfies readonly BenchShape[];

export const benchOptimizers = ['adam', 'sgd'] as const;
export type BenchOptimizer = (typeof benchOptimizers)[number];

/** Runs that are trained at the same time. */
export const benchRuns = [256, 4096, 65_536] as const;

/** Samples of the full batch. */
export const SAMPLES = 256;
/** More than any device trains while it is measured. */
export const ENDLESS = 1_000_000;

/** A shape with Keras' Adam or SGD and a full batch of 256 samples, for a training of `steps` steps. */
export function benchArm(shape: BenchShape, optimizer: BenchOptimizer, steps: number): Arm {
  const column = (count: number, phase: number) =>
    Array.from({ length: SAMPLES }, (_, row) =>
      Array.from({ length: count }, (__, c) => Math.sin(1 + phase + row * (1 + c / 7))),
    );
  const { arms } = readStudy({
    task: { name: 'table', x: column(shape.inputs, 0), y: column(shape.outputs, 1) },
    model: { hidden: shape.hidden },
    optimizer: { name: optimizer, learning_rate: 0.001 },
    training: { steps },
  });
  return arms[0];
}
