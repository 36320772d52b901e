// `unstuck doctor`: which adapters work here, with what limits, and how fast they and the CPU engine train.
import { benchArm, benchShapes, ENDLESS } from '../../engine/bench/shapes';
import { trainingRate } from '../../engine/bench/training';
import type { Trainer } from '../../engine/trainer';
import { quantityText } from '../../results/numbers';
import { cpuThreads } from '../devices/cpu_threads';
import { cpuEngine, gpuEngine } from '../devices/engine';
import { isFast, openNodeGpu } from '../devices/node_gpu';
import { json } from '../output/files';
import { print } from '../output/terminal';

const RUNS = { gpu: 4096, cpu: 64 };
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
] as const;

/** What `unstuck doctor --json` prints. */
export interface Checkup {
  /** A line for each way to an adapter that was tried. */
  readonly adapters: readonly string[];
  readonly limits: Readonly<Record<string, number>> | null;
  readonly threads: number;
  /** What studies train on unless told: the CPU also where the only adapter is the CPU. */
  readonly engine: 'gpu' | 'cpu';
  /** Sample updates a second of 2-3-1, Adam, 256 samples; null where there is no such engine. */
  readonly speed: { readonly gpu: number | null; readonly cpu: number };
}

/** Runs the command. */
export async function doctor(options: { readonly json?: boolean }): Promise<void> {
  const opened = await openNodeGpu();
  const { gpu, tried } = opened;
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  const checkup: Checkup = {
    adapters: tried,
    limits: adapter ? Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]])) : null,
    threads: cpuThreads(),
    engine: isFast(opened) ? 'gpu' : 'cpu',
    speed: {
      gpu: gpu && (await speed(await gpuEngine(), RUNS.gpu)),
      cpu: await speed(cpuEngine(), RUNS.cpu),
    },
  };
  await print(options.json ? json(checkup) : text(checkup));
}

/** Sample updates a second of the question's own network, as `unstuck bench` measures them. */
async function speed(trainer: Trainer, runs: number): Promise<number> {
  try {
    return await trainingRate(trainer, benchArm(benchShapes[0], 'adam', ENDLESS), runs);
  } finally {
    trainer.close();
  }
}

function text({ adapters, limits, threads, engine, speed: { gpu, cpu } }: Checkup): string {
  const rows = [
    ...adapters.map((line) => ['adapter tried', line]),
    ...Object.entries(limits ?? {}).map(([name, value]) => [name, value.toLocaleString('en-US')]),
    ['CPU threads', String(threads)],
    ['GPU engine', gpu === null ? 'none' : `${quantityText(gpu)} sample updates/s`],
    ['CPU engine', `${quantityText(cpu)} sample updates/s`],
    ['studies train on', `the ${engine.toUpperCase()}, unless --engine names one`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  return [
    ...lines,
    '',
    'Speed: networks 2-3-1, ReLU, Adam, 256 samples; `unstuck bench` measures others, and the peak.',
    '',
  ].join('\n');
}
