// Every golden trajectory on the CPU engine, whose kernels are the GPU's texts compiled to WebAssembly.
import { expect, test } from 'vitest';
import { trainWave } from '../../src/engine/cpu/wave';
import { tableOf } from '../../src/reference/table';
import { expectTrajectory, oracles, oracleStudy } from '../support/oracles';

test.for(oracles.map((oracle) => [oracle.name, oracle] as const))(
  'on the CPU engine: %s',
  ([, oracle]) => {
    const { arms } = oracleStudy(oracle);
    const [arm] = arms;
    const checkpoints = oracle.recordAt;
    const count = oracle.initial.length;
    const calls = trainWave({
      arm,
      table: tableOf(arm.task),
      checkpoints,
      studySeed: 0,
      firstSeed: 0,
      count,
    });
    let next = calls.next();
    while (!next.done) next = calls.next();
    const { losses, parameters } = next.value;
    const curves = Float32Array.from({ length: losses.length }, (_, i) => {
      const run = Math.floor(i / checkpoints.length);
      return losses[(i % checkpoints.length) * count + run];
    });
    expectTrajectory(oracle, { checkpoints, curves, parameters });
    expect(losses).toHaveLength(checkpoints.length * count);
  },
);
