// Every golden trajectory, on the GPU and on the CPU twin.
import { expect, test } from 'vitest';
import { trainRuns } from '../../src/reference/train';
import { tableOf } from '../../src/reference/table';
import { expectOracle, expectTrajectory, oracles, oracleStudy } from '../support/oracles';
import { gpuTest } from '../support/gpu';

test('there are cases for every activation, loss and optimiser of this project', () => {
  expect(oracles).toHaveLength(101);
});

gpuTest.for(oracles.map((oracle) => [oracle.name, oracle] as const))(
  'on the GPU: %s',
  ([, oracle], { device }) => expectOracle(oracle, device),
);

test.for(oracles.map((oracle) => [oracle.name, oracle] as const))(
  'on the CPU twin: %s',
  ([, oracle]) => {
    const { arms } = oracleStudy(oracle);
    const [arm] = arms;
    const checkpoints = oracle.recordAt;
    const count = oracle.initial.length;
    const runs = trainRuns({
      arm,
      table: tableOf(arm.task),
      checkpoints,
      studySeed: 0,
      firstSeed: 0,
      count,
    });
    let next = runs.next();
    while (!next.done) next = runs.next();
    const { losses, parameters } = next.value;
    const curves = Float32Array.from({ length: losses.length }, (_, i) => {
      const run = Math.floor(i / checkpoints.length);
      return losses[(i % checkpoints.length) * count + run];
    });
    expectTrajectory(oracle, { checkpoints, curves, parameters });
  },
);
