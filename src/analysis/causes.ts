// Why a run is not converged, as measured: one primary cause each, the first row of the table that holds. All facts behind it
// are columns of their own (src/study/facts.ts). A new cause is a new row.
import type { Arm } from '../study/arm';
import { facts as factTable, hiddenLayers, MOST_PARAMETERS, type FactName } from '../study/facts';
import { outcomeNames, type OutcomeName, type Outcomes } from './outcomes';
import type { Runs } from './runs';

/** An output whose range is at most this share of the target's is a constant. */
const CONSTANT = 1e-3;
/** A loss within this share of a yardstick is at it. */
const AT = 0.01;

/** What the rules see of one run that did not converge. */
export interface Case {
  readonly outcome: OutcomeName;
  readonly loss: number;
  /** Hidden neurons that are dead. */
  readonly dead: number;
  /** A fact, or undefined where nothing is probed. */
  readonly fact: (name: FactName) => number | undefined;
  /** The network has hidden layers, whose first is smooth or not, below linear outputs; or it has another form. */
  readonly form: 'kinked' | 'smooth' | 'other';
  readonly inputs: number;
  readonly constantLoss: number;
  readonly planeLoss: number | null;
}

interface CauseRow {
  readonly title: string;
  /** The definition in words. */
  readonly rule: string;
  readonly holds: (run: Case) => boolean;
}

const some = (name: FactName) => ({
  title: factTable[name].title,
  holds: ({ fact }: Case) => (fact(name) ?? 0) > 0,
});

const isConstant = ({ fact }: Case) => (fact('range') ?? Infinity) <= CONSTANT;

/** In order of precedence. */
export const causes = {
  diverged: {
    title: 'Not finite',
    rule: 'The loss or a parameter is not finite.',
    holds: ({ outcome, loss }) => outcome === 'diverged' && !Number.isFinite(loss),
  },
  exploding: {
    title: 'Exploding',
    rule: 'Diverged, with a loss that is still finite.',
    holds: ({ outcome }) => outcome === 'diverged',
  },
  unfinished: {
    title: 'Unfinished',
    rule: 'The loss was still falling when the training ended.',
    holds: ({ outcome }) => outcome === 'unfinished',
  },
  best_constant: {
    title: 'Best constant',
    rule: `The output is the same on all rows: its range is at most ${100 * CONSTANT} % of the target's. The loss is within ${100 * AT} % of that of the best constant: under MSE the target's mean, under MAE its median.`,
    holds: (run) => isConstant(run) && run.loss <= (1 + AT) * run.constantLoss,
  },
  constant: {
    title: 'Another constant',
    rule: 'The output is the same on all rows, and there is a better constant.',
    holds: isConstant,
  },
  dead: {
    title: 'Dead neuron',
    rule: 'At least one hidden neuron is zero, with zero slope, on every row of the table.',
    holds: ({ dead }) => dead > 0,
  },
  linear: {
    title: 'Linear fit',
    rule: `No hidden neuron bends within the table, so that the output, where it is linear, is a plane; for smooth activations under MSE: the loss is within ${100 * AT} % of that of the least-squares plane.`,
    holds: ({ form, fact, loss, planeLoss }) =>
      form === 'kinked'
        ? fact('bending') === 0
        : form === 'smooth' && planeLoss !== null && Math.abs(loss - planeLoss) <= AT * planeLoss,
  },
  valley: {
    title: 'Valley',
    rule: 'All bending neurons of the first layer lie on one line, two of them opposite: the output bends along one direction of the inputs alone.',
    holds: ({ inputs, fact }) =>
      inputs > 1 && fact('lines') === 1 && (fact('opposite_pairs') ?? 0) > 0,
  },
  pair: { ...some('same_pairs'), title: 'Collapsed pair', rule: factTable.same_pairs.rule },
  always_on: { ...some('always_on'), title: 'Always-on neuron', rule: factTable.always_on.rule },
  idle: { ...some('idle'), title: 'Idle neuron', rule: factTable.idle.rule },
  saturated: { ...some('saturated'), title: 'Saturated neuron', rule: factTable.saturated.rule },
  dead_rows: { ...some('dead_rows'), rule: factTable.dead_rows.rule },
  unmeasured: {
    title: 'Not measured',
    rule: `Stuck without a dead neuron. No more is known of networks of more than ${MOST_PARAMETERS} parameters, or under a population loss.`,
    holds: ({ fact }) => fact('range') === undefined,
  },
  other: {
    title: 'Other',
    rule: 'Stuck, and none of the above holds.',
    holds: () => true,
  },
} as const satisfies Readonly<Record<string, CauseRow>>;

export type CauseName = keyof typeof causes;
export const causeNames = Object.keys(causes) as CauseName[];

/** The code of a run that has no cause, because it converged. */
export const NO_CAUSE = 255;

export interface Causes {
  /** [run] index into causeNames, or NO_CAUSE. */
  readonly codes: Uint8Array;
  /** They add up to the runs that are not converged. */
  readonly counts: Readonly<Record<CauseName, number>>;
}

/** Run i of an arm as the rules see it, given its outcome. */
export function caseOf(
  { layers }: Pick<Arm, 'layers'>,
  { facts, deadUnits, finalLoss, constantLoss, planeLoss }: Runs,
): (i: number, outcome: OutcomeName) => Case {
  const [first] = hiddenLayers({ layers });
  const linear = first !== undefined && layers.at(-1)!.activation.name === 'linear';
  const form = !linear ? 'other' : first.smooth ? 'smooth' : 'kinked';
  const { inputs } = layers[0];
  return (i, outcome) => ({
    outcome,
    loss: finalLoss[i],
    dead: deadUnits[i],
    fact: (name) => facts?.end[name][i],
    form,
    inputs,
    constantLoss,
    planeLoss,
  });
}

/** The primary cause of every run of an arm that did not converge. */
export function causesOf(
  arm: Pick<Arm, 'layers'>,
  runs: Runs,
  { codes: outcomeCodes }: Outcomes,
): Causes {
  const counts = Object.fromEntries(causeNames.map((name) => [name, 0])) as Record<
    CauseName,
    number
  >;
  const runOf = caseOf(arm, runs);
  const codes = outcomeCodes.map((code, i) => {
    const outcome = outcomeNames[code];
    if (outcome === 'converged') return NO_CAUSE;
    const run = runOf(i, outcome);
    const name = causeNames.find((row) => causes[row].holds(run))!;
    counts[name]++;
    return causeNames.indexOf(name);
  });
  return { codes, counts };
}

/** When the neurons of an arm that can die did so. */
export interface Deaths {
  /** Neurons that can die, over all runs. */
  readonly neurons: number;
  /** Dead from the start to the end. */
  readonly born: number;
  /** Alive at first, dead at the end. */
  readonly died: number;
  /** The median step at which the latter were first found dead for good. */
  readonly medianStep: number | null;
}

/** Counts the deaths of all runs of an arm; null where they were not kept. */
export function deathsOf({ deaths }: Runs): Deaths | null {
  if (!deaths) return null;
  const steps = Uint32Array.from(
    deaths.filter((since) => since > 1),
    (since) => since - 1,
  ).sort();
  return {
    neurons: deaths.length,
    born: deaths.reduce((sum, since) => sum + (since === 1 ? 1 : 0), 0),
    died: steps.length,
    medianStep: steps.length > 0 ? steps[(steps.length - 1) >> 1] : null,
  };
}
