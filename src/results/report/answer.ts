// The first page: the question, the answer in one sentence, and what was trained where.
import type { Comparison } from '../../analysis/comparison';
import type { Arm } from '../../study/arm';
import { losses } from '../../study/catalogues/losses';
import { populationIn, rowsOf } from '../../study/catalogues/tasks';
import {
  countText,
  lossText,
  percentText,
  pointsText,
  probabilityText,
  rateText,
} from '../numbers';
import { heading, term, type Block, type Span } from './blocks';
import { byRate, type Placed, type Source } from './source';

export const titleOf = ({ result }: Source): string =>
  result.study.title ?? 'A study without a title';

export function answer(source: Source): Block[] {
  return [
    heading(titleOf(source), 1),
    { kind: 'paragraph', look: 'lead', text: sentence(source) },
    ...partial(source),
    { kind: 'facts', rows: facts(source) },
  ];
}

/** The best arm, and how it compares with the first: the answer in plain words. */
function sentence(source: Source): Span[] {
  const { arms, comparisons } = source.result;
  const [best, second] = byRate(source);
  if (best.converged.rate === null) return ['No run has finished.'];
  const runs = arms.reduce((sum, arm) => sum + arm.runs, 0);
  if (best.converged.count === 0) return [`None of ${countText(runs)} runs converged.`];
  const said: Span[] = [
    { code: best.label },
    ' converges in ',
    { strong: rateText(best.converged, best.runs) },
    ` of ${countText(best.runs)} run${best.runs === 1 ? '' : 's'}`,
  ];
  const other = best.index === 0 ? second : { ...arms[0], index: 0 };
  const found = other && comparisonOf(comparisons, other.label, best.label);
  if (!found || found.pairs === 0) return [...said, '.'];
  return [...said, ', ', ...besides(found, other), '.'];
}

/** "65.3 [62.2, 68.2] points more than `first`, which does in 32.1 %; .." */
function besides({ difference, pHolm, verdict }: Comparison, other: Placed): Span[] {
  const apart = difference.value !== 0;
  const points = pointsText(difference).replace(/^\+/, '').replaceAll('+', '');
  const rate = `${percentText(other.converged.rate!, other.runs)} %`;
  const size = apart
    ? [`${points} points more than `, { code: other.label }, ` (${rate})`]
    : ['as often as ', { code: other.label }];
  const test = [
    term('mcnemar', 'McNemar’s exact test'),
    ', p = ',
    probabilityText(pHolm),
    ' after ',
    term('holm', 'Holm’s'),
    ' adjustment',
  ];
  return verdict === 'not told apart'
    ? [...size, '; the two are not told apart by ', ...test]
    : [...size, '; the difference is significant by ', ...test];
}

/** The comparison of two arms, turned so that its difference is that of b beside a. */
export function comparisonOf(
  comparisons: readonly Comparison[],
  a: string,
  b: string,
): Comparison | undefined {
  const found = comparisons.find((one) => one.a === a && one.b === b);
  if (found) return found;
  const turned = comparisons.find((one) => one.a === b && one.b === a);
  if (!turned) return undefined;
  const { onlyA, onlyB, difference, ratio, verdict } = turned;
  const minus = (value: number | null) => (value === null ? null : -value);
  const over = (value: number | null) => (value === null || value === 0 ? null : 1 / value);
  return {
    ...turned,
    a,
    b,
    onlyA: onlyB,
    onlyB: onlyA,
    difference: { value: minus(difference.value), low: -difference.high, high: -difference.low },
    ratio: { value: over(ratio.value), low: over(ratio.high) ?? 0, high: over(ratio.low) },
    verdict: verdict === 'higher' ? 'lower' : verdict === 'lower' ? 'higher' : verdict,
  };
}

function partial({ result, study }: Source): Block[] {
  const asked = study.arms.length * study.seeds.count;
  const runs = result.arms.reduce((sum, arm) => sum + arm.runs, 0);
  if (runs === asked) return [];
  const text = `Partial: ${countText(runs)} of ${countText(asked)} runs finished before the training ended.`;
  return [{ kind: 'paragraph', look: 'warning', text }];
}

function facts({ result, study, version }: Source): [string, Span[] | string][] {
  const { adapter, arms, seconds } = result;
  const { seeds } = study;
  const of = (text: (arm: Arm) => string) => differing(study.arms.map(text));
  const engine = adapter.engine === 'cpu' ? 'CPU engine' : 'GPU engine';
  return [
    ['Task', of(taskText)],
    ['Network', of(networkText)],
    ['Loss', of(({ loss }) => losses[loss.name].title)],
    ['Initial kernels', of(initText)],
    ['Optimiser', of(optimiserText)],
    ['Training', of(trainingText)],
    [
      'Runs',
      `${countText(study.arms.length)} × ${countText(seeds.count)}, seeds ${seeds.first} to ${seeds.first + seeds.count - 1}${arms.length > 1 ? ', the same in every arm' : ''}`,
    ],
    [
      'Converged',
      [
        `final loss at or below `,
        differing(arms.map(({ threshold }) => lossText(threshold))),
        ', the ',
        term('threshold', 'threshold'),
        `: ${of(ruleText)}`,
      ],
    ],
    [
      'Trained on',
      `${adapter.name} (${engine}${adapter.software && adapter.engine === 'gpu' ? ', software' : ''}), in ${seconds.toPrecision(3)} s`,
    ],
    ['Report by', `Unstuck ${version}`],
  ];
}

/** What is the same for all, or how many there are. */
function differing(texts: readonly string[]): string {
  const different = [...new Set(texts)];
  if (different.length <= 3) return different.join(' or ');
  return `${different.length} that differ by arm`;
}

function taskText({ task }: Arm): string {
  if (populationIn(task)) return `${task.name}, the loss over all normal inputs`;
  const rows = `${countText(rowsOf(task))} rows`;
  return task.kind === 'sampled'
    ? `${task.name}, ${task.distribution}, ${rows}`
    : `${task.name}, ${rows}`;
}

function networkText({ layers, training: { dropout } }: Arm): string {
  const units = [layers[0].inputs, ...layers.map((layer) => layer.units)].join('-');
  const hidden = [...new Set(layers.slice(0, -1).map(({ activation }) => activation.name))];
  const biases = layers.every(({ bias }) => !bias) ? ', no biases' : '';
  const dropped = dropout ? `, dropout ${dropout.rate}` : '';
  return `${[units, ...hidden].join(', ')}${biases}${dropped}`;
}

const initText = ({ layers, explicit }: Arm): string =>
  explicit ? 'given one by one' : differing(layers.map(({ kernelInit }) => kernelInit.name));

function optimiserText({ optimizer: { library, name, values } }: Arm): string {
  const rate = Object.entries(values).find(([key]) => key === 'learning_rate' || key === 'lr');
  return `${library} ${name}${rate ? `, ${rate[0]} ${String(rate[1])}` : ''}`;
}

function trainingText({ task, training: { steps, batchSize, order } }: Arm): string {
  const whole = order !== 'fresh' && batchSize >= rowsOf(task);
  return `${countText(steps)} steps, ${whole ? 'all rows each' : `${countText(batchSize)} rows each, ${order}`}`;
}

function ruleText({ converged }: Arm): string {
  if ('below' in converged) return 'as the study names it';
  return `${converged.within} times the ${converged.of === 'best' ? 'best loss of all arms with this model' : 'known optimum'}`;
}
