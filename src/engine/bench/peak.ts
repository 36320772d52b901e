// The peak of a device's arithmetic, in FLOP a second, by kernels that do nothing else (shaders/peak.wgsl).
import { storage, uniform, write } from '../../gpu/buffer';
import type { Device } from '../../gpu/device';
import { bind, kernel } from '../../gpu/kernel';
import { pacer } from '../gpu/pacer';
import { kernelSource, WORKGROUP } from '../gpu/shaders';
import { steadyRate } from './steady';

/** One way to write the micro-kernel. */
export interface PeakForm {
  readonly real: 'f32' | 'vec4f';
  /** That do not wait for each other. */
  readonly chains: number;
  /** `fma(x, a, b)`, or `x * a + b`, which some compilers fuse and others emulate. */
  readonly fused: boolean;
}

/**
 * Devices differ in which of them is fastest. CPUs with 16 vector registers spill more than some 12 chains, GPUs need
 * few, and 16 or more are there for wide and deep pipelines.
 */
export const peakForms: readonly PeakForm[] = [true, false].flatMap((fused) => [
  ...[8, 12, 16, 24, 32].map((chains) => ({ real: 'f32', chains, fused }) as const),
  ...[2, 3, 4, 8, 16].map((chains) => ({ real: 'vec4f', chains, fused }) as const),
]);

/** Unrolled steps of every chain in a turn of the loop. */
const TURNS = 16;
const INVOCATIONS = 32_768;
const MOST_ITERATIONS = 2 ** 20;

/** "16 chains of f32, fma" */
export const formText = ({ real, chains, fused }: PeakForm): string =>
  `${chains} chains of ${real}, ${fused ? 'fma' : 'multiply and add'}`;

/** FLOP of one iteration of every invocation: 2 for a multiplication and an addition. */
export const flopPerIteration = ({ real, chains }: PeakForm): number =>
  2 * chains * (real === 'vec4f' ? 4 : 1) * TURNS * INVOCATIONS;

/** FLOP a second of one form. @throws the signal's reason, DeviceLostError */
export async function measurePeak(
  device: Device,
  form: PeakForm,
  signal?: AbortSignal,
): Promise<number> {
  const compiled = await kernel(device, {
    name: 'peak',
    source: kernelSource('peak', { ...form, turns: TURNS }),
    bindings: ['uniform', 'uniform', 'readWrite'],
  });
  const iterations = uniform(device, 'iterations', 4);
  const factors = uniform(device, 'factors', Float32Array.of(0.999, 0.001)); // values stay near 1
  const results = storage(device, 'results', 16 * INVOCATIONS);
  const group = bind(device, compiled, [iterations, factors, results]);
  const pace = pacer(MOST_ITERATIONS);
  try {
    const rate = await steadyRate(async (report, aborted) => {
      for (let done = 0; ;) {
        aborted.throwIfAborted();
        const count = pace.steps();
        write(device, iterations, Uint32Array.of(count));
        const encoder = device.gpu.createCommandEncoder({ label: 'peak' });
        const pass = encoder.beginComputePass({ label: 'peak' });
        pass.setPipeline(compiled.pipeline);
        pass.setBindGroup(0, group);
        pass.dispatchWorkgroups(INVOCATIONS / WORKGROUP);
        pass.end();
        device.gpu.queue.submit([encoder.finish()]);
        await device.settle(pace.submitted(count, () => device.gpu.queue.onSubmittedWorkDone()));
        report((done += count));
      }
    }, signal);
    return rate * flopPerIteration(form);
  } finally {
    for (const buffer of [iterations, factors, results]) buffer.destroy();
  }
}

/** The fastest form on a device, and what it reached. */
export async function fastestForm(device: Device, signal?: AbortSignal) {
  let best = { form: peakForms[0], flops: 0 };
  for (const form of peakForms) {
    const flops = await measurePeak(device, form, signal);
    if (flops > best.flops) best = { form, flops };
  }
  return best;
}
