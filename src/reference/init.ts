// The CPU twin of shaders/init.wgsl and shaders/init/*.wgsl: the same operations by the same names, in float64 on
// parameters and laws stored as float32. Uniform draws about 0 have the GPU's bits.
import { centredDraw, normalDraw, randomBelow, uniformDraw } from '../random/draws';
import { inverseErf } from '../random/inverse_erf';
import { streams } from '../random/streams';
import type { Layer } from '../study/arm';
import { blockOf, initOperations, type Block } from '../study/catalogues/initializers';
import type { OpName } from '../study/catalogues/initializers/operations';
import { parameterCount } from '../study/layout';
import { misses, tableView, varianceOf, type TableView } from './init_data';
import { network, type Network } from './network';
import type { Table } from './table';
import { incoming, makeOrthogonal, lengthOf, outgoing, setLength } from './vectors';

const { INIT, INIT_CHOICE } = streams;

interface Seeds {
  readonly study: number;
  readonly run: number;
  /** Of draws: 0, and k where a layer is drawn again for the k-th time. */
  epoch: number;
}

type Operate = (
  w: Float32Array,
  seeds: Seeds,
  b: Block,
  law: readonly number[],
  view: TableView,
) => void;

/** Applies f to every entry of a block. */
function each(w: Float32Array, b: Block, f: (p: number) => number): void {
  for (let p = b.at; p < b.at + b.inputs * b.units; p++) w[p] = f(p);
}

const operate: Record<Exclude<OpName, 'redraw'>, Operate> = {
  constant: (w, _, b, [value]) => each(w, b, () => value),
  uniform: (w, { study, run, epoch }, b, [centre, half]) =>
    each(w, b, (p) => centre + half * centredDraw(study, run, INIT, epoch, p)),
  normal: (w, { study, run, epoch }, b, [mean, deviation]) =>
    each(w, b, (p) => mean + deviation * normalDraw(study, run, INIT, epoch, p)),
  truncated_normal: (w, { study, run, epoch }, b, [mean, deviation, centre, half]) =>
    each(w, b, (p) => {
      const z = Math.SQRT2 * inverseErf(centre + half * centredDraw(study, run, INIT, epoch, p));
      return mean + deviation * z;
    }),
  clamp: (w, _, b, [low, high]) => each(w, b, (p) => Math.min(Math.max(w[p], low), high)),
  identity: (w, _, b, [gain]) =>
    each(w, b, (p) => {
      const [i, o] = [Math.floor((p - b.at) / b.units), (p - b.at) % b.units];
      return i === o ? gain : 0;
    }),
  sparse(w, { study, run, epoch }, b, [count]) {
    for (let i = 0; i < b.inputs; i++) {
      let missing = count;
      for (let o = 0; o < b.units; o++) {
        const p = b.at + i * b.units + o;
        if (randomBelow(b.units - o, study, run, INIT_CHOICE, epoch, p) < missing) {
          w[p] = 0;
          missing--;
        }
      }
    }
  },
  rai(w, { study, run, epoch }, b, [entries]) {
    for (let o = 0; o < b.units; o++) {
      const chosen = randomBelow(entries, study, run, INIT_CHOICE, epoch, b.at + o);
      const p = chosen < b.inputs ? b.at + chosen * b.units + o : b.bias + o;
      w[p] = Math.sqrt(uniformDraw(study, run, INIT, epoch, p));
    }
  },
  orthogonal(w, _, b, [gain]) {
    const rows = { at: b.at, length: b.units, step: b.units, stride: 1 };
    const v = b.inputs < b.units ? rows : incoming(b);
    for (let k = 0; k < Math.min(b.inputs, b.units); k++) {
      makeOrthogonal(w, v, k);
      setLength(w, v, k, 1);
    }
    each(w, b, (p) => gain * w[p]);
  },
  unit_length(w, _, b, [length]) {
    for (let o = 0; o < b.units; o++) setLength(w, incoming(b), o, length);
  },
  mirror(w, _, b) {
    const half = Math.floor(b.units / 2);
    for (let i = 0; i < b.inputs; i++) {
      for (let o = 0; o < half; o++) {
        const p = b.at + i * b.units + o;
        w[p + half] = -w[p];
      }
    }
  },
  spread_line(w, { study, run }, b) {
    const first = randomBelow(2, study, run, INIT_CHOICE, 0, b.at);
    for (let o = 0; o < b.units; o++) {
      const magnitude = Math.abs(w[b.at + o]);
      w[b.at + o] = (first + o) % 2 === 1 ? -magnitude : magnitude;
    }
  },
  spread_circle(w, { study, run }, b) {
    const turn = uniformDraw(study, run, INIT_CHOICE, 0, b.at);
    for (let o = 0; o < b.units; o++) {
      const length = lengthOf(w, incoming(b), o);
      const angle = 2 * Math.PI * (turn + o / b.units);
      w[b.at + o] = length * Math.cos(angle);
      w[b.at + b.units + o] = length * Math.sin(angle);
    }
  },
  spread_frame(w, _, b) {
    const v = incoming(b);
    for (let o = 0; o < b.units; o++) {
      const length = lengthOf(w, v, o);
      if (o < b.inputs) {
        makeOrthogonal(w, v, o);
      } else {
        for (let i = 0; i < b.inputs; i++) {
          w[b.at + i * b.units + o] = w[b.at + i * b.units + (o % b.inputs)];
        }
      }
      setLength(w, v, o, length);
    }
  },
  absolute: (w, _, b) => each(w, b, (p) => Math.abs(w[p])),
  balance(w, _, b) {
    for (let o = 0; o < b.units; o++) setLength(w, outgoing(b), o, lengthOf(w, incoming(b), o));
  },
  kinks(w, { study, run }, b, _, { rows, sums }) {
    for (let o = 0; o < b.units; o++) {
      const p = b.bias + o;
      w[p] -= sums(b.layer, randomBelow(rows, study, run, INIT_CHOICE, 0, p))[o];
    }
  },
  unit_variance(w, _, b, [tolerance, tries], view) {
    for (let k = 0; k < tries; k++) {
      const variance = varianceOf(b, view);
      if (Math.abs(variance - 1) < tolerance || !(variance > 0)) break;
      each(w, b, (p) => w[p] / Math.sqrt(variance));
    }
  },
};

