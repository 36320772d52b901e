// The CPU engine without threads of its own, so that it works in any test.
import type { FromWorker, ToWorker, WorkerPort } from '../../src/engine/cpu/protocol';
import { cpuTrainer } from '../../src/engine/cpu/trainer';
import type { CpuWaveOptions } from '../../src/engine/cpu/wave';
import { serveTrainer } from '../../src/engine/cpu/worker';
import type { Trainer } from '../../src/engine/trainer';

/** A trainer whose `threads` take turns in this one. */
export const inProcessCpu = (threads = 1, options: CpuWaveOptions = {}): Trainer =>
  cpuTrainer(() => inProcessThread(options), threads);

export function inProcessThread(options: CpuWaveOptions = {}): WorkerPort {
  const [toWorker, fromWorker] = [channel<ToWorker>(), channel<FromWorker>()];
  serveTrainer({ post: fromWorker.post, listen: toWorker.listen }, options);
  return {
    post: toWorker.post,
    listen: fromWorker.listen,
    onFailure: () => {},
    close: () => {},
  };
}

/** Messages arrive later, as copies. */
function channel<Message>() {
  let receive: (message: Message) => void = () => {};
  return {
    post(message: Message): void {
      const copy = structuredClone(message);
      setTimeout(() => receive(copy));
    },
    listen(listener: (message: Message) => void): void {
      receive = listener;
    },
  };
}
