// Kinds of ending over several arms: counts, representatives, what is not seen, and descriptions of hand-made networks.
import { describe, expect, it } from 'vitest';
import { describeLandscapes } from '../../src/analysis/description';
import { landscapesOf } from '../../src/analysis/landscape';
import { signatureOf, signatureText } from '../../src/analysis/signature';
import { landscapeSummary, pointTitle } from '../../src/results/landscape';
import { tableOf } from '../../src/reference/table';
import { readStudy } from '../../src/study/read';
import { columns } from './columns';

const task = { name: 'magnitude' };

describe('landscapes', () => {
  const study = readStudy({
    task,
    seeds: { count: 6 },
    grid: { 'init.kernel': ['glorot_uniform', 'he_normal'], 'model.hidden': [[3], [4]] },
  });
  const three = study.arms.flatMap(({ layers }, a) => (layers[0].units === 3 ? [a] : []));
  const runs = study.arms.map((_, a) =>
    columns(a === three[0] ? [0.1, 0.1, 0.1, 0.2, 0.5, NaN] : [0.1, 0.2, 0.2, 0.2, 0.0999, 0.9]),
  );

  it('are shared by arms of one shape', () => {
    const [first, second] = landscapesOf(study, runs);
    expect(first.arms).toEqual(three);
    expect(second.arms).toHaveLength(2);
    expect(first.endings.map(({ loss, counts }) => [loss, ...counts])).toEqual([
      [Math.fround(0.1), 3, 2],
      [Math.fround(0.2), 1, 3],
    ]);
    expect(first.runs).toBe(12);
    expect(first.endings[0].share).toMatchObject({ count: 5, n: 12 });
    expect(first.endings[0].best[0]).toEqual({ arm: three[1], seed: 4 });
    expect([first.endings[0].lowest, first.endings[0].highest]).toEqual([
      Math.fround(0.0999),
      Math.fround(0.1),
    ]);
    expect(first.atBest).toBe(5);
  });

  it('estimate what has not been seen by the runs that stand alone', () => {
    // of eleven finite losses two stand alone
    expect(landscapesOf(study, runs)[0].unseen).toBeCloseTo(2 / 11, 12);
    const falling = columns([0.1, 0.1, 0.1, 0.7], {
      earlierLoss: Float32Array.of(0.1, 0.1, 0.1, 0.9),
    });
    const one = readStudy({ task, seeds: { count: 4 } });
    expect(landscapesOf(one, [falling])[0].unseen).toBe(0);
    expect(landscapesOf(one, [columns([])])[0]).toMatchObject({
      unseen: null,
      endings: [],
      atBest: 0,
    });
  });

  it('tell apart functions at one level, and not one function written in two ways', async () => {
    // y = |x| on symmetric rows; a + b |x| is found by every pair of opposite neurons, however scaled or swapped
    const rows = [-2, -1, 1, 2];
    const pair = {
      task: { name: 'table', x: rows.map((x) => [x]), y: rows.map((x) => [Math.abs(x)]) },
      model: { hidden: [2], bias: false },
      seeds: { count: 4 },
    };
    const scaled = [1, -1, 1, 1, -2, 2, 0.5, 0.5, 3, -3, 1 / 3, 1 / 3, 1, -0.5, 1, 2];
    const [arm] = await describeLandscapes(readStudy(pair), [
      columns([1e-9, 1e-9, 1e-9, 1e-9], { parameters: Float32Array.from(scaled) }),
    ]);
    expect(arm.endings).toHaveLength(1);
    expect(arm.endings[0].description).toMatchObject({ compared: 4, functions: 1, rests: true });
    expect(arm.endings[0].description!.signature).toMatchObject({ alive: 2, directions: 2 });

    // one living neuron: right half or left half, the same loss, and two functions
    const halves = [1, 1, 1, 0, -1, -1, 1, 0, 1, 1, 0, 1];
    const [other] = await describeLandscapes(
      readStudy({ ...pair, seeds: { count: 3 }, optimizer: { name: 'sgd' } }),
      [columns([1.25, 1.25, 1.25], { parameters: Float32Array.from(halves) })],
    );
    expect(other.endings[0].description).toMatchObject({ compared: 3, functions: 2 });
  });

  it('say where a level was left by polishing', async () => {
    const line = {
      task: { name: 'table', x: [[-1], [0], [1], [2]], y: [[-3], [0.5], [1], [3.5]] },
      model: { hidden: [] },
      seeds: { count: 3 },
    };
    const parameters = Float32Array.of(0, 0, 0, 0, 0, 0);
    const [{ endings }] = await describeLandscapes(readStudy(line), [
      columns([5.625, 5.625, 5.625], { parameters }),
    ]);
    expect(endings[0].description).toMatchObject({ rests: false, functions: 1 });
    expect(endings[0].description!.polished!.loss).toBeCloseTo(0.375, 10);
  });
});

describe('a level of which runs still fell', () => {
  const study = readStudy({ task, model: { hidden: [3] }, seeds: { count: 3 } });
  const parameters = new Float32Array(3 * 13).fill(0.5);
  const described = async (...earlier: number[]) => {
    const earlierLoss = Float32Array.from(earlier);
    const runs = [columns([0.2, 0.2, 0.2], { parameters, earlierLoss })];
    const [landscape] = await describeLandscapes(study, runs);
    return landscape;
  };

  it('is a place on the way where all of them did, and not polished', async () => {
    const landscape = await described(0.3, 0.3, 0.3);
    const [{ falls, description }] = landscape.endings;
    expect(falls).toBe(true);
    expect(description).toMatchObject({ polished: null, rests: false, functions: null });
    const { endings } = landscapeSummary(study, landscape);
    expect(pointTitle(endings[0])).toBe('on the way');
  });

  it('is told by those that had settled', async () => {
    const [{ falls, best, description }] = (await described(0.3, 0.2, 0.3)).endings;
    expect(falls).toBe(false);
    expect(best).toEqual([{ arm: 0, seed: 1 }]);
    expect(description!.polished).not.toBe(null);
  });
});

describe('a signature', () => {
  const of = (parameters: readonly number[]) => {
    const [arm] = readStudy({ task, model: { hidden: [3] } }).arms;
    return signatureOf(arm, Float32Array.from(parameters), tableOf(arm.task));
  };

  it('counts living neurons, directions and signs', () => {
    // kernel [in][out], biases, output kernel, output bias: neurons (1, 0), (0, 1), and one that is dead
    const found = of([1, 0, 0, 0, 1, 0, 0, 0, -1, 2, -3, 5, 0]);
    expect(found).toEqual({
      hidden: 3,
      alive: 2,
      firstAlive: 2,
      directions: 2,
      positive: 1,
      negative: 1,
    });
    expect(signatureText(found)).toBe('2 of 3 alive, +−');
    expect(signatureText({ ...found, directions: 1 })).toBe('2 of 3 alive, 1 direction, +−');
    expect(signatureText({ ...found, hidden: 0 })).toBe('no hidden neurons');
  });

  it('says nothing of directions where only layers make them fewer than neurons', () => {
    const found = { hidden: 16, alive: 15, firstAlive: 8, positive: null, negative: null };
    expect(signatureText({ ...found, directions: 8 })).toBe('15 of 16 alive');
    expect(signatureText({ ...found, directions: 7 })).toBe('15 of 16 alive, 7 directions');
  });

  it('takes scaled neurons as one direction', () => {
    expect(of([1, 2, -1, 1, 2, 1, 0.5, 1, 0, 1, 1, 1, 0])).toMatchObject({
      alive: 3,
      directions: 2,
    });
  });
});
