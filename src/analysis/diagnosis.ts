// What is wrong with one run, in words: only what is measured is said.
import type { Table } from '../reference/table';
import type { Arm } from '../study/arm';
import { rowsOf } from '../study/catalogues/tasks';
import { APART, hiddenLayers, IDLE, NEARLY, type FactName } from '../study/facts';
import { caseOf, causes } from './causes';
import { hiddenOf, type Neuron } from './neurons';
import { stillFalls } from './outcomes';
import type { Runs } from './runs';
import { nameOf, sayNeurons, sayPairs } from './sentences';

/** What the sentences are made of. */
interface Finding {
  readonly arm: Arm;
  readonly runs: Runs;
  /** Neurons of all hidden layers, those that live, and rows of the table. */
  readonly hidden: readonly Neuron[];
  readonly alive: readonly Neuron[];
  readonly rows: number;
  readonly table: Table;
  readonly loss: number;
  readonly fact: (name: FactName) => number;
}

const NO_BETTER = 0.99;
const FROM_OPTIMUM = 1.1;

const percent = (share: number) => `${Number((100 * share).toPrecision(2))} %`;
const biasText = ({ bias }: Neuron) =>
  bias === null ? '' : `; its bias is ${Number(bias.toPrecision(3))}`;

/** In the order in which they are said. */
const sentences: readonly ((finding: Finding) => readonly string[])[] = [
  dead,
  nearlyDead,
  alwaysOn,
  saturated,
  idle,
  pairs,
  line,
  deadRows,
  output,
  unfinished,
  optimum,
];

/**
 * What is wrong with a run, a sentence each; one sentence where nothing is.
 * @param runs the columns of this one run
 * @param neurons with what was measured of them: `measuredNeurons`
 */
export function diagnose(arm: Arm, runs: Runs, neurons: readonly Neuron[], table: Table): string[] {
  const [loss] = runs.finalLoss;
  if (!Number.isFinite(loss)) return ['It diverged: the loss or a parameter is not finite.'];
  const hidden = hiddenOf(neurons);
  const finding: Finding = {
    arm,
    runs,
    hidden,
    alive: hidden.filter((neuron) => !neuron.dead),
    rows: rowsOf(arm.task),
    table,
    loss,
    fact: (name) => runs.facts?.end[name][0] ?? 0,
  };
  const found = sentences.flatMap((say) => say(finding));
  if (found.length > 0) return found;
  if (!runs.facts)
    return ['Nothing was measured of this network but dead neurons, and it has none.'];
  return ['Nothing is wrong that is measured: no neuron is dead, always on, idle or doubled.'];
}

function dead({ hidden, rows, runs }: Finding): string[] {
  const doomed = runs.facts?.start.doomed[0] ?? 0;
  const found = hidden.filter((neuron) => neuron.dead);
  const lines = sayNeurons(
    hidden,
    found,
    (neuron) => {
      const { deadSince } = neuron;
      const since =
        deadSince === undefined
          ? 'sees'
          : deadSince === 0
            ? 'was born dead: it has seen'
            : 'has seen';
      const when = deadSince ? ` since step ${deadSince}` : '';
      return `${nameOf(neuron)} ${since} none of the ${rows} rows${when}${biasText(neuron)}. It gets no gradient.`;
    },
    (these) => `${these} see none of the ${rows} rows, and get no gradient`,
  );
  if (found.length > 0 && doomed > 0)
    lines.push(
      `${doomed === 1 ? 'One neuron was' : `${doomed} neurons were`} doomed at birth: a negative outgoing weight longer than what leads in.`,
    );
  return lines;
}

function nearlyDead({ arm, hidden, alive, rows }: Finding): string[] {
  const kinds = hiddenLayers(arm);
  const few = Math.max(1, NEARLY * rows);
  const found = alive.filter(
    ({ layer, activeRows }) => kinds[layer - 1].mortal && activeRows !== null && activeRows <= few,
  );
  return sayNeurons(
    hidden,
    found,
    (neuron) =>
      `${nameOf(neuron)} sees only ${neuron.activeRows} of the ${rows} rows${biasText(neuron)}.`,
    (these) => `${these} see only ${Math.floor(few)} of the ${rows} rows or fewer`,
  );
}

function alwaysOn({ arm, hidden, rows }: Finding): string[] {
  const kinds = hiddenLayers(arm);
  const found = hidden.filter(
    ({ layer, activeRows }) =>
      kinds[layer - 1].kinked && activeRows !== null && activeRows >= (1 - NEARLY) * rows,
  );
  return sayNeurons(
    hidden,
    found,
    (neuron) => {
      const all = neuron.activeRows === rows;
      const how = all
        ? `all ${rows} rows, so it is only`
        : `${neuron.activeRows} of ${rows} rows, so it is nearly`;
      return `${nameOf(neuron)} is active on ${how} linear there.`;
    },
    (these) => `${these} are active on all ${rows} rows or nearly all, so they are linear there`,
  );
}

