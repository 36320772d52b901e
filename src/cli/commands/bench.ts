// `unstuck bench`: the adapter's peak, and how near to it training comes.
import { bench as measure } from '../../engine/bench';
import { openDevice } from '../../gpu/device';
import { cpuEngine } from '../devices/engine';
import { openNodeGpu } from '../devices/node_gpu';
import { json } from '../output/files';
import { taskBar } from '../output/progress';
import { EXIT, interruptSignal, note, print } from '../output/terminal';
import { benchTable } from './bench_table';

export interface BenchOptions {
  readonly json?: boolean;
  readonly quick?: boolean;
}

/** Runs the command. @returns the exit code */
export async function bench(options: BenchOptions): Promise<number> {
  const signal = interruptSignal();
  const { gpu, tried } = await openNodeGpu();
  const device = gpu && (await openDevice(gpu));
  if (!device) note(`measuring the CPU alone: no usable GPU adapter (${tried.join('; ')})`);
  const cpu = cpuEngine();
  const bar = taskBar();
  try {
    const report = await measure(device, cpu, {
      quick: options.quick ?? false,
      signal,
      onProgress: bar.update,
    });
    bar.stop();
    await print(options.json ? json(report) : benchTable(report));
    return EXIT.done;
  } catch (error) {
    bar.stop();
    if (!signal.aborted) throw error;
    note('interrupted');
    return EXIT.interrupted;
  } finally {
    cpu.close();
    device?.destroy();
  }
}
