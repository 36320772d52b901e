// Trains waves on the CPU's threads: what users without WebGPU get.
import type { Arm } from '../../study/arm';
import { OutOfMemoryError } from '../../gpu/errors';
import type { Table } from '../../reference/table';
import { LANE_COUNT } from '../../wasm/lanes';
import { flopPerRun } from '../passes';
import { pool } from '../pool';
import type { Trainer, Wave, WaveProgress, WaveResult } from '../trainer';
import { wordsPerRun } from './buffers';
import type { WorkerPort } from './protocol';

/** Work of one wave: about half a second of one thread, so that little is lost when a study is cancelled. */
const WAVE_FLOP = 1e10;
const MOST_RUNS = 4096;
/** Words of memory of one wave. */
const MOST_WORDS = 2 ** 24;

/** A trainer over `threads` workers, which are started when first needed. */
export function cpuTrainer(spawn: () => WorkerPort, threads: number): Trainer {
  const workers = pool(() => startThread(spawn()), threads);
  return {
    adapter: {
      engine: 'cpu',
      name: `${threads} CPU thread${threads > 1 ? 's' : ''}`,
      software: true,
    },
    lanes: threads,
    waveSize,
    async train(wave, progress, signal) {
      signal?.throwIfAborted();
      return workers.use((thread) => thread.train(wave, progress, signal));
    },
    close: workers.close,
  };
}

function waveSize(arm: Arm): number {
  const words = Object.values(wordsPerRun(arm)).reduce((a, b) => a + b);
  const most = Math.min(MOST_RUNS, WAVE_FLOP / flopPerRun(arm), MOST_WORDS / words);
  return LANE_COUNT * Math.max(1, Math.round(most / LANE_COUNT));
}

function startThread(port: WorkerPort) {
  let sent: Table | undefined;
  let current:
    | {
        resolve: (r: WaveResult) => void;
        reject: (e: unknown) => void;
        progress: (p: WaveProgress) => void;
      }
    | undefined;
  let cancelReason: unknown;
  let alive = true;
  port.listen((message) => {
    if (message.kind === 'progress') current?.progress(message.progress);
    else if (message.kind === 'result') current?.resolve(message.result);
    else if (message.kind === 'cancelled') current?.reject(cancelReason);
    else current?.reject(new (message.outOfMemory ? OutOfMemoryError : Error)(message.message));
  });
  port.onFailure((error) => {
    alive = false;
    current?.reject(error);
  });
  return {
    alive: () => alive,
    async train(
      { table, ...wave }: Wave,
      progress: (p: WaveProgress) => void,
      signal?: AbortSignal,
    ) {
      const cancel = () => {
        cancelReason = signal?.reason;
        port.post({ kind: 'cancel' });
      };
      signal?.addEventListener('abort', cancel);
      try {
        return await new Promise<WaveResult>((resolve, reject) => {
          current = { resolve, reject, progress };
          port.post({ kind: 'train', wave, table: table === sent ? null : table });
          sent = table;
        });
      } finally {
        current = undefined;
        signal?.removeEventListener('abort', cancel);
      }
    },
    close: () => port.close(),
  };
}
