// Describes levels on Node's threads: polishing their runs takes a core some seconds, whatever trained them.
import { Worker } from 'node:worker_threads';
import { wrap, type Remote } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { Describe, describeEnding } from '../../analysis/landscape';
import { cpuThreads } from './cpu_threads';

interface Thread {
  readonly describe: Remote<typeof describeEnding>;
  /** Rejects when the worker fails. */
  readonly failed: Promise<never>;
  close(): void;
}

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

/** Threads that are started when first needed, one a core at most. */
export function describers({ signal, onProgress }: DescribersOptions): Describers {
  const all: Thread[] = [];
  const idle: Thread[] = [];
  const waiting: ((thread: Thread) => void)[] = [];
  let asked = 0;
  let done = 0;
  const start = () => {
    const thread = startThread();
    all.push(thread);
    return thread;
  };
  const take = async () => {
    const thread = idle.pop() ?? (all.length < cpuThreads() ? start() : undefined);
    return thread ?? new Promise<Thread>((resolve) => waiting.push(resolve));
  };
  const give = (thread: Thread) => {
    const next = waiting.shift();
    if (next) next(thread);
    else idle.push(thread);
  };
  return {
    async describe(arm, ending, constantLoss) {
      asked++;
      const thread = await take();
      try {
        if (signal.aborted) return null;
        const plain = { ...arm, explicit: null }; // the parameters of every run may be given: no thread needs them
        return await Promise.race([thread.describe(plain, ending, constantLoss), thread.failed]);
      } finally {
        give(thread);
        onProgress(++done / asked);
      }
    },
    close: () => all.forEach((thread) => thread.close()),
  };
}

function startThread(): Thread {
  const worker = new Worker(new URL('describe_worker.js', import.meta.url));
  const failed = new Promise<never>((_, reject) => worker.on('error', reject));
  failed.catch(() => {}); // whoever asks it hears of it
  return {
    describe: wrap<typeof describeEnding>(nodeEndpoint(worker)),
    failed,
    close: () => void worker.terminate(),
  };
}
