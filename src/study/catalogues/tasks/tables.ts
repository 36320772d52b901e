// Tasks that are tables by their definition.
import type { Params, Values } from '../params';
import { reluLayer, type OptimumLayers } from './row';

export interface TableRow {
  readonly title: string;
  readonly params: Params;
  readonly rows: (v: Values) => { readonly x: number[][]; readonly y: number[][] };
  readonly optimum?: (layers: OptimumLayers) => number | undefined;
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/** All points (+-1, .., +-1): 1 where an odd number of signs is positive. */
function parity(bits: number) {
  const x = range(2 ** bits).map((row) =>
    range(bits).map((bit) => ((row >> (bits - 1 - bit)) & 1 ? 1 : -1)),
  );
  return { x, y: x.map((signs) => [signs.filter((sign) => sign > 0).length % 2]) };
}

/** Two spirals from radius 1 inwards to 1/13, the second opposite the first (Lang and Witbrock 1988, scaled). */
function spirals(points: number, turns: number) {
  const first = range(points).map((i) => {
    const share = i / (points - 1);
    const [radius, angle] = [1 - (12 / 13) * share, 2 * Math.PI * turns * share];
    return [radius * Math.sin(angle), radius * Math.cos(angle)];
  });
  const second = first.map(([a, b]) => [-a, -b]);
  return { x: [...first, ...second], y: [...first.map(() => [1]), ...second.map(() => [0])] };
}

export const tableTasks = {
  xor: { title: 'XOR', params: {}, rows: () => parity(2) },
  // two ReLUs, summed, can do it: |x - y| / 2
  xor_two_relus: {
    title: 'XOR by two ReLUs',
    params: {},
    rows: () => parity(2),
    optimum: (layers) => (reluLayer(layers, 2) ? 0 : undefined),
  },
  parity: {
    title: 'parity',
    params: { bits: { type: 'number', default: 3, min: 1, max: 12, integer: true } },
    rows: ({ bits }) => parity(bits as number),
  },
  two_spirals: {
    title: 'two spirals',
    params: {
      points: { type: 'number', default: 97, min: 2, max: 2000, integer: true },
      turns: { type: 'number', default: 3, above: 0 },
    },
    rows: ({ points, turns }) => spirals(points as number, turns as number),
  },
} as const satisfies Record<string, TableRow>;
