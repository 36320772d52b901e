// `unstuck doctor`: which adapters work here, with what limits, and how fast they and the CPU engine train.
import { sweep, type Progress } from '../engine/sweep';
import type { Trainer } from '../engine/trainer';
import { quantityText } from '../results/numbers';
import { readStudy } from '../study/arms';
import { cpuEngine, gpuEngine } from './engine';
import { openNodeGpu } from './node_gpu';
import { json } from './out';
import { cpuThreads, print } from './terminal';

const WARM_UP = 1; // seconds
const SECONDS = 2;
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
  /** Sample updates a second of 2-3-1, Adam, 256 samples; null where there is no such engine. */
  readonly speed: { readonly gpu: number | null; readonly cpu: number };
}

/** Runs the command. */
export async function doctor(options: { readonly json?: boolean }): Promise<void> {
  const { gpu, tried } = await openNodeGpu();
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  const checkup: Checkup = {
    adapters: tried,
    limits: adapter ? Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]])) : null,
    threads: cpuThreads(),
    speed: { gpu: gpu && (await speed(await gpuEngine())), cpu: await speed(cpuEngine()) },
  };
  await print(options.json ? json(checkup) : text(checkup));
}

/** Sample updates a second of the question's own study, measured after a moment to warm up. */
async function speed(trainer: Trainer): Promise<number> {
  const study = readStudy({ task: { name: 'magnitude' }, seeds: { count: 4096 } });
  const signal = AbortSignal.timeout(1000 * (WARM_UP + SECONDS));
  const seen: Progress[] = [];
  try {
    await sweep(trainer, study, { signal, onProgress: (progress) => seen.push(progress) });
  } finally {
    trainer.close();
  }
  // the last report is of finished waves alone, and these are cut short
  const [first, last] = [seen.find((p) => p.seconds >= WARM_UP), seen.at(-2)];
  if (!first || !last || last.seconds <= first.seconds) return seen[0]?.sampleUpdatesPerSecond ?? 0;
  const updates = (progress: Progress) => progress.sampleUpdatesPerSecond * progress.seconds;
  return (updates(last) - updates(first)) / (last.seconds - first.seconds);
}

function text({ adapters, limits, threads, speed: { gpu, cpu } }: Checkup): string {
  const rows = [
    ...adapters.map((line) => ['adapter tried', line]),
    ...Object.entries(limits ?? {}).map(([name, value]) => [name, value.toLocaleString('en-US')]),
    ['CPU threads', String(threads)],
    [
      'GPU engine',
      gpu === null ? 'none: studies train on the CPU' : `${quantityText(gpu)} sample updates/s`,
    ],
    ['CPU engine', `${quantityText(cpu)} sample updates/s`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  return [...lines, '', 'Speed: 4,096 networks 2-3-1, ReLU, Adam, 256 samples.', ''].join('\n');
}
