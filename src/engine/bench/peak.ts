// The peak of a device's arithmetic, in FLOP a second, by kernels that do nothing else (shaders/peak.wgsl).
import { storage, uniform, write } from '../../gpu/buffer';
import type { Device } from '../../gpu/device';
import { bind, kernel } from '../../gpu/kernel';
import { kernelSource, WORKGROUP } from '../kernels/shaders';

/** One way to write the micro-kernel. */
export interface PeakForm {
  readonly real: 'f32' | 'vec4f';
  /** That do not wait for each other. */
  readonly chains: number;
  /** `fma(x, a, b)`, or `x * a + b`, which some compilers fuse and others emulate. */
  readonly fused: boolean;
}

/**
 * Devices differ in which of them is fastest. 16 independent numbers and more hide every latency; on a CPU of 16 vector registers
 * they spill, and 12 do not: lavapipe makes 137 GFLOP/s of 12 chains of f32 and 48 of 16.
 */
export const peakForms: readonly PeakForm[] = [true, false].flatMap((fused) => [
  ...[12, 16, 32].map((chains) => ({ real: 'f32', chains, fused }) as const),
  ...[4, 8].map((chains) => ({ real: 'vec4f', chains, fused }) as const),
]);

/** Unrolled steps of every chain in a turn of the loop. */
const TURNS = 16;
const INVOCATIONS = 32_768;
/** Long enough for the time between dispatches not to count, short enough for watchdogs. */
const DISPATCH_SECONDS = 0.04;
/** Dispatches between two looks at the clock: some systems tell the end of work only every 10 ms. */
const TOGETHER = 5;
/** Looks, of which the best counts: whatever else the machine does only takes from it. */
const LOOKS = 2;

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
    bindings: { iterations: 'uniform', factors: 'uniform', results: 'readWrite' },
  });
  const iterations = uniform(device, 'iterations', 4);
  const factors = uniform(device, 'factors', Float32Array.of(0.999, 0.001)); // values stay near 1
  const results = storage(device, 'results', 16 * INVOCATIONS);
  const group = bind(device, compiled, { iterations, factors, results });
  /** Seconds that some dispatches of so many iterations take. */
  const timed = async (count: number, dispatches: number): Promise<number> => {
    signal?.throwIfAborted();
    write(device, iterations, Uint32Array.of(count));
    const begun = performance.now();
    const encoder = device.gpu.createCommandEncoder({ label: 'peak' });
    for (let i = 0; i < dispatches; i++) {
      const pass = encoder.beginComputePass({ label: 'peak' });
      pass.setPipeline(compiled.pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(INVOCATIONS / WORKGROUP);
      pass.end();
    }
    device.gpu.queue.submit([encoder.finish()]);
    await device.settle(device.gpu.queue.onSubmittedWorkDone());
    return (performance.now() - begun) / 1000;
  };
  try {
    await timed(1, 1); // drivers compile at the first dispatch
    let count = 1;
    let seconds = await timed(count, 1);
    while (seconds < DISPATCH_SECONDS / 2) seconds = await timed((count *= 2), 1);
    let best = Infinity;
    for (let look = 0; look < LOOKS; look++) best = Math.min(best, await timed(count, TOGETHER));
    return (TOGETHER * count * flopPerIteration(form)) / best;
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
