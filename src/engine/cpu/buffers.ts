// Where the buffers of a wave lie in the kernels' memory. Four runs, one a lane, are a group; a group's parameters and state
// are neighbours, so that all it needs stays in the nearest cache while it is trained.
import type { Arm } from '../../study/arm';
import { rowsOf } from '../../study/catalogues/tasks';
import { mortalUnits } from '../../study/facts';
import { parameterCount } from '../../study/layout';
import { LANE_COUNT } from '../../wasm/lanes';
import { initArguments } from '../kernels/init';
import { jobFields } from '../kernels/job';
import { probeWords } from '../kernels/probe';
import { tableWords } from '../kernels/table';
import { scalarNames } from '../kernels/update_values';
import type { Wave } from '../trainer';
import { growTo } from './kernels';
import { cpuMethod } from './method';

/** Steps of one call at most: the length of the table of step scalars. */
export const MOST_STEPS = 1024;
const ALIGN = 64;

/** Words of a run in each of its buffers; a group's lie [word][lane]. */
export const wordsPerRun = (arm: Arm) => ({
  parameters: parameterCount(arm.layers),
  state: cpuMethod(arm).stateWords(arm),
  order: arm.training.order === 'shuffled' ? rowsOf(arm.task) : 0,
  seeds: 1,
  losses: 1,
  dead: 1,
  deaths: mortalUnits(arm),
  resting: 1,
});

export type Group = Readonly<Record<keyof ReturnType<typeof wordsPerRun>, number>>;
export type Buffers = ReturnType<typeof allocate>;

/**
 * Lays out the buffers of a wave behind `start`, as addresses in bytes, and fills those that do not change. All others are 0.
 * @throws OutOfMemoryError
 */
export function allocate(memory: WebAssembly.Memory, { arm, table, count }: Wave, start: number) {
  let end = start;
  const reserve = (words: number) => {
    const at = Math.ceil(end / ALIGN) * ALIGN;
    end = at + 4 * words;
    return at;
  };
  const rows = tableWords(arm.task, table);
  const laws = initArguments(arm);
  const shared = {
    job: reserve(jobFields.length),
    table: reserve(rows.length),
    laws: reserve(laws.length),
    schedule: reserve(MOST_STEPS * scalarNames(arm).length),
    facts: reserve(LANE_COUNT * probeWords(arm).facts),
    patterns: reserve(LANE_COUNT * probeWords(arm).patterns),
  };
  const words = wordsPerRun(arm);
  const names = Object.keys(words) as (keyof Group)[];
  const groups = Array.from(
    { length: Math.ceil(count / LANE_COUNT) },
    () =>
      Object.fromEntries(names.map((name) => [name, reserve(LANE_COUNT * words[name])])) as Group,
  );
  growTo(memory, end);
  const floats = new Float32Array(memory.buffer);
  floats.fill(0, start / 4, end / 4);
  floats.set(rows, shared.table / 4);
  floats.set(laws, shared.laws / 4);
  return { shared, groups, words, floats, integers: new Uint32Array(memory.buffer) };
}
