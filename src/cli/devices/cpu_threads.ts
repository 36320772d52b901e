// The CPU engine in Node: one worker thread a core.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { WorkerPort } from '../../engine/cpu/protocol';
import { cpuTrainer } from '../../engine/cpu/trainer';
import type { Trainer } from '../../engine/trainer';

/** Threads that the CPU engine takes unless it is told. */
export const cpuThreads = (): number => availableParallelism();

/**
 * A trainer on Node's threads.
 * @param script the built worker, dist/cli/cpu_worker.js
 */
export const nodeCpuTrainer = (script: URL, threads = cpuThreads()): Trainer =>
  cpuTrainer(() => workerPort(script), threads);

function workerPort(script: URL): WorkerPort {
  const worker = new Worker(script);
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    listen: (receive) => void worker.on('message', receive),
    onFailure: (report) => void worker.on('error', report),
    close: () => void worker.terminate(),
  };
}
