// The kernel that measures every run of a wave before and after training: src/study/facts.ts has the definitions.
import type { KernelText } from '../../gpu/kernel';
import type { Arm } from '../../study/arm';
import { losses } from '../../study/catalogues/losses';
import { f32Literal } from '../../study/expression';
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
} from '../../study/facts';
import { trainedParameters } from '../../study/layout';
import { networkValues } from './network_values';
import { kernelSource } from './shaders';
import { tableBinding } from './table';

/** The probe of an arm; null where nothing is probed. */
export function probeText(arm: Arm): KernelText | null {
  const rows = probeRows(arm);
  if (!rows) return null;
  const network = networkValues(arm, 1, false);
  const kinds = hiddenLayers(arm);
  const hidden = network.layers.slice(0, -1).map((layer, index) => ({ ...layer, ...kinds[index] }));
  const first = kinds.at(0);
  const last = network.layers.at(-1)!;
  const firstTrained = network.layers.findIndex(({ trainable }) => trainable);
  const before = (n: number) => kinds.slice(0, n - 1).reduce((sum, { units }) => sum + units, 0);
  const source = kernelSource('probe', {
    ...network,
    order: 'sequential',
    hidden,
    last,
    trained: trainedParameters(arm.layers),
    backward: firstTrained < 0 ? [] : network.layers.slice(firstTrained).toReversed(),
    lossFactor: losses[arm.loss.name].factor,
    units: first?.units ?? 0,
    immortal: !(first?.mortal ?? false),
    curved: first?.smooth ?? false,
    oneSided: first ? first.mortal && !first.kinked : false,
    unbounded: f32Literal(UNBOUNDED),
    lastUnits: kinds.at(-1)?.units ?? 0,
    canBeDoomed: canBeDoomed(arm),
    factCount: factNames.length,
    at: (name: FactName) => factNames.indexOf(name),
    activeAt: (n: number, o: number) => rows.active + before(n) + o,
    riseAt: (i: number) => rows.rise + i,
    nearly: f32Literal(NEARLY),
    flat: f32Literal(FLAT),
    idle: f32Literal(IDLE),
    cosApart: f32Literal(Math.cos((APART * Math.PI) / 180)),
  });
  return {
    name: 'probe',
    source,
    bindings: {
      job: 'uniform',
      parameters: 'read',
      table: tableBinding(arm.task),
      facts: 'readWrite',
      patterns: 'readWrite',
    },
  };
}

/** Words a run takes in the buffers of the probe. */
export const probeWords = (arm: Arm) => ({
  facts: probeRows(arm)?.end ?? 0,
  patterns: probeRows(arm) ? (hiddenLayers(arm).at(0)?.units ?? 0) : 0,
});
