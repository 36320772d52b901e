// A wave on a device: its kernels, and the columns of its runs in the slots of its buffers. Run i of the wave begins in slot i.
import { readWords, write } from '../../gpu/buffer';
import type { Device } from '../../gpu/device';
import type { Fence } from '../../gpu/fence';
import { bind, dispatch, type Kernel } from '../../gpu/kernel';
import type { Probe } from '../../reference/train';
import { trainedParameters } from '../../study/layout';
import { byColumn, toColumns, withoutRoom } from '../columns';
import { jobOf, jobWords, type Job } from '../kernels/job';
import type { Method } from '../kernels/methods';
import { WORKGROUP } from '../kernels/shaders';
import type { Wave } from '../trainer';
import { allocate, MOST_STEPS, wordsPerRun } from './buffers';
import { compileKernels } from './kernels';
import { picked, type Columns, type LastState } from './leaving';
import { pacer } from './pacer';

export type WaveOnDevice = Awaited<ReturnType<typeof waveOnDevice>>;

/** Buffers whose columns move with their runs. */
const moving = ['parameters', 'state', 'order', 'deaths'] as const;

/**
 * Puts a wave on a device, its runs at their beginning.
 * @throws OutOfMemoryError, DeviceLostError, LimitError
 */
export async function waveOnDevice(device: Device, wave: Wave, method: Method) {
  const { arm, count, firstSeed } = wave;
  const { compileProbe, ...compiled } = await compileKernels(device, arm, method);
  const kernels = { ...compiled, probe: null as Kernel | null };
  const networks = method.networks(arm, device.info);
  // invocations without a run of their own help others to load, and need room for what they do meanwhile
  const together = device.info.subgroups ? method.runsPerWorkgroup : networks;
  const room = (runs: number) => Math.ceil(runs / together) * together;
  const words = wordsPerRun(arm, method, device.info);
  const still = jobOf(wave);
  const trained = trainedParameters(arm.layers).length;
  const buffers = await allocate(device, wave, method, room(count));
  type BufferName = keyof typeof buffers;
  const groups = new Map<Kernel, GPUBindGroup>();
  const groupOf = (kernel: Kernel): GPUBindGroup => {
    const group = groups.get(kernel) ?? bind(device, kernel, buffers);
    groups.set(kernel, group);
    return group;
  };
  const pace = pacer(MOST_STEPS);
  let slots = count;
  let stride = room(count);

  const fetch = (buffer: BufferName, length: number, offset = 0) =>
    pace.readBack(() => readWords(device, buffers[buffer], length, offset));

  /** Rows from .. from + rows - 1 of a buffer. */
  const read = async (buffer: BufferName, rows: number, from = 0): Promise<Columns> => ({
    values: new Float32Array(await fetch(buffer, rows * stride, from * stride)),
    stride,
  });

  /** The first row of a buffer of whole numbers. */
  const readCounts = async (buffer: BufferName) => new Uint32Array(await fetch(buffer, slots));

  /** Submits a kernel for all slots; some hold several networks an invocation, and count in vectors of them. */
  const submit = (name: keyof typeof kernels, change: Partial<Job> = {}, fence?: Fence): void => {
    const kernel = kernels[name];
    if (!kernel) return;
    const packed = name === 'train' || name === 'evaluate';
    const width = packed ? networks : 1;
    const content: Job = {
      ...still,
      runs: Math.ceil(slots / width),
      stride: stride / width,
      slot: (trained * stride) / width,
      ...change,
    };
    write(device, buffers.job, jobWords(content));
    const perWorkgroup = packed ? method.runsPerWorkgroup : WORKGROUP;
    const workgroups = Math.ceil((content.runs * width) / perWorkgroup);
    dispatch(device, kernel, groupOf(kernel), workgroups, fence);
  };

  /** Fills the parameters of the first slots with those that the wave's runs begin with. */
  const begin = (change: Partial<Job> = {}): void => {
    if (kernels.init) return submit('init', change);
    const given = arm.explicit!.slice(firstSeed, firstSeed + count);
    write(device, buffers.parameters, byColumn(given, change.stride ?? stride));
  };

  /** Tells the kernels which run is in which slot. */
  const placeRuns = (live: Uint32Array): void =>
    write(
      device,
      buffers.seeds,
      live.map((run) => firstSeed + run),
    );

  placeRuns(Uint32Array.from({ length: count }, (_, run) => run));
  begin();
  return {
    pace,
    submit,
    read,
    readCounts,
    setSchedule: (scalars: Float32Array<ArrayBuffer>) => write(device, buffers.schedule, scalars),

    /** What is there of runs that are over. */
    async readLast(): Promise<LastState> {
      const died = words.deaths > 0 ? (await read('deaths', words.deaths)).values.buffer : 0;
      return {
        dead: await readCounts('dead'),
        deaths: { values: new Uint32Array(died as ArrayBuffer), stride },
        parameters: await read('parameters', words.parameters),
      };
    },

    /** Gives the slots of runs that left to the others. @param stay old slots; @param live their runs, as in the new ones */
    async closeRanks(stay: Uint32Array, live: Uint32Array): Promise<void> {
      const narrower = room(stay.length);
      for (const buffer of moving) {
        if (words[buffer] === 0) continue;
        write(device, buffers[buffer], picked(await read(buffer, words[buffer]), stay, narrower));
      }
      slots = stay.length;
      stride = narrower;
      placeRuns(live);
    },

    /** Compiles what `probe` needs, which says what is wrong with it. */
    prepareProbe: () => void compileProbe().catch(() => {}),

    /** Probes all runs of the wave, before training and with these parameters, [run][parameter]; null where nothing is. */
    async probe(final: Float32Array): Promise<Probe | null> {
      kernels.probe = await compileProbe();
      if (!kernels.probe) return null;
      const whole = { runs: count, stride: room(count) };
      const facts = async () => {
        submit('probe', whole);
        const found = await fetch('facts', words.facts * whole.stride);
        return withoutRoom(new Float32Array(found), whole.stride, count);
      };
      begin(whole);
      const start = await facts();
      write(device, buffers.parameters, toColumns(final, words.parameters, whole.stride));
      return { start, end: await facts() };
    },

    destroy(): void {
      for (const buffer of Object.values(buffers)) buffer.destroy();
    },
  };
}