function saturated({ fact }: Finding): string[] {
  const count = fact('saturated');
  if (count === 0) return [];
  return [
    `${count === 1 ? 'One neuron is' : `${count} neurons are`} saturated: almost without slope on every row.`,
  ];
}

function idle({ hidden, alive, loss }: Finding): string[] {
  return sayNeurons(
    hidden,
    alive.filter(({ rise }) => rise !== undefined && rise <= IDLE * loss),
    (neuron) =>
      neuron.rise! <= 0
        ? `Without ${nameOf(neuron).toLowerCase()} the loss would not rise.`
        : `Without ${nameOf(neuron).toLowerCase()} the loss would rise by only ${percent(neuron.rise! / loss)}.`,
    (these) => `Without any one of ${these} the loss would rise by at most ${percent(IDLE)}`,
  );
}

/** Degrees between the incoming weights of two neurons, biases aside. */
function angle(a: Neuron, b: Neuron): number {
  const dot = (u: readonly number[], v: readonly number[]) =>
    u.reduce((sum, value, i) => sum + value * v[i], 0);
  const [u, v] = [a.incoming, b.incoming];
  const cosine = dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v));
  return (180 / Math.PI) * Math.acos(Math.min(1, Math.max(-1, cosine)));
}

/** [row] whether the sum of a neuron of the first layer is above zero. */
function patternOf(
  { incoming, bias }: Neuron,
  { values, inputs, outputs, rows }: Table,
): boolean[] {
  return Array.from({ length: rows }, (_, row) => {
    const at = row * (inputs + outputs);
    return incoming.reduce((sum, w, i) => sum + w * values[at + i], bias ?? 0) > 0;
  });
}

/** Pairs of the first layer that have collapsed into one, or stand against each other. */
function pairs({ arm, runs, alive, table, rows }: Finding): string[] {
  if (!runs.facts) return [];
  const [kind] = hiddenLayers(arm);
  const first = alive
    .filter(({ layer }) => layer === 1)
    .map((neuron) => ({ neuron, pattern: patternOf(neuron, table) }));
  const bends = (pattern: readonly boolean[]) => {
    const on = pattern.filter(Boolean).length;
    return !kind.kinked || (on > 0 && on < rows);
  };
  const all = first.flatMap((a, i) =>
    first.slice(i + 1).map((b) => ({ a, b, degrees: angle(a.neuron, b.neuron) })),
  );
  const collapsed = all.filter(
    ({ a, b, degrees }) => degrees < APART && a.pattern.every((on, row) => on === b.pattern[row]),
  );
  // with one input all directions are the same or opposite
  const opposite = all.filter(
    ({ a, b, degrees }) =>
      table.inputs > 1 && 180 - degrees < APART && bends(a.pattern) && bends(b.pattern),
  );
  return [
    ...sayPairs(
      collapsed,
      (names, degrees) =>
        `${names} have collapsed into one: they point the same way within ${degrees.toFixed(1)} degrees and are active on the same rows.`,
      'have collapsed into one each',
    ),
    ...sayPairs(
      opposite,
      (names, degrees) =>
        `${names} point opposite ways, within ${(180 - degrees).toFixed(1)} degrees.`,
      'point opposite ways',
    ),
  ];
}

function line({ arm, runs }: Finding): string[] {
  if (!causes.valley.holds(caseOf(arm, runs)(0, 'stuck'))) return [];
  return [
    'All neurons that bend lie on one line, so that the output bends along one direction of the inputs alone: a valley.',
  ];
}

function deadRows({ rows, fact, alive }: Finding): string[] {
  const count = fact('dead_rows');
  if (count === 0 || alive.length === 0) return [];
  return [`${count} of the ${rows} rows are seen by no neuron of a layer.`];
}

const middles: Readonly<Record<string, string>> = { mse: 'mean', mae: 'median' };

function output({ arm, runs, loss, hidden }: Finding): string[] {
  const run = caseOf(arm, runs)(0, 'stuck');
  const middle = middles[arm.loss.name];
  const best = middle ? `the target's ${middle}` : 'the best constant';
  if (causes.best_constant.holds(run)) return [`The output is the same on all rows: ${best}.`];
  if (causes.constant.holds(run))
    return [`The output is the same on all rows, and it is not ${best}.`];
  const found: string[] = [];
  if (loss > NO_BETTER * runs.constantLoss)
    found.push('It does no better than the best constant prediction.');
  if (hidden.length > 0 && causes.linear.holds(run)) found.push('The output is a plane.');
  return found;
}

function unfinished({ runs, loss }: Finding): string[] {
  if (!stillFalls(runs, 0)) return [];
  const fallen = (100 * (1 - loss / runs.earlierLoss[0])).toFixed(1);
  return [`The loss still fell, by ${fallen} % over the last tenth of the training.`];
}

function optimum({ arm, loss }: Finding): string[] {
  const best = arm.optimum;
  if (!best || loss <= FROM_OPTIMUM * best) return [];
  return [
    `The loss is ${(loss / best).toPrecision(3)} times the best possible one, ${best.toPrecision(4)}.`,
  ];
}
