// Known results 4: students of a ReLU teacher (Safran and Shamir, arXiv 1712.08968), published with 1,500 runs each. Their
// losses are half of ours.
import { lossText } from '../../results/numbers';
import { endsWhere, rateCheck, type Check, type KnownRate } from '../check';
import { armOf } from './preset_study';

/** From here on a run has ended badly. */
export const BAD = 2e-3;
/** Beside a bad level: runs still creep towards it when they end. */
const NEAR = (level: number) => 1e-5 + 1e-3 * level;

/** Students of a teacher, as the arms of the preset name them. */
interface Student {
  readonly arm: string;
  readonly known: Required<KnownRate>;
  /** Of bad minima. */
  readonly levels: readonly number[];
  readonly runs: number;
}

export const students: readonly Student[] = [
  { arm: '7 of 7', known: { rate: 0.055, runs: 1500 }, levels: [0.046406], runs: 192 },
  { arm: '8 of 8', known: { rate: 0.122, runs: 1500 }, levels: [0.043016], runs: 192 },
  { arm: '10 of 10', known: { rate: 0.337, runs: 1500 }, levels: [0.037404, 0.070654], runs: 192 },
  { arm: '9 for 8', known: { rate: 0.001, runs: 1000 }, levels: [], runs: 128 },
];

const checksOf = ({ arm, known, levels, runs }: Student, index: number): Check[] => {
  const study = armOf('many-minima', arm, runs);
  const name = `many-minima-${arm.replaceAll(' ', '-')}`;
  const slow = index > 0;
  return [
    rateCheck({
      name,
      title: `Copying ReLUs, ${arm}: ends badly`,
      known,
      study,
      slow,
      counted: endsWhere((loss) => !(loss < BAD)),
    }),
    ...levels.map((level, i) => ({
      name: `${name}-level-${i + 1}`,
      title: `Copying ReLUs, ${arm}: bad runs meet at ${level}`,
      expected: 'some within 1e-3',
      studies: [study],
      slow,
      judge: ([
        {
          runs: { finalLoss },
        },
      ]: Parameters<Check['judge']>[0]) => {
        const at = finalLoss.filter((loss) => Math.abs(loss - level) < NEAR(level));
        const nearest = finalLoss.reduce((best, loss) =>
          Math.abs(loss - level) < Math.abs(best - level) ? loss : best,
        );
        return { got: `${at.length}, nearest ${lossText(nearest)}`, passed: at.length > 0 };
      },
    })),
  ];
};

export const manyMinima: readonly Check[] = students.flatMap(checksOf);
