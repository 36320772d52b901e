// An invented study with results, for tests of what is made from them.
import { compare, summarise } from '../../src/analysis/summary';
import type { ResultDocument } from '../../src/results/files/document';
import type { Study } from '../../src/study/arm';
import { columns } from '../analysis/columns';

const layers = [
  { inputs: 1, units: 1, bias: false, activation: { name: 'relu' } },
  { inputs: 1, units: 1, bias: false, activation: { name: 'linear' } },
];
const arm = (label: string) => ({
  label,
  task: { kind: 'rows', x: [[0], [1]], y: [[0], [1]] },
  layers,
  optimizer: { library: 'keras', name: 'adam' },
  training: { recordAt: undefined, batchSize: 2, order: 'sequential' },
  converged: { below: 0.1 },
});

export const study = {
  document: { title: 'Two arms', seeds: { first: 0, count: 4 } },
  seeds: { study: 0, first: 0, count: 4 },
  arms: [arm('plain'), arm('with "quotes", and a comma')],
} as unknown as Study;

export const runs = [
  columns([0.01, 0.01, 0.5, NaN], { deadUnits: Uint16Array.of(0, 0, 1, 0) }),
  columns([0.01, 0.02, 0.03], {
    curves: Float32Array.of(2, 0.5, 0.01, 2, 0.5, 0.02, NaN, 0.5, 0.03),
    parameters: Float32Array.of(1, 2, 0.1, -4, 5, NaN),
  }),
];

export const result: ResultDocument = {
  study: study.document,
  adapter: { engine: 'cpu', name: '2 CPU threads', software: true },
  seconds: 12.345,
  arms: summarise(study, runs, [0.1, 0.1]).map((arm) => ({ ...arm, crossCheck: null })),
  landscapes: [],
  comparisons: compare(study, runs, [0.1, 0.1]),
};
