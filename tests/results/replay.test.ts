import { expect, it } from 'vitest';
import { replayText, type ReplayDocument } from '../../src/results/terminal/replay';

const run: ReplayDocument = {
  label: 'plain',
  step: null,
  seed: 7,
  adapter: { engine: 'cpu', name: '2 CPU threads', software: true },
  outcome: 'stuck',
  finalLoss: 0.01,
  lossAt: { 0: 1, 10: 0.1, 1000: 0.01, 2000: null },
  rows: 256,
  neurons: [
    {
      layer: 1,
      unit: 1,
      activation: 'relu',
      incoming: [1, -2],
      bias: 0.5,
      outgoing: [3],
      activeRows: 0,
      dead: false,
    },
    {
      layer: 2,
      unit: 1,
      activation: 'linear',
      incoming: [3],
      bias: null,
      outgoing: [],
      activeRows: null,
      dead: false,
    },
  ],
  parameters: [1, -2, 0.5, 3],
  diagnosis: ['Neuron 1 of layer 1 is dead.'],
};

it('shows losses on a logarithmic scale, weights by neuron, and the diagnosis', () => {
  expect(replayText(run, false).split('\n')).toEqual([
    'plain, run 7, stuck: final loss 0.01000',
    '',
    ' step       loss  (log scale)',
    `    0      1.000  ${'#'.repeat(40)}`,
    `   10     0.1000  ${'#'.repeat(21)}`,
    '1,000    0.01000  #',
    '2,000          –',
    '',
    'Weights by neuron',
    'layer 1 neuron 1    relu         in   1.0000  -2.0000  bias   0.5000  out   3.0000  active on 0 of 256 rows',
    'layer 2 neuron 1    linear       in   3.0000',
    '',
    'Neuron 1 of layer 1 is dead.',
    '',
  ]);
});

it('thins a long curve, keeping both ends', () => {
  const losses = Array.from({ length: 60 }, (_, i) => [i * 10, 1 / (1 + i)]);
  const lines = replayText({ ...run, lossAt: Object.fromEntries(losses) }, true)
    .split('\n')
    .slice(3, 19);
  expect(lines).toHaveLength(16);
  expect(lines[0]).toMatch(/^ +0 +1\.000 +█{40}$/);
  expect(lines[15]).toMatch(/^ +590 +0\.01667 +█$/);
});