/** The flat parameters of one run before its first step, as the GPU draws them. */
export function initialise(
  layers: readonly Layer[],
  table: Table,
  studySeed: number,
  runSeed: number,
): Float32Array<ArrayBuffer> {
  const w = new Float32Array(parameterCount(layers));
  const seeds: Seeds = { study: studySeed, run: runSeed, epoch: 0 };
  const { operations, net } = plan(layers);
  const view = tableView(net, w, table);
  const apply = ({ op, block, law, again }: PlacedOperation) => {
    if (op !== 'redraw') return operate[op](w, seeds, block, law, view);
    const [tries] = law;
    for (seeds.epoch = 1; seeds.epoch <= tries && misses(block, view); seeds.epoch++)
      again!.forEach((index) => apply(operations[index]));
    seeds.epoch = 0;
  };
  operations.forEach(apply);
  return w;
}

interface PlacedOperation {
  readonly op: OpName;
  readonly block: Block;
  readonly law: readonly number[];
  readonly again: readonly number[] | undefined;
}

interface Plan {
  readonly operations: readonly PlacedOperation[];
  readonly net: Network;
}

/** What is the same for all runs of a network. */
const plans = new WeakMap<readonly Layer[], Plan>();

function plan(layers: readonly Layer[]): Plan {
  const known = plans.get(layers);
  if (known) return known;
  const operations = initOperations(layers).map((operation) => ({
    op: operation.op,
    block: blockOf(layers, operation),
    law: operation.args.map(Math.fround),
    again: operation.again,
  }));
  const made = { operations, net: network(layers) };
  plans.set(layers, made);
  return made;
}
