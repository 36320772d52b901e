// What is said of wide networks: many neurons of one kind are one sentence.
import { expect, test } from 'vitest';
import { diagnose } from '../../src/analysis/diagnosis';
import { measuredNeurons, neuronsOf } from '../../src/analysis/neurons';
import { sweep } from '../../src/engine/sweep';
import { activeRows } from '../../src/reference/network';
import { tableOf } from '../../src/reference/table';
import { readStudy } from '../../src/study/read';
import { inProcessCpu } from '../support/cpu';

/** What is said of a 2-n-1 network at its start, whose neurons have these directions and biases, and outgoing weights of 1. */
async function said(neurons: readonly { degrees: number; bias: number }[]): Promise<string[]> {
  const at = (degrees: number) => (degrees * Math.PI) / 180;
  const explicit = [
    ...neurons.map(({ degrees }) => Math.cos(at(degrees))),
    ...neurons.map(({ degrees }) => Math.sin(at(degrees))),
    ...neurons.map(({ bias }) => bias),
    ...neurons.map(() => 1),
    0,
  ];
  const study = readStudy({
    task: { name: 'magnitude', samples: 64 },
    model: { hidden: [neurons.length] },
    init: { explicit: [explicit] },
    training: { steps: 0 },
    seeds: { count: 1 },
  });
  const [arm] = study.arms;
  const [runs] = (await sweep(inProcessCpu(), study)).runs;
  const table = tableOf(arm.task);
  const found = neuronsOf(arm, runs.parameters!, activeRows(arm, runs.parameters!, table));
  return diagnose(arm, runs, measuredNeurons(arm, found, runs), table);
}

const spread = (n: number, bias: number) =>
  Array.from({ length: n }, (_, i) => ({ degrees: 7 + 11 * i, bias }));

test('three dead neurons are a sentence each, four are one', async () => {
  const three = await said([...spread(3, -9), ...spread(5, 0.1)]);
  expect(three.filter((line) => /^Neuron \d of layer 1 was born dead/.test(line))).toHaveLength(3);
  const four = await said([...spread(4, -9), ...spread(5, 0.1)]);
  expect(four).toContain(
    '4 of the 9 neurons of layer 1 see none of the 64 rows, and get no gradient: 1, 2, 3, 4.',
  );
  expect(four.some((line) => line.includes('born dead'))).toBe(false);
});

test('of very many only the first are named', async () => {
  const lines = await said(spread(16, 9));
  expect(lines).toContain(
    '16 of the 16 neurons of layer 1 are active on all 64 rows or nearly all, so they are linear there: ' +
      '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 4 more.',
  );
});

test('so are many pairs', async () => {
  const lines = await said([...spread(4, 0.1), ...spread(4, 0.1)]);
  expect(lines).toContain(
    '4 pairs of neurons of layer 1 have collapsed into one each: 1 and 5, 2 and 6, 3 and 7, 4 and 8.',
  );
});
