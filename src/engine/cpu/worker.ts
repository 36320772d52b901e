// One thread of the CPU engine: trains waves, and looks up between calls of the kernels.
import type { Table } from '../../reference/table';
import { OutOfMemoryError } from '../../gpu/errors';
import type { Wave } from '../trainer';
import type { FromWorker, Port, ToWorker } from './protocol';
import { trainWave, type CpuWaveOptions } from './wave';

const PAUSE_SECONDS = 0.05;

/** Serves a trainer over a port until the thread ends. */
export function serveTrainer(port: Port<ToWorker, FromWorker>, options: CpuWaveOptions = {}): void {
  let table: Table | null = null;
  let cancelled = false;
  port.listen((message) => {
    if (message.kind === 'cancel') {
      cancelled = true;
      return;
    }
    cancelled = false;
    table = message.table ?? table;
    train({ ...message.wave, table: table! }).catch((error: unknown) =>
      port.post({
        kind: 'failed',
        message: error instanceof Error ? error.message : String(error),
        outOfMemory: error instanceof OutOfMemoryError,
      }),
    );
  });

  async function train(wave: Wave): Promise<void> {
    let last = performance.now();
    let losses: Float32Array | undefined;
    const calls = trainWave(wave, options);
    for (let next = calls.next(); ; next = calls.next()) {
      if (next.done) {
        const { parameters, losses: curves, deadUnits, deaths, probe, passes } = next.value;
        const columns = [parameters, curves, deadUnits, deaths, ...Object.values(probe ?? {})];
        const buffers = [...columns, ...(passes ? [passes] : [])].map(
          ({ buffer }) => buffer as ArrayBuffer,
        );
        port.post({ kind: 'result', result: next.value }, buffers);
        return;
      }
      losses = next.value.losses ?? losses;
      if (performance.now() - last < PAUSE_SECONDS * 1000) continue;
      port.post({ kind: 'progress', progress: { ...next.value, losses } });
      losses = undefined;
      await new Promise((resume) => setTimeout(resume)); // a cancel can arrive now
      last = performance.now();
      if (cancelled) return port.post({ kind: 'cancelled' });
    }
  }
}
