// A thread of the CPU engine in the browser.
import type { ToWorker } from '../../engine/cpu/protocol';
import { serveTrainer } from '../../engine/cpu/worker';

serveTrainer({
  post: (message, transfer = []) => self.postMessage(message, { transfer }),
  listen: (receive) =>
    self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => receive(data)),
});
