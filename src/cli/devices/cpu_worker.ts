// A Node thread of the CPU engine (see cpu_threads.ts for how it is started).
import { parentPort } from 'node:worker_threads';
import { serveTrainer } from '../../engine/cpu/worker';

if (parentPort) {
  const port = parentPort;
  serveTrainer({
    post: (message, transfer) => port.postMessage(message, transfer),
    listen: (receive) => port.on('message', receive),
  });
}
