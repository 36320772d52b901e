// The buffers of a wave on a device, and what its kernels read and write.
import { storage, uniform } from '../../gpu/buffer';
import type { Device } from '../../gpu/device';
import type { Arm } from '../../study/arm';
import { rowsOf } from '../../study/catalogues/tasks';
import { mortalUnits } from '../../study/facts';
import { parameterCount } from '../../study/layout';
import { checkpointsOf } from '../checkpoints';
import type { Wave } from '../trainer';
import { initArguments } from '../kernels/init';
import { jobFields } from '../kernels/job';
import type { Method } from '../kernels/methods';
import { probeWords } from '../kernels/probe';
import { tableBinding, tableWords } from '../kernels/table';
import type { Target } from '../kernels/target';
import { scalarNames } from '../kernels/update_values';

/** Past this many steps a dispatch gains nothing, and its table of step scalars grows. */
export const MOST_STEPS = 4096;

/** Words a run of an arm takes in each buffer. */
export function wordsPerRun(arm: Arm, method: Method, target: Target) {
  return {
    parameters: parameterCount(arm.layers),
    state: method.stateWords(arm),
    scratch: method.scratchWords?.(arm, target) ?? 0,
    losses: checkpointsOf(arm.training).length + 1, // and a row for looking between checkpoints
    order: arm.training.order === 'shuffled' ? rowsOf(arm.task) : 0,
    seeds: 1,
    dead: 1,
    deaths: mortalUnits(arm),
    resting: 1,
    ...probeWords(arm),
  };
}

/** The buffers of a wave with room for `stride` runs; parameters and state start at zero. @throws OutOfMemoryError */
export function allocate(device: Device, { arm, table }: Wave, method: Method, stride: number) {
  const words = wordsPerRun(arm, method, device.info);
  const scalars = scalarNames(arm).length;
  const tableBuffer = tableBinding(arm.task) === 'uniform' ? uniform : storage;
  const columns = (name: keyof typeof words) => storage(device, name, words[name] * stride * 4);
  return device.allocating(() => ({
    job: uniform(device, 'job', 4 * jobFields.length),
    table: tableBuffer(device, 'table', tableWords(arm.task, table)),
    schedule: storage(device, 'schedule', MOST_STEPS * scalars * 4),
    laws: uniform(device, 'laws', initArguments(arm)),
    parameters: columns('parameters'),
    state: columns('state'),
    scratch: columns('scratch'),
    order: columns('order'),
    seeds: columns('seeds'),
    losses: columns('losses'),
    dead: columns('dead'),
    deaths: columns('deaths'),
    resting: columns('resting'),
    facts: columns('facts'),
    patterns: columns('patterns'),
  }));
}
