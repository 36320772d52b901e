// The golden trajectories of tests/oracles as studies. Works in Node, in a browser and in Deno.
import type { Method } from '../../src/engine/kernels/methods';
import { gpuTrainer } from '../../src/engine/gpu/trainer';
import { sweep } from '../../src/engine/sweep';
import type { Device } from '../../src/gpu/device';
import type { Study } from '../../src/study/arm';
import { readStudy } from '../../src/study/read';
import { asOnGpu } from './as_on_gpu';
import { expectClose } from './close';

export interface Oracle {
  readonly name: string;
  readonly layers: readonly {
    readonly in: number;
    readonly out: number;
    readonly activation: string;
    readonly bias: boolean;
    readonly activationParams?: Readonly<Record<string, number>>;
  }[];
  readonly loss: { readonly name: string };
  readonly optimizer: { readonly library: string; readonly name: string; readonly params: object };
  readonly batchSize: number | null;
  readonly recordAt: readonly number[];
  readonly x: readonly (readonly number[])[];
  readonly y: readonly (readonly number[])[];
  readonly initial: readonly (readonly number[])[];
  readonly lossAt: Readonly<Record<string, readonly number[]>>;
  readonly finalParameters: readonly (readonly number[])[];
  readonly float32RelativeError: Readonly<Record<string, number>>;
}

const files = import.meta.glob<Oracle>('../oracles/*.json', { eager: true, import: 'default' });

/** Every case, sorted by name. */
export const oracles: readonly Oracle[] = Object.values(files).sort((a, b) =>
  a.name < b.name ? -1 : 1,
);

/** A case as a study of one arm, whose run k starts at the case's parameters k. */
export function oracleStudy(oracle: Oracle): Study {
  const { library, name, params } = oracle.optimizer;
  return readStudy({
    task: { name: 'table', x: oracle.x, y: oracle.y },
    model: {
      layers: oracle.layers.map(({ out, activation, bias, activationParams }) => ({
        units: out,
        bias,
        activation: { name: activation, ...activationParams },
      })),
    },
    init: { explicit: oracle.initial },
    loss: oracle.loss,
    optimizer: { library, name, ...params },
    training: {
      steps: oracle.recordAt.at(-1),
      batch_size: oracle.batchSize,
      record_at: oracle.recordAt,
    },
    seeds: { count: oracle.initial.length },
  });
}

/** What a trainer made of a case: `lossAt` at the recorded steps and the parameters at the end, a row a run. */
export interface Trajectory {
  readonly checkpoints: readonly number[];
  /** [run][checkpoint] */
  readonly curves: Float32Array;
  /** [run][parameter] */
  readonly parameters: Float32Array;
}

/** Losses of early steps must agree this closely; later ones as float32 itself allows, with a margin. */
const EARLY_STEPS = 20;
const EARLY = 1e-5;
const LATE_MARGIN = 30;

/** The relative tolerance of a case's losses at a step. */
export const toleranceAt = (oracle: Oracle, step: number): number =>
  step <= EARLY_STEPS
    ? EARLY
    : Math.max(EARLY, LATE_MARGIN * (oracle.float32RelativeError[step] ?? 0));

/** @throws Error at the first loss or final parameter that differs by more than its tolerance */
export function expectTrajectory(
  oracle: Oracle,
  { checkpoints, curves, parameters }: Trajectory,
): void {
  for (const step of oracle.recordAt) {
    const column = checkpoints.indexOf(step);
    const losses = oracle.initial.map((_, run) => curves[run * checkpoints.length + column]);
    const rtol = toleranceAt(oracle, step);
    expectClose(losses, oracle.lossAt[step], {
      rtol,
      where: (run) => `loss of run ${run} at step ${step}`,
    });
  }
  const last = oracle.recordAt.at(-1)!;
  const rtol = toleranceAt(oracle, last);
  const size = oracle.initial[0].length;
  const where = (i: number) => `parameter ${i % size} of run ${Math.floor(i / size)}`;
  expectClose(parameters, oracle.finalParameters.flat(), {
    rtol: 10 * rtol,
    atol: 100 * rtol,
    where,
  });
}

/** Trains a case on a device, by the given method or by that of its arm. @throws Error where it leaves the trajectory */
export async function expectOracle(oracle: Oracle, device: Device, method?: Method): Promise<void> {
  const trainer = gpuTrainer(device, { method, looking: false });
  const { runs } = await sweep(trainer, oracleStudy(oracle));
  const { checkpoints, curves, parameters } = runs[0];
  expectTrajectory(oracle, { checkpoints, curves: curves!, parameters: parameters! });
}

/**
 * Every case where a compiler other than Dawn's in Node is at work: shapes with the adapter's own texts, formulas of
 * activations, losses and optimisers, which are the same lines in both, with a GPU's.
 */
export const trajectories = oracles.map((oracle) => {
  const ownText = !/^(activation|loss|optimizer)-/.test(oracle.name);
  return {
    name: `trajectory ${oracle.name}`,
    check: (device: Device) => expectOracle(oracle, ownText ? device : asOnGpu(device)),
  };
});
