// The CPU twin of shaders/probe.wgsl: what is measured of one network on its table (src/study/facts.ts).
import type { Arm } from '../study/arm';
import { lossOf } from '../study/catalogues/losses';
import {
  APART,
  canBeDoomed,
  factNames,
  FLAT,
  hiddenLayers,
  IDLE,
  NEARLY,
  probeRows,
  UNBOUNDED,
  type FactName,
} from '../study/facts';
import { trainedParameters } from '../study/layout';
import { backward } from './backward';
import { forward, loadInputs, network, type Weights } from './network';
import type { Table } from './table';

/** Everything the probe finds of a network: [row of probeRows]. null where nothing is probed. */
export function probe(arm: Arm, w: Weights, table: Table): Float64Array | null {
  const places = probeRows(arm);
  if (!places) return null;
  const { inputs, outputs, rows, values } = table;
  const net = network(arm.layers);
  const kinds = hiddenLayers(arm);
  const last = net.layers.at(-1)!;
  const loss = lossOf(arm.loss);
  const found = Object.fromEntries(factNames.map((name) => [name, 0])) as Record<FactName, number>;

  const patterns = kinds.map(({ units }) =>
    Array.from({ length: units }, () => new Uint8Array(rows)),
  );
  const steep = kinds.map(({ units }) => new Float64Array(units));
  const without = new Float64Array(kinds.at(-1)?.units ?? 0);
  const outputsOf = Array.from({ length: outputs }, () => new Float64Array(rows));
  const targets = Array.from({ length: outputs }, () => new Float64Array(rows));
  const g = new Float64Array(last.end);
  const y = new Float64Array(outputs);
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    loadInputs(net, table, row);
    const at = row * (inputs + outputs) + inputs;
    for (let o = 0; o < outputs; o++) y[o] = targets[o][row] = values[at + o];
    const p = forward(net, w);
    kinds.forEach(({ units }, l) => {
      for (let o = 0; o < units; o++) {
        patterns[l][o][row] = net.z[l][o] > 0 ? 1 : 0;
        const { df, args } = net.layers[l];
        steep[l][o] = Math.max(steep[l][o], Math.abs(df(net.z[l][o], net.a[l][o], args)));
      }
    });
    const dark = kinds.some(({ mortal }, l) => mortal && net.z[l].every((z) => !(z > 0)));
    if (dark) found.dead_rows++;
    for (let o = 0; o < outputs; o++) {
      outputsOf[o][row] = p[o];
      sum += loss.f(p[o], y[o]);
      for (let i = 0; i < without.length; i++) {
        const z = net.z.at(-1)![o] - w[last.kernel + i * outputs + o] * net.h.at(-2)![i];
        if (last.slopes !== undefined) last.args[0] = w[last.slopesAt + o];
        without[i] += loss.f(last.f(z, last.args), y[o]);
      }
    }
    backward(net, w, y, loss, g);
  }

  const result = new Float64Array(places.end);
  const on = patterns.map((units) => units.map((pattern) => pattern.reduce((a, b) => a + b, 0)));
  result.set(on.flat(), places.active);
  kinds.forEach(({ mortal, kinked, smooth }, l) =>
    on[l].forEach((active, o) => {
      const flat = steep[l][o] <= FLAT;
      const sides = active > 0 && active < rows;
      if (mortal && active === 0) found.dead++;
      if (mortal && active > 0 && active <= Math.max(1, NEARLY * rows)) found.nearly_dead++;
      if (kinked && active >= rows - NEARLY * rows) found.always_on++;
      if (smooth && flat) found.saturated++;
      if (smooth ? !flat : kinked ? sides : mortal && active > 0) found.bending++;
    }),
  );
  without.forEach((losses, i) => {
    const rise = (losses - sum) / (rows * outputs);
    result[places.rise + i] = rise;
    if (rise <= (IDLE * sum) / (rows * outputs)) found.idle++;
    if (outputs === 1 && w[last.kernel + i] > 0) found.positive++;
  });
  outputsOf.forEach((column, o) => {
    const [width, target] = [widthOf(column), widthOf(targets[o])];
    if (target > 0) found.range = Math.max(found.range, width / target);
    else if (width > 0) found.range = UNBOUNDED;
  });
  const trained = trainedParameters(net.layers);
  const norm = (of: Weights) => Math.hypot(...trained.map((p) => of[p]));
  if (sum > 0) found.gradient = (loss.factor * norm(g) * norm(w)) / sum;
  if (kinds.length > 0) directions();
  factNames.forEach((name, row) => (result[row] = found[name]));
  return result;

  /** What the first layer's directions say. */
  function directions(): void {
    const [{ mortal, kinked, smooth, units }] = kinds;
    const [{ bias, biasAt }] = net.layers;
    const lives = on[0].map((active) => !mortal || active > 0);
    const bends = on[0].map((active) =>
      smooth ? true : kinked ? active > 0 && active < rows : mortal && active > 0,
    );
    const apart = Math.cos((APART * Math.PI) / 180);
    const vectors = Array.from({ length: units }, (_, i) =>
      Array.from({ length: inputs }, (__, c) => w[c * units + i]),
    );
    let cosines = 0;
    vectors.forEach((u, i) => {
      const length = Math.hypot(...u);
      let own = bends[i];
      if (length > 0) cosines++;
      for (let j = 0; j < i; j++) {
        const lengths = length * Math.hypot(...vectors[j]);
        const dot = u.reduce((total, value, c) => total + value * vectors[j][c], 0);
        const cosine = lengths > 0 ? dot / lengths : 0;
        cosines += 2 * cosine;
        const alike = patterns[0][i].every((active, row) => active === patterns[0][j][row]);
        if (alike && lives[i] && lives[j] && cosine > apart) found.same_pairs++;
        if (bends[i] && bends[j] && cosine < -apart) found.opposite_pairs++;
        if (bends[i] && bends[j] && Math.abs(cosine) > apart) own = false;
      }
      if (own) found.lines++;
      const a = w[last.kernel + i];
      const incoming = length ** 2 + (bias ? w[biasAt + i] ** 2 : 0);
      if (canBeDoomed(arm) && a < 0 && a * a > incoming) found.doomed++;
    });
    found.alignment = Math.sqrt(Math.max(cosines, 0)) / units;
  }
}

/** The largest less the smallest. */
function widthOf(column: Float64Array): number {
  let [low, high] = [Infinity, -Infinity];
  for (const value of column) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return high - low;
}
