// Random numbers: Threefry against published blocks, and the draws of the device's own kernels against it. Weights drawn from
// U(-1, 1) show the upper 23 bits of a draw exactly: the key is (study seed, run seed), the counter (0, parameter).
import { centredDraw, NORMAL_ULPS, normalDraw } from '../random/draws';
import { streams } from '../random/streams';
import { threefry2x32 } from '../random/threefry';
import { countText } from '../results/numbers';
import type { Json } from '../study/errors';
import { parametersOf, type Check, type Trained } from './check';

interface KnownBlock {
  readonly key: readonly [number, number];
  readonly counter: readonly [number, number];
  readonly block: readonly [number, number];
}

/** From the file kat_vectors of Random123. */
export const RANDOM123: readonly KnownBlock[] = [
  { key: [0, 0], counter: [0, 0], block: [0x6b200159, 0x99ba4efe] },
  {
    key: [0xffffffff, 0xffffffff],
    counter: [0xffffffff, 0xffffffff],
    block: [0x1cb996fc, 0xbb002be7],
  },
  {
    key: [0x13198a2e, 0x03707344],
    counter: [0x243f6a88, 0x85a308d3],
    block: [0xc4923a9c, 0x483df7a0],
  },
];

/** jax.random.split(jax.random.PRNGKey(0)) with jax_threefry_partitionable=False: counters (0, 2) and (1, 3), word by word. */
export const JAX_SPLIT: readonly KnownBlock[] = [
  { key: [0, 0], counter: [0, 2], block: [4146024105, 2718843009] },
  { key: [0, 0], counter: [1, 3], block: [967050713, 1272950319] },
];

const published = [...RANDOM123, ...JAX_SPLIT];

/** Published first words that a device can show: of the key (0, 0), by parameter. */
const shown = published.filter(
  ({ key, counter }) => key.every((word) => word === 0) && counter[0] === 0,
);

/** 2-3-1 networks as they are born, with all parameters drawn by one initialiser. */
const drawn = (init: Json, study: number, first: number, count: number): Json => ({
  task: { name: 'xor' },
  model: { hidden: [3] },
  init: { kernel: init, bias: init },
  training: { steps: 0 },
  seeds: { study, first, count },
});
const uniform = { name: 'random_uniform', minval: -1, maxval: 1 };
const normal = { name: 'random_normal', mean: 0, stddev: 1 };

/** The upper 23 bits of the draw behind a weight from U(-1, 1), random/draws.ts. */
const bitsOf = (weight: number): number => ((weight + 1) / 2) * 2 ** 23 - 0.5;
const upper = (word: number): number => word >>> 9;
/** They as the word that they begin. */
const hex = (bits: number): string => ((bits << 9) >>> 0).toString(16).padStart(8, '0');

/** Every parameter of every run against the twin's draw. */
function equalDraws(trained: Trained, same: (w: number, run: number, p: number) => boolean) {
  let [equal, all] = [0, 0];
  trained.runs.seeds.forEach((seed, i) => {
    parametersOf(trained, i).forEach((w, p) => {
      all++;
      if (same(w, seed, p)) equal++;
    });
  });
  return { got: `${countText(equal)} of ${countText(all)}`, passed: all > 0 && equal === all };
}

const RUNS = 4096;
const END = 2 ** 32 - RUNS;
/** Half of a float32's last place, at this value: 2^-24 of its power of two. */
const lastPlace = (value: number) => 2 ** (Math.floor(Math.log2(Math.abs(value))) - 23);

export const randomNumbers: readonly Check[] = [
  {
    name: 'threefry-published',
    title: 'Threefry 2x32-20 on the CPU gives published blocks',
    expected: `${published.length} of Random123 and JAX`,
    studies: [],
    judge() {
      const right = published.filter(({ key: [a, b], counter: [c, d], block }) =>
        threefry2x32(a, b, c, d).every((word, i) => word === block[i]),
      );
      return { got: String(right.length), passed: right.length === published.length };
    },
  },
  {
    name: 'threefry-device',
    title: "The device's first draws are published ones (23 bits)",
    expected: shown.map(({ block }) => hex(upper(block[0]))).join(', '),
    studies: [drawn(uniform, 0, 0, 1)],
    judge([trained]) {
      const w = parametersOf(trained, 0);
      const found = shown.map(({ counter }) => bitsOf(w[counter[1]]));
      return {
        got: found.map((bits) => (Number.isInteger(bits) ? hex(bits) : String(bits))).join(', '),
        passed: shown.every(({ block }, i) => found[i] === upper(block[0])),
      };
    },
  },
  {
    name: 'uniforms-device',
    title: "The device's uniform draws equal the CPU's, to the bit",
    expected: `all of ${countText(RUNS * 13)}, at the last seeds there are`,
    studies: [drawn(uniform, 2 ** 32 - 1, END, RUNS)],
    judge: ([trained]) =>
      equalDraws(trained, (w, run, p) => w === centredDraw(2 ** 32 - 1, run, streams.INIT, 0, p)),
  },
  {
    name: 'normals-device',
    title: `The device's normal draws are within ${NORMAL_ULPS} units in the last place`,
    expected: `all of ${countText(RUNS * 13)}`,
    studies: [drawn(normal, 7, 0, RUNS)],
    judge: ([trained]) =>
      equalDraws(trained, (w, run, p) => {
        const expected = normalDraw(7, run, streams.INIT, 0, p);
        return Math.abs(w - expected) <= NORMAL_ULPS * lastPlace(expected);
      }),
  },
];
