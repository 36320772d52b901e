// What the project holds to on every WebGPU implementation, as functions of a device that throw.
import type { Device } from '../../src/gpu/device';
import { expectAloneAsAmong, expectLongDispatches, orders } from '../support/contract';
import { expectTwinDraws, layersOf, scheme } from '../support/draw';
import { groupCases } from '../support/group';
import {
  compileInit,
  compileRow,
  initRows,
  kernelRows,
  messagesOfTexts,
  textRows,
} from '../support/kernel_rows';
import { trajectories } from '../support/oracles';

export interface Case {
  readonly name: string;
  readonly check: (device: Device) => Promise<unknown>;
}

/** Texts for a workgroup a network that LLVM has not seen take it from 4 to 20 seconds. */
const inGroups = /shape-two-hidden|64 -> 128/;

/** Trajectories, kernels of every row, large networks, and runs alone as among many. */
export const cases: readonly Case[] = [
  ...trajectories,
  ...groupCases.filter(({ name }) => inGroups.test(name)),
  // in the adapter's own form: the golden trajectories have trained those of GPUs
  ...kernelRows.map((document) => ({
    name: `kernels of ${JSON.stringify({ ...document, task: undefined })}`,
    check: (device: Device) => compileRow(document, device, device.info),
  })),
  ...initRows.map((document) => ({
    name: `init of ${JSON.stringify(document)}`,
    check: (device: Device) => compileInit(document, device),
  })),
  ...(['kinks_at_data', 'lsuv', 'redraw_dead'] as const).map((name) => ({
    name: `${name} is the twin's`,
    check: (device: Device) =>
      expectTwinDraws(device, layersOf([2, 3, 1], scheme(name, { base: 'he_uniform' })), {
        runs: 64,
        rows: 256,
      }),
  })),
  ...textRows.map((document) => ({
    name: `texts of ${JSON.stringify({ ...document, task: undefined })}`,
    check: async (device: Device) => {
      const [message] = await messagesOfTexts(document, device);
      if (message !== undefined) throw new Error(message);
    },
  })),
  ...Object.entries(orders).map(([name, training]) => ({
    name: `one run alone is the same run among many: ${name}`,
    check: (device: Device) => expectAloneAsAmong(1000, training, device),
  })),
  { name: 'dispatches of many steps are trained to their end', check: expectLongDispatches },
];

/** The name under which the outcome of process `k` has errors of its device that no case threw. */
export const deviceCase = (k: number): string => `device ${k} has no error of its own`;

/** What a process prints: a text for each of its cases that failed, null for the others. */
export interface Outcome {
  readonly adapter: string;
  readonly failures: Readonly<Record<string, string | null>>;
}
