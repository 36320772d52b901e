import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activations } from '../../src/study/catalogues/activations';
import { initializers } from '../../src/study/catalogues/initializers';
import { distributions } from '../../src/study/catalogues/tasks';
import { StudyError } from '../../src/study/errors';
import { fromFragment, toFragment } from '../../src/study/permalink';
import { readStudy } from '../../src/study/read';

const oneOf = <T extends object>(table: T) => fc.constantFrom(...Object.keys(table));

/** Valid studies over the catalogues. */
const study = fc.record(
  {
    title: fc.string(),
    task: fc.oneof(
      fc.record({
        name: fc.constant('magnitude'),
        samples: fc.integer({ min: 1, max: 128 }).map((n) => 4 * n),
        distribution: oneOf(distributions),
      }),
      fc.record({
        name: fc.constant('fir'),
        taps: fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 1, maxLength: 9 }),
      }),
      fc.constant({ name: 'xor' }),
    ),
    model: fc.record({
      hidden: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
      activation: oneOf(activations),
    }),
    seeds: fc.record({ first: fc.nat(1000), count: fc.integer({ min: 1, max: 5000 }) }),
    arms: fc.array(
      fc.record({ label: fc.string(), init: fc.record({ kernel: oneOf(initializers) }) }),
      { minLength: 1, maxLength: 4 },
    ),
  },
  { requiredKeys: ['task'] },
);

describe('permalinks', () => {
  it('bring every study back, and only fragment characters go out', async () => {
    await fc.assert(
      fc.asyncProperty(study, async (document) => {
        const plain = JSON.parse(JSON.stringify(document)) as {
          task: { name: string; distribution?: string };
        };
        if (plain.task.name === 'fir') delete plain.task.distribution;
        const fragment = await toFragment(plain);
        expect(fragment).toMatch(/^v1\.[-\w]+$/);
        const back = await fromFragment(`#${fragment}`);
        expect(back).toEqual(plain);
        expect(readStudy(back)).toEqual(readStudy(plain));
      }),
      { numRuns: 100, seed: 11 },
    );
  });

  it('say what is wrong when cut short, damaged or too new', async () => {
    const whole = await toFragment({ task: { name: 'magnitude', samples: 300 }, title: 'cut' });
    for (const text of [
      whole.slice(0, -4),
      whole.slice(0, 20),
      'v1.',
      'v1.%%%',
      'nonsense',
      whole.replace('v1.', 'v2.'),
    ]) {
      await expect(fromFragment(text)).rejects.toThrow(StudyError);
    }
    await expect(fromFragment(whole.replace('v1.', 'v2.'))).rejects.toThrow('later version');
  });
});
