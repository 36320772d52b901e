// What the page says about a task in two sentences. A task without a row is described by its sizes.
import type { Study } from '../../study/arm';
import { inputsOf, outputsOf } from '../../study/catalogues/tasks';
import { shapeName } from '../../study/layout';

const texts: Readonly<Record<string, (shape: string) => string>> = {
  magnitude: (shape) =>
    `A ${shape} ReLU network can fold the plane into a pyramid that comes close to the distance from the origin. Started at random, it often ends in a valley instead: train thousands at once and see how often.`,
  relu: (shape) =>
    `A ${shape} network has everything it needs to copy one ReLU. Whether it does depends on the side its first weight starts on: train thousands at once and count.`,
  fir: (shape) =>
    `One linear neuron (${shape}) can hold the taps of an FIR filter exactly, and its loss has a single minimum. It is the control experiment: every run should get there.`,
  dft: (shape) =>
    `One linear layer (${shape}) can hold the matrix of a discrete Fourier transform, real parts and then imaginary parts. Its loss has a single minimum, so every run should get there.`,
  xor: (shape) =>
    `Four points, two classes, and a ${shape} network that has to bend to tell them apart. Started at random, some never do: train thousands at once and see how often.`,
};

/** Two sentences about the question that a study asks. */
export function questionText({ arms }: Study): string {
  const { task, layers } = arms[0];
  const shapes = [...new Set(arms.map((arm) => shapeName(arm.layers)))];
  const text = texts[task.name];
  const shape = shapes.length > 1 ? `${layers[0].inputs}-n-${outputsOf(task)}` : shapes[0];
  if (text) return text(shape);
  const plural = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;
  return `${plural(inputsOf(task), 'input')}, ${plural(outputsOf(task), 'output')}, and a ${shape} network to fit them. Started at random, some runs get stuck: train thousands at once and see how often.`;
}
