// What the page says of a study: its title, and two sentences about its task. A task without a row is described by its sizes.
import type { Study } from '../../study/arm';
import {
  inputsOf,
  outputsOf,
  sampledTaskRow,
  tableTaskRow,
  type Task,
} from '../../study/catalogues/tasks';
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

/** Tasks whose text is true of networks without hidden layers alone. */
const linear = ['fir', 'dft'];

/** "2-3-1", or "2-n-1" where arms differ. */
function shapeOf({ arms }: Study): string {
  const { task, layers } = arms[0];
  const shapes = [...new Set(arms.map((arm) => shapeName(arm.layers)))];
  return shapes.length > 1 ? `${layers[0].inputs}-n-${outputsOf(task)}` : shapes[0];
}

const taskTitle = ({ name, kind }: Task): string =>
  (sampledTaskRow(name) ?? tableTaskRow(name))?.title ?? (kind === 'rows' ? 'table' : 'formula');

/** The study's own title, or else its question. */
export function titleText(study: Study): string {
  const { title } = study.document;
  if (title) return title;
  const task = taskTitle(study.arms[0].task);
  return `${task[0].toUpperCase()}${task.slice(1)}: how often do ${shapeOf(study)} networks get there?`;
}

/** Two sentences about the question that a study asks. */
export function questionText(study: Study): string {
  const { arms } = study;
  const { task } = arms[0];
  const shape = shapeOf(study);
  const known = !linear.includes(task.name) || arms.every(({ layers }) => layers.length === 1);
  if (known && task.name in texts) return texts[task.name](shape);
  const plural = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;
  return `${plural(inputsOf(task), 'input')}, ${plural(outputsOf(task), 'output')}, and a ${shape} network to fit them. Started at random, some runs get stuck: train thousands at once and see how often.`;
}
