// Known results 3, 5 and 6: how networks are born. Dying ReLU, XOR with two summed ReLUs, kinks in the range of the data.
import { lossText } from '../../results/numbers';
import {
  endsWhere,
  parametersOf,
  rateCheck,
  type Check,
  type KnownRate,
  type Trained,
} from '../check';
import { armOf, atBirth } from './preset_study';

/** P(output exactly 0 at one input) of a network of `hidden` layers of `width` ReLUs. Lu, Shin, Su, Karniadakis, arXiv 1903.06733. */
export const bornSilent = (width: number, hidden: number): number =>
  1 - (1 - 2 ** -width) ** hidden;

/** P(one ReLU on [-r, r] is born dead), weight and bias normal of the same variance. */
export const bornDead = (r: number): number => Math.atan(1 / r) / Math.PI;

/** Independent simulations. */
export const RAYS = { rate: 0.88, runs: 1e5 } as const satisfies KnownRate;
export const XOR = { rate: 0.432, runs: 20_000 } as const satisfies KnownRate;

const BORN = 10_000;
const silent = endsWhere((loss) => loss === 0);

const dying = (width: number): Check =>
  rateCheck({
    name: `dying-relu-${width}`,
    title: `9 layers of ${width} ReLUs are born silent`,
    known: { rate: bornSilent(width, 9) },
    study: armOf('dying-relu', `width ${width}, known`, BORN),
    counted: silent,
  });

/** [run][row] whether both ReLUs are off at a point of the table. */
const deadPoints = (trained: Trained): boolean[][] =>
  Array.from(trained.runs.seeds, (_, i) => {
    const [a, b, c, d] = parametersOf(trained, i);
    const { rows, values } = trained.table;
    return Array.from({ length: rows }, (__, row) => {
      const [x, y] = values.subarray(3 * row);
      return a * x + c * y <= 0 && b * x + d * y <= 0;
    });
  });
/** Whether row `row` of the table has the label 1. */
const isTrue = ({ values }: Trained['table'], row: number) => values[3 * row + 2] === 1;

const xorBorn = armOf('xor-two-relus', '', BORN, atBirth);
const xor = armOf('xor-two-relus', '', 2000);

const kinks = (name: string, title: string, arm: string, rate: number): Check =>
  rateCheck({
    name: `kinks-${name}`,
    title,
    known: { rate },
    study: armOf('kinks', arm, BORN),
    counted: ({ runs }) => Array.from(runs.deadUnits, (dead) => dead > 0),
  });

/** Ends of the range [-1, 1] at which the one ReLU is on. */
const endsOn = (trained: Trained, i: number): number => {
  const [w, b] = parametersOf(trained, i);
  return Number(b - w > 0) + Number(b + w > 0);
};
const torchKinks = (name: string, title: string, ends: number, rate: number): Check =>
  rateCheck({
    name: `kinks-torch-${name}`,
    title,
    known: { rate },
    study: armOf('kinks', "PyTorch's", BORN),
    counted: (trained) => Array.from(trained.runs.seeds, (_, i) => endsOn(trained, i) === ends),
  });

export const dyingRelu: readonly Check[] = [
  ...[2, 3, 5].map(dying),
  rateCheck({
    name: 'dying-relu-rays',
    title: '9 layers of 2 ReLUs are born silent on both rays',
    known: RAYS,
    study: armOf('dying-relu', 'width 2 on both', BORN),
    counted: silent,
  }),
];

export const xorTwoRelus: readonly Check[] = [
  rateCheck({
    name: 'xor-dead-point',
    title: 'Two summed ReLUs are both off at a point of XOR',
    known: { rate: 3 / 4 },
    study: xorBorn,
    counted: (trained) => deadPoints(trained).map((dead) => dead.some(Boolean)),
  }),
  rateCheck({
    name: 'xor-dead-true-point',
    title: 'Two summed ReLUs are both off at a point of class 1',
    known: { rate: 1 / 2 },
    study: xorBorn,
    counted: (trained) =>
      deadPoints(trained).map((dead) => dead.some((off, row) => off && isTrue(trained.table, row))),
  }),
  rateCheck({
    name: 'xor-success',
    title: 'Two summed ReLUs learn XOR',
    known: XOR,
    study: xor,
    counted: endsWhere((loss) => loss < 0.01),
  }),
  {
    name: 'xor-stuck',
    title: 'Those that do not end at a loss of 1/4',
    expected: '0.2500, the median',
    studies: [xor],
    judge([{ runs }]) {
      const others = runs.finalLoss.filter((loss) => !(loss < 0.01)).sort();
      const median = others[others.length >> 1] ?? NaN;
      return { got: lossText(median), passed: Math.abs(median - 0.25) < 5e-4 };
    },
  },
];

export const kinksInRange: readonly Check[] = [
  kinks('1', 'Normal weight and bias: a ReLU is dead on [−1, 1]', 'normal weights', bornDead(1)),
  kinks('half', 'Normal weight and bias: dead on [−1/2, 1/2]', 'normal on [-1/2', bornDead(1 / 2)),
  kinks('3', 'Normal weight and bias: dead on [−3, 3]', 'normal on [-3', bornDead(3)),
  kinks('zeros', 'Bias of zero: dead on [−1, 1]', 'biases of zero', 0),
  torchKinks('dead', "PyTorch's default: dead on [−1, 1]", 0, 1 / 4),
  torchKinks('linear', "PyTorch's default: always on", 2, 1 / 4),
  torchKinks('kink', "PyTorch's default: its kink inside", 1, 1 / 2),
];
