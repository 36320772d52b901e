// Hand-made networks of each kind of failure are recognised by both engines' probes, and healthy ones are not.
import { expect } from 'vitest';
import { causeNames, causesOf, NO_CAUSE } from '../../src/analysis/causes';
import { diagnose } from '../../src/analysis/diagnosis';
import { measuredNeurons, neuronsOf } from '../../src/analysis/neurons';
import { outcomesOf } from '../../src/analysis/outcomes';
import { gpuTrainer } from '../../src/engine/gpu/trainer';
import { sweep } from '../../src/engine/sweep';
import { activeRows } from '../../src/reference/network';
import { tableOf } from '../../src/reference/table';
import { readStudy } from '../../src/study/read';
import { inProcessCpu } from '../support/cpu';
import { gpuTest } from '../support/gpu';

const task = { name: 'magnitude', samples: 256 };
const degrees = (angle: number, length = 1) => [
  length * Math.cos((angle * Math.PI) / 180),
  length * Math.sin((angle * Math.PI) / 180),
];

/** Flat parameters of a 2-3-1 network from its neurons: direction, bias, outgoing weight. */
function network(neurons: readonly (readonly [number[], number, number])[], bias = 0): number[] {
  return [
    ...neurons.map(([[x]]) => x),
    ...neurons.map(([[, y]]) => y),
    ...neurons.map(([, b]) => b),
    ...neurons.map(([, , a]) => a),
    bias,
  ];
}

const values = tableOf(readStudy({ task }).arms[0].task).values;
const mean = values.reduce((sum, value, i) => sum + (i % 3 === 2 ? value : 0), 0) / 256;
const gone = (angle: number) => [degrees(angle), -100, 1] as const;
const three = [0, 120, 240].map((angle) => [degrees(angle), 0, 1.05] as const);

/** What each network is, and a sentence about it. */
const relus: Record<string, { parameters: number[]; cause: string | null; says: RegExp }> = {
  'a hexagonal pyramid': {
    parameters: network(three),
    cause: null,
    says: /^Nothing is wrong/,
  },
  'the mean of the target': {
    parameters: network([gone(0), gone(1), gone(2)], mean),
    cause: 'best_constant',
    says: /the target's mean/,
  },
  'a constant that is not the mean': {
    parameters: network([gone(0), gone(1), gone(2)], 0),
    cause: 'constant',
    says: /it is not the target's mean/,
  },
  'one dead neuron': {
    parameters: network([three[0], gone(120), three[2]]),
    cause: 'dead',
    says: /^Neuron 2 of layer 1 was born dead: it has seen none of the 256 rows; its bias is -100/,
  },
  'a plane': {
    parameters: network(
      [0, 120, 230].map((angle) => [degrees(angle), 100, 1]),
      -300,
    ),
    cause: 'linear',
    says: /The output is a plane/,
  },
  'two opposite neurons, and one beside them': {
    parameters: network([
      [degrees(30), 0.1, 1],
      [degrees(210), 0, 1],
      [degrees(33), -0.5, 0.5],
    ]),
    cause: 'valley',
    says: /a valley/,
  },
  'two neurons that are one': {
    parameters: network([
      [degrees(30), 0, 0.5],
      [degrees(30, 2), 0, 0.25],
      [degrees(190), 0, 1],
    ]),
    cause: 'pair',
    says: /^Neuron 1 of layer 1 and neuron 2 have collapsed into one/,
  },
  'a neuron that is always on': {
    parameters: network([three[0], three[1], [degrees(240), 100, 0.5]]),
    cause: 'always_on',
    says: /^Neuron 3 of layer 1 is active on all 256 rows/,
  },
  'a neuron that does nothing': {
    parameters: network([three[0], three[1], [degrees(240), 0, 0]]),
    cause: 'idle',
    says: /^Without neuron 3 of layer 1 the loss would not rise/,
  },
  'rows that no neuron sees': {
    parameters: network([0, 50, 100].map((angle) => [degrees(angle), 0, 0.6])),
    cause: 'dead_rows',
    says: /of the 256 rows are seen by no neuron/,
  },
  'nothing that has a name': {
    parameters: network(three.map(([w]) => [w, 0, 0.5])),
    cause: 'other',
    says: /^(It does no better|Nothing is wrong)/,
  },
};

