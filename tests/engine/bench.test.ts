// What a benchmark counts; how fast anything is, no test says.
import { expect, test } from 'vitest';
import { benchArm, benchShapes } from '../../src/engine/bench/shapes';
import { flopPerIteration, measurePeak, peakForms } from '../../src/engine/bench/peak';
import { steadyRate } from '../../src/engine/bench/steady';
import { shareOfPeak } from '../../src/engine/bench';
import { flopPerSample, parameterCount } from '../../src/study/layout';
import { gpuTest } from '../support/gpu';

test.for([
  ['2-3-1', 50, 13],
  ['2-8-1', 130, 33],
  ['2-16-1', 258, 65],
  ['2-32-1', 514, 129],
  ['2-8-8-1', 530, 105],
  ['1-(2x9)-1', 250, 55],
  ['8-16 linear', 544, 144],
  ['64-128 linear', 33_024, 8320],
] as const)('%s costs %i FLOP and has %i parameters', ([name, flop, parameters]) => {
  const shape = benchShapes.find((row) => row.name === name)!;
  const { layers } = benchArm(shape, 'adam', 10);
  expect(flopPerSample(layers)).toBe(flop);
  expect(parameterCount(layers)).toBe(parameters);
});

test('every shape of the list is in the table above', () => expect(benchShapes).toHaveLength(8));

test('an iteration of 16 chains of vec4f is 4 times one of f32', () => {
  const flop = (real: 'f32' | 'vec4f') => flopPerIteration({ real, chains: 16, fused: true });
  expect(flop('vec4f')).toBe(4 * flop('f32'));
  expect(shareOfPeak(1e9, 50, 1e11)).toBe(0.5);
});

test('a rate is units over seconds after the warm-up, and the work is ended', async () => {
  let ended: AbortSignal | undefined;
  const rate = await steadyRate(async (report, signal) => {
    ended = signal;
    const begun = performance.now();
    for (;;) {
      signal.throwIfAborted();
      await new Promise((resume) => setTimeout(resume, 20));
      report(7 * (performance.now() - begun)); // 7 units a millisecond, whatever the machine does
    }
  });
  expect(ended?.aborted).toBe(true);
  expect(rate / 7000).toBeCloseTo(1, 1);
});

test('an error of the work is thrown', async () => {
  await expect(steadyRate(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

gpuTest.for(peakForms)(
  'the micro-kernel runs: $chains chains of $real, fused $fused',
  async (form, { device }) => {
    expect(await measurePeak(device, form)).toBeGreaterThan(0);
  },
);
