// One thread of the CPU engine: trains waves with the twin kernels, a run at a time.
import { trainRuns } from '../../reference/train';
import type { Table } from '../../reference/table';
import type { FromWorker, Port, ToWorker } from './protocol';

const PAUSE_SECONDS = 0.05;

/** Serves a trainer over a port until the thread ends. */
export function serveTrainer(port: Port<ToWorker, FromWorker>): void {
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
      }),
    );
  });

  async function train(wave: Parameters<typeof trainRuns>[0]): Promise<void> {
    let last = performance.now();
    const runs = trainRuns(wave);
    for (let next = runs.next(); ; next = runs.next()) {
      if (next.done) {
        const { parameters, losses, deadUnits } = next.value;
        const buffers = [parameters.buffer, losses.buffer, deadUnits.buffer] as ArrayBuffer[];
        port.post({ kind: 'result', result: next.value }, buffers);
        return;
      }
      if (performance.now() - last < PAUSE_SECONDS * 1000) continue;
      port.post({ kind: 'progress', progress: { steps: next.value } });
      await new Promise((resume) => setTimeout(resume)); // a cancel can arrive now
      last = performance.now();
      if (cancelled) return port.post({ kind: 'cancelled' });
    }
  }
}
