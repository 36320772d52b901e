// The checks of `unstuck verify`: all pass on both engines, and trainers with a defect do not get past those that look for it.
import { describe, expect, it, vi } from 'vitest';
import { gpuTrainer } from '../../src/engine/gpu/trainer';
import type { Trainer, Wave, WaveResult } from '../../src/engine/trainer';
import { checkGroups, checksOf, verify, type Selection } from '../../src/verify';
import { rateFinding } from '../../src/verify/check';
import { inProcessCpu } from '../support/cpu';
import { gpuTest } from '../support/gpu';

vi.setConfig({ testTimeout: 120_000 });

const failures = async (trainer: Trainer, selection: Selection) =>
  (await verify(trainer, selection)).checks
    .filter(({ passed }) => !passed)
    .map(({ name, expected, got }) => `${name}: ${got}, expected ${expected}`);

describe('the checks', () => {
  const all = checksOf({ all: true }).map(({ check }) => check);

  it('have names of their own, and words for all they say', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    for (const { name, title, expected } of all) {
      expect(name).toMatch(/^[a-z0-9-]+$/);
      expect(title.length, name).toBeGreaterThan(5);
      expect(all.filter((other) => other.title === title)).toHaveLength(1);
      expect(expected.length, name).toBeGreaterThan(0);
    }
    for (const { advice } of checkGroups) expect(advice).toMatch(/unstuck/);
  });

  it('cover each known result', () => {
    const begins = ['one-relu', 'negative', 'seed', 'dying', 'many', 'xor', 'kinks', 'fir', 'dft'];
    const quick = checksOf({}).map(({ check }) => check.name);
    for (const begin of begins) expect(quick.some((name) => name.startsWith(begin))).toBe(true);
    expect(all.length).toBeGreaterThan(quick.length);
  });

  it('are chosen by name or group, whatever the case', () => {
    expect(checksOf({ only: 'XOR-suc' }).map(({ check }) => check.name)).toEqual(['xor-success']);
    expect(checksOf({ only: 'gradients' }).map(({ group }) => group.title)).toEqual(
      Array<string>(4).fill('Gradients'),
    );
  });

  it('let chance fail a right device once in ten thousand', () => {
    // twice the sum of C(1000, i) / 2^1000 to 430 is 1.07e-5, to 440 1.65e-4
    expect(rateFinding(430, 1000, { rate: 0.5 }).passed).toBe(false);
    expect(rateFinding(440, 1000, { rate: 0.5 }).passed).toBe(true);
    expect(rateFinding(430, 1000, { rate: 0.5, runs: 1000 }).passed).toBe(true);
    expect(rateFinding(300, 1000, { rate: 0.5, runs: 1000 }).passed).toBe(false);
    expect(rateFinding(0, 1000, { rate: 0 }).passed).toBe(true);
    expect(rateFinding(1, 1000, { rate: 0 }).passed).toBe(false);
    expect(rateFinding(0, 0, { rate: 0.5 }).passed).toBe(false);
  });
});

const quickGroups = checkGroups.map(({ title }) => title).filter((title) => !/known/i.test(title));

gpuTest.for(quickGroups)('pass on a GPU device: %s', async (only, { device }) => {
  expect(await failures(gpuTrainer(device), { only })).toEqual([]);
});

it('all pass on the CPU engine, each told once and in order', async () => {
  const told: string[] = [];
  const shares: number[] = [];
  const report = await verify(inProcessCpu(), {
    onChecked: ({ name }) => told.push(name),
    onProgress: (share) => shares.push(share),
  });
  expect(report.checks.filter(({ passed }) => !passed)).toEqual([]);
  expect(report).toMatchObject({ passed: true, cancelled: false, adapter: { engine: 'cpu' } });
  expect(told).toEqual(checksOf({}).map(({ check }) => check.name));
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares[0]).toBe(0);
  expect(shares.at(-1)).toBeLessThanOrEqual(1);
});

/** The CPU engine with a defect: waves before they are trained, or what comes back, are changed. */
function defective(
  change: (result: WaveResult, wave: Wave) => WaveResult,
  ask: (wave: Wave) => Wave = (wave) => wave,
): Trainer {
  const right = inProcessCpu();
  return {
    ...right,
    train: async (wave, progress, signal) =>
      change(await right.train(ask(wave), progress, signal), wave),
  };
}

const same = (result: WaveResult) => result;
const defects: Record<string, { trainer: () => Trainer; caught: string[] }> = {
  'losses that are 1e-3 too large': {
    trainer: () =>
      defective((result) => ({ ...result, losses: result.losses.map((loss) => loss + 1e-3) })),
    caught: ['twin-adam', 'xor-stuck'],
  },
  'seeds that are one off': {
    trainer: () =>
      defective(same, (wave) => ({ ...wave, firstSeed: (wave.firstSeed + 1) % 2 ** 32 })),
    caught: ['threefry-device', 'uniforms-device', 'normals-device', 'twin-adam'],
  },
  'a study seed that is ignored': {
    trainer: () => defective(same, (wave) => ({ ...wave, studySeed: 0 })),
    caught: ['uniforms-device', 'normals-device', 'twin-adam'],
  },
  'a learning rate that is 1 % off': {
    trainer: () =>
      defective(same, (wave) => {
        const { optimizer } = wave.arm;
        const rate = optimizer.values.learning_rate;
        if (typeof rate !== 'number') return wave;
        const values = { ...optimizer.values, learning_rate: 1.01 * rate };
        return { ...wave, arm: { ...wave.arm, optimizer: { ...optimizer, values } } };
      }),
    caught: [
      'gradient-relu',
      'gradient-tanh',
      'gradient-classes',
      'gradient-population',
      'twin-adam',
    ],
  },
  'one weight after a step that is not a number': {
    trainer: () =>
      defective((result, { arm }) =>
        arm.training.steps === 0
          ? result
          : { ...result, parameters: result.parameters.with(0, NaN) },
      ),
    caught: ['gradient-relu', 'gradient-tanh'],
  },
  'a run that is not trained': {
    trainer: () =>
      defective((result) => {
        const parameters = result.parameters.slice();
        const size = parameters.length / result.deadUnits.length;
        parameters.fill(0, 0, 2 * size);
        return { ...result, parameters };
      }),
    caught: ['threefry-device', 'uniforms-device', 'twin-adam', 'fir', 'negative-relu'],
  },
};

it.each(Object.entries(defects))('catch %s', async (_, { trainer, caught }) => {
  const broken = trainer();
  for (const only of caught) {
    const { checks, passed } = await verify(broken, { only });
    expect(passed, only).toBe(false);
    expect(checks.find(({ name }) => name === only)?.passed, only).toBe(false);
  }
});

it('end where they are cancelled, with what was found by then', async () => {
  const controller = new AbortController();
  const report = await verify(inProcessCpu(), {
    signal: controller.signal,
    onChecked: ({ name }) => name === 'uniforms-device' && controller.abort(),
  });
  expect(report.checks.map(({ name }) => name)).toEqual([
    'threefry-published',
    'threefry-device',
    'uniforms-device',
  ]);
  expect(report).toMatchObject({ passed: false, cancelled: true });
});
