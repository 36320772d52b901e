// Every kind of statement and expression of the compiler: statements.wgsl against the same in TypeScript, and so that
// both are known to be right, on the GPU.
import { expect, test } from 'vitest';
import { shaders } from '../../src/engine/kernels/shaders';
import { expand } from '../../src/gpu/template';
import { expectClose } from '../support/close';
import { runCompiled } from '../support/compiled';
import { dispatch } from '../support/dispatch';
import { gpuTest } from '../support/gpu';
import text from './statements.wgsl?raw';

const COUNT = 16;
const integers = Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 27, 24, 2, 7);
const floats = Float32Array.of(0.5, -0.5, 1.5, -2.25, 3.75, -3.5, 2.5, 0, -0.75, 9.25, -8.5, 1, -1, 0.25, 7.5, -6.25); // prettier-ignore
const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const { fround, trunc, floor, sign, abs, min, max } = Math;
const nearest = (x: number) => (abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x));
const exponentOf = (x: number) => new Uint32Array(Float32Array.of(x).buffer)[0] >>> 23;
const yes = Number;

/** Case by case the result for invocation i with its integer n and float x. */
const cases: Record<string, (n: number, x: number, i: number) => number> = {
  if_else: (n, x) => (x > 0 ? x : n === 2 ? 11 : -x),
  early_return: (n, x) => (n % 3 === 0 ? 1 : x < 0 && n > 5 ? 2 : 2 * x),
  for: (_, x) => 6 * x,
  for_each_its_own: (n) => (n * (n - 1)) / 2,
  while: (n) => {
    let steps = 0;
    for (let m = n; m > 1; steps++) m = m % 2 === 0 ? m / 2 : 3 * m + 1;
    return steps;
  },
  loop: (n) => sum(upTo(n + 1).filter((i) => i % 2 === 1)),
  continuing: (n) => upTo(max(1, n)).filter((i) => i % 3 !== n % 3).length,
  uniform_break: (_, x) => 3 * x,
  return_in_loops: (n) => (n < 25 ? floor(n / 5) + 0.1 * (n % 5) : -1),
  break_of_the_inner_loop: (n) =>
    sum(
      upTo(4).map(
        (i) => upTo(4).filter((j) => j <= i && i + j <= n).length + (n === i + 7 ? 0 : 100),
      ),
    ),
  branch_in_branch: (n, x) => (n > 3 ? 10 + (x > 0 ? 1 : 2) : [0, 0.25, 0.75, 1][n]),
  shadowing: (_, x) => x + 1,
  pointers: (n, x) => n - 2 * (x + 2 + yes(n > 4)),
  structs: (n, x) => x + 3 + 1 + -2 + (n % 2 === 0 ? 40 : 0),
  arrays: (n, x) => {
    const list = [1, 2, x, 8];
    list[n % 4] += 0.5;
    return sum(list) + [2, 3, 5, 7][n % 4] + 3;
  },
  private: (n) => {
    const stack = [0, n > 2 ? 50 : n, 2 * n, 3 * n];
    return stack[1] + stack[n % 4];
  },
  order_of_effects: (_, x) => x + 10 * (x + 1) + 100 * (x + 2) - (x + 2),
  vectors: (n, x) => {
    const v = [x + 1, 5, 3];
    const w = [6, 10, 2 * (x + 1)];
    const all = w.every((a) => a > 5);
    return 6 + 100 + 100 + 1500 - 6 + 1 + yes(all) + 5 + v[n % 3];
  },
  packed: (_, x) => max(x, 0) + 2 + (max(x, 0) + 5) + exponentOf(max(x, 0) + 2),
  whole_numbers: (n) => {
    const d = n - 8;
    const f = (Math.imul(n, 0x9e3779b9) >>> (n % 32)) & 1023;
    return (
      (n === 0 ? 100 : floor(100 / n) + (100 % n)) +
      (floor((-n >>> 0) / 7) % 1000) +
      trunc(d / 3) +
      (d % 3) * 100 +
      f +
      (d >> 1) +
      (d << 2) +
      (~n & 15) +
      (n ^ 5) +
      (n | 8)
    );
  },
  conversions: (n, x) =>
    max(0, trunc(x * 10)) + trunc(x * 10) + exponentOf(x) - x + yes(x > 1) + yes(n > 3) + yes(n > 0), // prettier-ignore
  logic: (n, x) => {
    const a = n > 2 && x > 0;
    const b = n < 2 || x < -1;
    return yes(a) + 2 * yes(b) + 4 + 8 * yes((n > 1 && x <= 0) || a !== b) + 16 * yes(a === b);
  },
  rounding: (n, x) =>
    floor(x) + 10 * Math.ceil(x) + 100 * nearest(x) + 1000 * trunc(x) + sign(x) + (x - floor(x)) + abs(x) +
    max(-1, min(x, 1)) + min(x, 0.5) + max(x, -0.5) + max(0, min(x, 1)) + yes(x >= 0) + 1.5 +
    Math.sqrt(abs(x)) + min(n, 3) + max(n - 4, -2) + (x % 0.75) + abs(n - 5), // prettier-ignore
  gather_and_scatter: (n) => {
    const list = upTo(8);
    for (let i = 7; i > 0; i--) {
      const other = (n * 7 + i * 3) % (i + 1);
      [list[i], list[other]] = [list[other], list[i]];
    }
    return list.reduce((number, digit) => fround(8 * number + digit), 0) + (n > 3 ? 77 : list[0]);
  },
  structs_in_memory: (n, _, i) => {
    const neighbour = floor(i / 4) * 4 + (n % ((i % 4) + 1));
    return (n % 2 === 0 ? -1 : n) + floats[neighbour];
  },
  uniform_values: () => 4 + 3 + 2 + 0.375 + 31 + 0.5 + floats[4] + 8,
};

const sizes = () => {
  const words = new Uint32Array(4);
  words.set([COUNT, 4]);
  new Float32Array(words.buffer)[2] = 0.5;
  return words;
};

const expectCase = (results: ArrayBuffer, expected: (typeof cases)[string], rtol: number) =>
  expectClose(
    new Float32Array(results),
    Array.from(integers, (n, i) => expected(n, floats[i], i)),
    { rtol, atol: 2e-6, where: (i) => `invocation ${i} with ${integers[i]} and ${floats[i]}` },
  );

test.for(Object.entries(cases))('compiled: %s', ([name, expected]) => {
  const source = expand('probe', { probe: `${text}\n${shaders['cpu_math']}` }, { name });
  const [, , results] = runCompiled(source, COUNT, [
    integers,
    floats,
    new Float32Array(COUNT),
    new Uint32Array(8 * COUNT),
    sizes(),
    new Float32Array(2 * COUNT),
  ]);
  expectCase(results, expected, 2e-7);
});

// so that it is WGSL indeed, and means what the table says
gpuTest.for(Object.entries(cases))('on the GPU: %s', async ([name, expected], { device }) => {
  const source = expand('probe', { probe: text }, { name });
  const [results] = await dispatch(device, 'main', source, COUNT, [
    ['read', integers],
    ['read', floats],
    ['readWrite', COUNT],
    ['readWrite', 8 * COUNT],
    ['uniform', sizes()],
    ['readWrite', 2 * COUNT],
  ]);
  expectCase(results, expected, 1e-6);
});

test('every case of the file is tested', () => {
  const found = [...text.matchAll(/fn case_(\w+)/g)].map(([, name]) => name);
  expect(found.toSorted()).toEqual(Object.keys(cases).toSorted());
});
