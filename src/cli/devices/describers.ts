// Describes levels on Node's threads: polishing their runs takes a core some seconds, whatever trained them.
import { Worker } from 'node:worker_threads';
import { wrap } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { Describe, describeEnding } from '../../analysis/description';
import { pool } from '../../engine/pool';
import { cpuThreads } from './cpu_threads';

export interface Describers {
  /** Waits for a thread; null once the signal has aborted. @throws what a worker has thrown, or why it failed */
  readonly describe: Describe;
  close(): void;
}

export interface DescribersOptions {
  readonly signal: AbortSignal;
  /** What share of the levels asked for is done. */
  readonly onProgress: (share: number) => void;
}

/** Threads that describe, one a core at most. */
export function describers({ signal, onProgress }: DescribersOptions): Describers {
  const threads = pool(startThread, cpuThreads());
  let asked = 0;
  let done = 0;
  return {
    async describe(arm, ending, constantLoss) {
      asked++;
      const plain = { ...arm, explicit: null }; // the parameters of every run may be given: no thread needs them
      try {
        return await threads.use(async ({ describe, failed }) =>
          signal.aborted ? null : Promise.race([describe(plain, ending, constantLoss), failed]),
        );
      } finally {
        onProgress(++done / asked);
      }
    },
    close: threads.close,
  };
}

function startThread() {
  const worker = new Worker(new URL('describe_worker.js', import.meta.url));
  let alive = true;
  const failed = new Promise<never>((_, reject) => {
    worker.on('error', (error) => {
      alive = false;
      reject(error);
    });
  });
  failed.catch(() => {}); // whoever waits for a description hears of it
  return {
    describe: wrap<typeof describeEnding>(nodeEndpoint(worker)),
    failed,
    alive: () => alive,
    close: () => void worker.terminate(),
  };
}
