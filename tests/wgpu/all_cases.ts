// Runs in Deno: every n-th case, beginning with the k-th, on one device, and the outcome as JSON on standard output.
// `all_cases.js k n`. Errors that no case throws are the device's own.
import { openNodeGpu } from '../../src/cli/devices/node_gpu';
import { openDevice } from '../../src/gpu/device';
import { inScopes } from '../support/device_scopes';
import { cases, deviceCase, type Outcome } from './cases';

const [k, n] = process.argv.slice(2).map(Number);
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

await hold(deviceCase(k), () =>
  inScopes(device, async () => {
    for (const { name, check } of cases.filter((_, i) => i % n === k))
      await hold(name, () => check(device));
  }),
);
const outcome: Outcome = { adapter: tried.join('; '), failures };
process.stdout.write(JSON.stringify(outcome), () => process.exit());