gpuTest('failures of ReLU networks have their causes, on both engines', async ({ device }) => {
  const cases = Object.values(relus);
  const study = readStudy({
    task,
    init: { explicit: cases.map(({ parameters }) => parameters) },
    training: { steps: 0 },
    seeds: { count: cases.length },
    converged: { below: 0.01 },
  });
  const [arm] = study.arms;
  const table = tableOf(arm.task);
  for (const trainer of [gpuTrainer(device), inProcessCpu()]) {
    const [runs] = (await sweep(trainer, study)).runs;
    const { codes } = causesOf(arm, runs, outcomesOf(runs, 0.01));
    const found = Array.from(codes, (code) => (code === NO_CAUSE ? null : causeNames[code]));
    expect(found).toEqual(cases.map(({ cause }) => cause));
    for (const [k, { says }] of cases.entries()) {
      const one: typeof study = { ...study, seeds: { ...study.seeds, first: k, count: 1 } };
      const [alone] = (await sweep(trainer, one)).runs;
      const parameters = alone.parameters!;
      const neurons = neuronsOf(arm, parameters, activeRows(arm, parameters, table));
      const lines = diagnose(arm, alone, measuredNeurons(arm, neurons, alone), table);
      expect(lines).toContainEqual(expect.stringMatching(says));
    }
  }
});

gpuTest('smooth neurons saturate', async ({ device }) => {
  const study = readStudy({
    task,
    model: { hidden: [3], activation: 'tanh' },
    init: {
      explicit: [network([three[0], [degrees(120), 50, 1], three[2]]), network(three)],
    },
    training: { steps: 0 },
    seeds: { count: 2 },
    converged: { below: 0.01 },
  });
  for (const trainer of [gpuTrainer(device), inProcessCpu()]) {
    const [runs] = (await sweep(trainer, study)).runs;
    const { saturated, bending } = runs.facts!.end;
    expect([...saturated]).toEqual([1, 0]);
    expect([...bending]).toEqual([2, 3]);
  }
});

gpuTest(
  'a neuron that cannot die is not dead, and one that bends twice is no plane',
  async ({ device }) => {
    const away = network([three[0], [degrees(120), -100, 1], [degrees(250), 0, 0.7]]);
    const on = network([0, 120, 230].map((angle) => [degrees(angle), 3, 0.5]));
    const trainer = gpuTrainer(device);
    const ended = async (activation: string, explicit: number[]) => {
      const study = readStudy({
        task,
        model: { hidden: [3], activation },
        init: { explicit: [explicit] },
        training: { steps: 0 },
        seeds: { count: 1 },
        converged: { below: 1e-6 },
      });
      const [arm] = study.arms;
      const table = tableOf(arm.task);
      const [runs] = (await sweep(trainer, study)).runs;
      const { codes } = causesOf(arm, runs, outcomesOf(runs, 1e-6));
      const parameters = Float32Array.from(explicit);
      const neurons = neuronsOf(arm, parameters, activeRows(arm, parameters, table));
      const lines = diagnose(arm, runs, measuredNeurons(arm, neurons, runs), table);
      return { cause: causeNames[codes[0]], lines: lines.join(' ') };
    };
    const leaky = await ended('leaky_relu', away);
    expect(leaky.cause).not.toBe('dead');
    expect(leaky.lines).not.toMatch(/no gradient|born dead/);
    expect((await ended('relu', away)).cause).toBe('dead');
    expect((await ended('square_relu', on)).cause).not.toBe('linear');
    expect((await ended('relu6', on)).cause).not.toBe('linear');
  },
);

gpuTest(
  'nothing is a constant where the target is one and the output is not',
  async ({ device }) => {
    const study = readStudy({
      task: { name: 'table', x: [[0, 0], [1, 0], [0, 1]], y: [[1], [1], [1]] }, // prettier-ignore
      model: { hidden: [3] },
      init: { explicit: [network(three)] },
      training: { steps: 0 },
      seeds: { count: 1 },
      converged: { below: 1e-6 },
    });
    for (const trainer of [gpuTrainer(device), inProcessCpu()]) {
      const [runs] = (await sweep(trainer, study)).runs;
      expect(runs.facts!.end.range[0]).toBeGreaterThan(1e38);
    }
  },
);
