// The CPU twin of shaders/population.wgsl, train_population.wgsl and evaluate_population.wgsl: the population loss and its
// gradient in closed form, in float64 on float32 weights.
import type { Arm } from '../study/arm';
import { populationIn } from '../study/catalogues/tasks';
import { SMALLEST, type Population } from '../study/catalogues/tasks/population';
import type { Weights } from './network';
import type { Table } from './table';

/** A unit vector, zero where a neuron is dead, and its length times the outgoing weight. */
export interface Ray {
  readonly mass: number;
  readonly u: readonly number[];
}

interface Angle {
  readonly sine: number;
  readonly cosine: number;
  /** pi/2 - theta */
  readonly rest: number;
}

/** The angle of two rays of unit length or zero. */
function between(a: Ray, b: Ray): Angle {
  const dot = a.u.reduce((sum, v, c) => sum + v * b.u[c], 0);
  const cosine = Math.min(1, Math.max(-1, dot));
  const sine = Math.sqrt((1 - cosine) * (1 + cosine));
  return { sine, cosine, rest: 2 * Math.atan(cosine / (1 + sine)) };
}

/** What is left of sin theta + (pi/2 - theta) cos theta, the even part of a pair, without its constant 1. */
function evenPart(a: Ray, b: Ray): number {
  const { sine, cosine, rest } = between(a, b);
  return sine + rest * cosine - 1;
}

/** The mean of `evenPart` over all directions of the plane. */
const RING_EVEN = 4 / Math.PI - 1;

/** The rays of a teacher. */
const teacherRays = ({ teacher }: Population): Ray[] =>
  teacher.map(({ weight, direction }) => {
    const length = Math.hypot(...direction);
    return { mass: weight * length, u: direction.map((v) => v / length) };
  });

/** The rays of a teacher as a table, [neuron][component, then mass]: what the kernels get for samples. */
export function teacherTable(population: Population, inputs: number): Table {
  const rays = teacherRays(population);
  const values = Float32Array.from(rays.flatMap(({ mass, u }) => [...u, mass]));
  return { inputs, outputs: 1, rows: rays.length, values };
}

/**
 * Sums over a target y of what the loss needs of it alone: its mass, its vector, its even parts over pairs.
 * The ring has no vector; its pairs are integrals over angles.
 */
export function targetSums(population: Population, inputs: number) {
  const rays = teacherRays(population);
  const { ring } = population;
  let mass = ring;
  let even = ring * ring * RING_EVEN;
  const vector = new Float64Array(inputs);
  for (const ray of rays) {
    mass += ray.mass;
    for (let c = 0; c < inputs; c++) vector[c] += ray.mass * ray.u[c];
    even += 2 * ray.mass * ring * RING_EVEN;
    for (const other of rays) even += ray.mass * other.mass * evenPart(ray, other);
  }
  return {
    mass,
    vector,
    even,
    /** What the ring adds to a unit ray's even parts, twice. */
    ringEven: 2 * ring * RING_EVEN,
    /** What the ring adds to `along` of every ray. */
    ringPull: (-4 / Math.PI) * ring,
  };
}

/** The loss from the sums over student less teacher. */
const lossOf = (vector: Float64Array, mass: number, even: number): number =>
  vector.reduce((sum, v) => sum + v * v, 0) / 4 + (mass * mass + even) / (2 * Math.PI);

/** The loss of the best constant prediction, E y^2 - (E y)^2: exact, where `constantLoss` has a table. */
export function populationVariance(population: Population, inputs: number): number {
  const { mass, vector, even } = targetSums(population, inputs);
  const mean = mass / Math.sqrt(2 * Math.PI);
  return lossOf(vector, mass, even) - mean * mean;
}

/** Loss and gradient of one network of an arm with a population loss, after another; parameters w, float32. */
export function populationTwin({ layers, task }: Pick<Arm, 'layers' | 'task'>) {
  const population = populationIn(task);
  if (!population) return null;
  const [{ inputs, units }] = layers;
  const outgoing = layers.length > 1;
  const teacher = teacherRays(population);
  const target = targetSums(population, inputs);

  const lengthOf = (w: Weights, i: number): number => {
    const column = Array.from({ length: inputs }, (_, c) => w[c * units + i]);
    return column.every((v) => Math.abs(v) < SMALLEST) ? 0 : Math.hypot(...column);
  };
  const rayOf = (w: Weights, i: number): Ray => {
    const length = lengthOf(w, i);
    return {
      mass: (outgoing ? w[inputs * units + i] : 1) * length,
      u: Array.from({ length: inputs }, (_, c) => (length > 0 ? w[c * units + i] / length : 0)),
    };
  };
  const raysOf = (w: Weights) => Array.from({ length: units }, (_, i) => rayOf(w, i));

  const loss = (w: Weights): number => {
    const rays = raysOf(w);
    let mass = -target.mass;
    let { even } = target;
    const vector = target.vector.map((v) => -v);
    for (const own of rays) {
      mass += own.mass;
      for (let c = 0; c < inputs; c++) vector[c] += own.mass * own.u[c];
      let sum = -target.ringEven;
      for (const other of rays) sum += other.mass * evenPart(own, other);
      for (const other of teacher) sum -= 2 * other.mass * evenPart(own, other);
      even += own.mass * sum;
    }
    return lossOf(vector, mass, even);
  };

  return {
    loss,
    /** The loss, NaN where it or a parameter is not finite, and which neurons have no incoming weights. */
    evaluate(w: Float32Array, fatal: readonly number[]) {
      const found = Math.fround(loss(w));
      const dead = raysOf(w).map(({ u }) => u.every((v) => v === 0));
      return {
        loss: Number.isFinite(found) && w.every(Number.isFinite) ? Math.max(found, 0) : NaN,
        dead: outgoing ? dead : [],
        over: fatal.length > 0 && dead.every(Boolean),
      };
    },
    /** Writes the gradient of the loss in every parameter to g. */
    gradient(w: Weights, g: Float64Array) {
      const rays = raysOf(w);
      rays.forEach((own, i) => {
        const length = lengthOf(w, i);
        const a = outgoing ? w[inputs * units + i] : 1;
        // r = 2 pi E (f(x) - y(x)) 1(own.x > 0) x, in parts: along the own ray, and the rest
        let along = target.ringPull;
        const r = new Float64Array(inputs);
        const meet = (other: Ray, sign: number) => {
          const { sine, rest } = between(own, other);
          along += sign * other.mass * sine;
          for (let c = 0; c < inputs; c++)
            r[c] += sign * other.mass * (Math.PI / 2 + rest) * other.u[c];
        };
        for (const other of rays) meet(other, 1);
        for (const other of teacher) meet(other, -1);
        let dot = 0;
        for (let c = 0; c < inputs; c++) {
          r[c] += along * own.u[c];
          dot += own.u[c] * r[c];
          g[c * units + i] = length > 0 ? (a * r[c]) / Math.PI : 0;
        }
        if (outgoing) g[inputs * units + i] = (length * dot) / Math.PI;
      });
    },
  };
}
