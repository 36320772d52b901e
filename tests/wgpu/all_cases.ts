// Runs in Deno: every case on one device, and the outcome as JSON on standard output. wgpu there tells of finished work only
// every 10 ms, so many cases are under way at once; errors that none of them throws are the device's own case.
import { openNodeGpu } from '../../src/cli/devices/node_gpu';
import { openDevice } from '../../src/gpu/device';
import { inScopes } from '../support/device_scopes';
import { cases, DEVICE, type Outcome } from './cases';

const AT_ONCE = 16;

const { gpu, tried } = await openNodeGpu();
const device = await openDevice(gpu ?? undefined);
const failures: Record<string, string | null> = {};

async function hold(name: string, check: () => Promise<unknown>): Promise<void> {
  try {
    await check();
    failures[name] = null;
  } catch (error) {
    failures[name] = error instanceof Error ? error.message : String(error);
  }
}

const queue = [...cases];
const lane = async () => {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { name, check } = next;
    await hold(name, () => check(device));
  }
};
await hold(DEVICE, () =>
  inScopes(device, () => Promise.all(Array.from({ length: AT_ONCE }, lane))),
);
const outcome: Outcome = { adapter: tried.join('; '), failures };
process.stdout.write(JSON.stringify(outcome), () => process.exit());
