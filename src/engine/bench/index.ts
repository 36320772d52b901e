// The whole measurement of a machine: the peak of its adapter, and how near to it training comes for a fixed list of networks.
import type { AdapterReport } from '../../analysis/runs';
import type { Device } from '../../gpu/device';
import { LimitError, OutOfMemoryError } from '../../gpu/errors';
import { kernel } from '../../gpu/kernel';
import { flopPerSample, parameterCount } from '../../study/layout';
import { kernelTexts } from '../kernels/texts';
import { gpuTrainer } from '../gpu/trainer';
import type { Trainer } from '../trainer';
import { fastestForm, formText, measurePeak } from './peak';
import {
  benchArm,
  benchOptimizers,
  benchRuns,
  benchShapes,
  ENDLESS,
  type BenchOptimizer,
} from './shapes';
import { trainingRate } from './training';

export interface BenchPoint {
  readonly runs: number;
  /** Runs trained together: fewer where the wave does not fit. */
  readonly wave: number;
  readonly sampleUpdatesPerSecond: number;
  /** Of the better of the peaks measured just before and just after the shape's points. */
  readonly shareOfPeak: number;
}

export interface BenchRow {
  readonly shape: string;
  readonly optimizer: BenchOptimizer;
  readonly parameters: number;
  /** FLOP of a sample update by the standard count: src/study/layout.ts. */
  readonly flopPerSample: number;
  /** null where the GPU cannot train the shape, and `why`. */
  readonly gpu: {
    readonly compileSeconds: number;
    /** FLOP a second, beside the points. */
    readonly peak: number;
    readonly points: readonly BenchPoint[];
  } | null;
  readonly why?: string;
  /** Sample updates a second of the CPU engine; null where it was not measured. */
  readonly cpu: number | null;
}

export interface BenchReport {
  readonly adapter: AdapterReport | null;
  /** The fastest micro-kernel's form and FLOP a second. */
  readonly peak: { readonly form: string; readonly flops: number } | null;
  readonly rows: readonly BenchRow[];
}

export interface BenchOptions {
  /** 2-3-1 with Adam and 4,096 runs alone. */
  readonly quick: boolean;
  readonly signal?: AbortSignal;
  /** What is done, 0 to 1, and what comes next. */
  readonly onProgress?: (share: number, next: string) => void;
}

/** Share of peak: FLOP by the standard count over the FLOP that the device could have made. */
export const shareOfPeak = (updatesPerSecond: number, flop: number, peak: number): number =>
  (updatesPerSecond * flop) / peak;

/** Measures a device (null: there is none) and the CPU engine. @throws the signal's reason, DeviceLostError */
export async function bench(
  device: Device | null,
  cpu: Trainer,
  { quick, signal, onProgress }: BenchOptions,
): Promise<BenchReport> {
  const shapes = quick ? benchShapes.slice(0, 1) : benchShapes;
  const optimizers = quick ? benchOptimizers.slice(0, 1) : benchOptimizers;
  const runs = quick ? [4096] : benchRuns;
  const total = shapes.length * optimizers.length;
  onProgress?.(0, 'peak');
  const fastest = device && (await fastestForm(device, signal));
  const gpu = device && gpuTrainer(device, { looking: false, waveFlop: Infinity });
  const rows: BenchRow[] = [];
  for (const shape of shapes) {
    for (const optimizer of optimizers) {
      onProgress?.((1 + rows.length) / (1 + total), `${shape.name}, ${optimizer}`);
      const arm = benchArm(shape, optimizer, ENDLESS);
      const flop = flopPerSample(arm.layers);
      const measured = await onGpu();
      // the CPU's waves are as large as in a study of the usual length
      const wave = cpu.waveSize(benchArm(shape, optimizer, 3000));
      rows.push({
        shape: shape.name,
        optimizer,
        parameters: parameterCount(arm.layers),
        flopPerSample: flop,
        ...measured,
        cpu: await trainingRate(cpu, arm, wave, signal),
      });

      async function onGpu(): Promise<Pick<BenchRow, 'gpu' | 'why'>> {
        if (!device || !gpu || !fastest) return { gpu: null, why: 'no adapter' };
        try {
          const most = gpu.waveSize(arm);
          const begun = performance.now();
          await kernel(device, kernelTexts(arm, device.info).train);
          const compileSeconds = (performance.now() - begun) / 1000;
          const before = await measurePeak(device, fastest.form, signal);
          const rates: Omit<BenchPoint, 'shareOfPeak'>[] = [];
          for (const count of runs) {
            const together = Math.min(count, most);
            const rate = await trainingRate(gpu, arm, together, signal);
            rates.push({ runs: count, wave: together, sampleUpdatesPerSecond: rate });
          }
          const peak = Math.max(before, await measurePeak(device, fastest.form, signal));
          const points = rates.map((point) => ({
            ...point,
            shareOfPeak: shareOfPeak(point.sampleUpdatesPerSecond, flop, peak),
          }));
          return { gpu: { compileSeconds, peak, points } };
        } catch (error) {
          if (!(error instanceof LimitError || error instanceof OutOfMemoryError)) throw error;
          return { gpu: null, why: error.message };
        }
      }
    }
  }
  return {
    adapter: gpu?.adapter ?? null,
    peak: fastest && { form: formText(fastest.form), flops: fastest.flops },
    rows,
  };
}
