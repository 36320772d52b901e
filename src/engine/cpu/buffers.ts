// Where the buffers of a wave lie in the kernels' memory. Four runs, one a lane, are a group; a group's parameters and state
// are neighbours, so that all it needs stays in the nearest cache while it is trained.
import { parameterCount } from '../../study/layout';
import { LANE_COUNT } from '../../wasm/lanes';
import { initArguments } from '../gpu/init';
import { jobFields } from '../gpu/job';
import { methodOf } from '../gpu/methods';
import { tableWords } from '../gpu/table';
import { stepScalars } from '../gpu/update_values';
import { rowsOf } from '../../study/tasks';
import type { Arm } from '../../study/arms';
import type { Wave } from '../trainer';
import { growTo } from './kernels';

/** Steps of one call at most: the length of the table of step scalars. */
export const MOST_STEPS = 1024;
const ALIGN = 64;

/** Words of a run in each of its buffers. */
export const wordsPerRun = (arm: Arm, checkpoints: number) => ({
  parameters: parameterCount(arm.layers),
  state: methodOf(arm).stateWords(arm),
  order: arm.training.order === 'shuffled' ? rowsOf(arm.task) : 0,
  losses: checkpoints,
  dead: 1,
});

export type Buffers = ReturnType<typeof allocate>;

/** Lays out the buffers of a wave behind `start` and fills those that do not change. All others are 0. */
export function allocate(memory: WebAssembly.Memory, wave: Wave, start: number) {
  const { arm, table, checkpoints, count } = wave;
  const groups = Math.ceil(count / LANE_COUNT);
  let end = start;
  const reserve = (words: number) => {
    const at = Math.ceil(end / ALIGN) * ALIGN;
    end = at + 4 * words;
    return at;
  };
  const rows = tableWords(arm.task, table);
  const laws = initArguments(arm);
  const scalars = Object.keys(stepScalars(arm, 1)).length;
  const job = reserve(jobFields.length);
  const tableAt = reserve(rows.length);
  const lawsAt = reserve(laws.length);
  const schedule = reserve(MOST_STEPS * scalars);
  const words = wordsPerRun(arm, checkpoints.length);
  const group = Array.from({ length: groups }, () => ({
    parameters: reserve(LANE_COUNT * words.parameters),
    state: reserve(LANE_COUNT * words.state),
    order: reserve(LANE_COUNT * words.order),
    losses: reserve(LANE_COUNT * words.losses),
    dead: reserve(LANE_COUNT * words.dead),
  }));
  growTo(memory, end);
  new Uint8Array(memory.buffer, start, end - start).fill(0);
  const floats = (at: number, length: number) => new Float32Array(memory.buffer, at, length);
  floats(tableAt, rows.length).set(rows);
  floats(lawsAt, laws.length).set(laws);
  return { job, table: tableAt, laws: lawsAt, schedule, group, words, floats };
}
