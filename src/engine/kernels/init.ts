// From an arm to the text of its `init` kernel and to the numbers that the kernel's operations read. The text depends on
// schemes and shapes alone: a sweep over a scheme's parameters compiles one pipeline.
import type { Arm } from '../../study/arm';
import { blockFields, blockOf, initOperations } from '../../study/catalogues/initializers';
import { looksAtTable } from '../../study/catalogues/initializers/operations';
import { parameterCount } from '../../study/layout';
import { networkValues } from './network_values';
import { kernelSource } from './shaders';

/** Networks of more parameters look at the table with loops: an unrolled text would compile for seconds. */
const MOST_UNROLLED = 256;

export const looksUnrolled = ({ layers }: Pick<Arm, 'layers'>): boolean =>
  parameterCount(layers) <= MOST_UNROLLED;

/** The text of the kernel `init`. Bindings: uniform job, readWrite parameters [parameter][run], the table, uniform laws. */
export function initSource(arm: Arm): string {
  const { layers } = arm;
  const placed = initOperations(layers).map((operation, index) => {
    const block = blockOf(layers, operation);
    return { ...operation, index, block: blockFields.map((field) => `${block[field]}u`).join() };
  });
  const operations = placed.map(({ again, ...operation }) => ({
    ...operation,
    again: again?.map((index) => placed[index]) ?? null,
  }));
  const looks = placed.some(({ op }) => looksAtTable(op));
  return kernelSource('init', { blockFields, operations, looks, ...(looks && lookValues(arm)) });
}

/** What shaders/init/look.wgsl needs. */
function lookValues(arm: Arm) {
  const { layers, ...network } = networkValues(arm, 1);
  return {
    ...network,
    order: 'sequential',
    unrolled: looksUnrolled(arm),
    widest: Math.max(network.inputs, ...arm.layers.map(({ units }) => units)),
    layers: layers.map((layer) => ({
      ...layer,
      /** What follows z of unit o. */
      slope: (o: number | string) =>
        layer.learns ? `, load(${layer.slopesAt}u + ${o})` : layer.arguments(0),
    })),
  };
}

/** The content of the uniform `laws`, [operation][4] f32. */
export const initArguments = ({ layers }: Pick<Arm, 'layers'>): Float32Array<ArrayBuffer> =>
  Float32Array.from(initOperations(layers).flatMap(({ args }) => args));
