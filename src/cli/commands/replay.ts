// `unstuck replay`: one run again, bit for bit, with its losses, its weights by neuron, and what is wrong with it.
import { diagnose } from '../../analysis/diagnosis';
import { measuredNeurons, neuronsOf } from '../../analysis/neurons';
import { outcomeNames, outcomesOf, thresholdsOf } from '../../analysis/outcomes';
import type { AdapterReport, Runs } from '../../analysis/runs';
import { endingAt } from '../../engine/history';
import { activeRows } from '../../reference/network';
import { tableOf } from '../../reference/table';
import { traceDocument } from '../../results/files/trace';
import { replayText, type ReplayDocument } from '../../results/terminal/replay';
import type { Arm, Study } from '../../study/arm';
import { allowed, shown, StudyError } from '../../study/errors';
import type { EngineName } from '../devices/engine';
import { loadStudy } from '../input/load';
import { json } from '../output/files';
import { EXIT, interruptSignal, look, print } from '../output/terminal';
import { train } from './run';

export interface ReplayOptions {
  readonly arm?: string;
  readonly seed: string;
  readonly step?: string;
  readonly set: readonly string[];
  readonly engine: EngineName;
  readonly json?: boolean;
}

/** Runs the command. @returns the exit code */
export async function replay(source: string, options: ReplayOptions): Promise<number> {
  const study = await loadStudy(source, options);
  const arm = chooseArm(study, options.arm);
  const step = options.step === undefined ? null : stepOf(options.step, arm);
  const shortened = step === null ? arm : endingAt(arm, step);
  const { one, runs, adapter, cancelled } = await trainOne(
    study,
    shortened,
    options.seed,
    options.engine,
  );
  if (cancelled) return EXIT.interrupted;
  const document = replayDocument(one, runs[0], adapter, step);
  await print(options.json ? json(document) : replayText(document, look().blocks));
  return EXIT.done;
}

/** Trains one run of an arm again. @throws StudyError where the seed is none */
export async function trainOne(study: Study, arm: Arm, seed: string, engine: EngineName) {
  const seeds = { ...study.seeds, first: seedOf(seed, arm), count: 1 };
  const one: Study = { ...study, arms: [arm], seeds };
  return { one, ...(await train(one, engine, interruptSignal(), study.arms)) };
}

/** The arm of a label; without one, the only arm. @throws StudyError */
export function chooseArm({ arms }: Study, label: string | undefined): Arm {
  const labels = arms.map((arm) => arm.label);
  const found = arms.find((arm) => arm.label === label);
  if (found) return found;
  if (label !== undefined)
    throw new StudyError('--arm', `found ${shown(label)}; ${allowed(label, labels)}`);
  if (arms.length > 1) throw new StudyError('--arm', `missing; ${allowed(label, labels)}`);
  return arms[0];
}

function seedOf(text: string, { explicit }: Arm): number {
  const seed = /^\d+$/.test(text) ? Number(text) : NaN;
  const most = explicit ? explicit.length : 2 ** 32;
  if (!(seed < most))
    throw new StudyError('--seed', `found ${shown(text)}; allowed: 0 to ${most - 1}`);
  return seed;
}

function stepOf(text: string, { training }: Arm): number {
  const step = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(step <= training.steps))
    throw new StudyError('--step', `found ${shown(text)}; allowed: 0 to ${training.steps}`);
  return step;
}

function replayDocument(
  one: Study,
  runs: Runs,
  adapter: AdapterReport,
  step: number | null,
): ReplayDocument {
  const [arm] = one.arms;
  const table = tableOf(arm.task);
  const parameters = runs.parameters!;
  const found = neuronsOf(arm, parameters, activeRows(arm, parameters, table));
  const neurons = measuredNeurons(arm, found, runs);
  const relative = 'of' in arm.converged && arm.converged.of === 'best';
  const outcome = outcomesOf(runs, thresholdsOf(one, [runs])[0]).codes[0];
  const [traced] = traceDocument(one, [runs]).arms[0].runs;
  return {
    label: arm.label,
    seed: traced.seed,
    step,
    adapter,
    outcome: relative && outcomeNames[outcome] !== 'diverged' ? null : outcomeNames[outcome],
    finalLoss: Number.isFinite(runs.finalLoss[0]) ? runs.finalLoss[0] : null,
    lossAt: traced.lossAt,
    rows: table.rows,
    neurons,
    parameters: traced.parameters,
    diagnosis: diagnose(arm, runs, neurons, table),
  };
}
