// Error scopes around whatever a test does on a device. Works in Node, in a browser and in Deno.

import type { Device } from '../../src/gpu/device';

/** Scopes are pushed in this order; an error goes to the innermost that fits it. */
const SCOPES = ['out-of-memory', 'internal', 'validation'] as const;
const POP_LIMIT = 20_000; // ms; a software adapter may still be busy with the test's work

/**
 * Runs `body` inside error scopes, and checks the device after it.
 * @throws Error when a scope caught something or was left open, or when the device is lost or has stored an error
 */
export async function inScopes(device: Device, body: () => Promise<unknown>): Promise<void> {
  let lost = false;
  void device.gpu.lost.then(() => (lost = true));
  for (const scope of SCOPES) device.gpu.pushErrorScope(scope);
  await body();
  if (lost) throw new Error('the shared device was lost or destroyed; take freshDevice for that');
  await popScopes(device.gpu);
  device.check();
}

/** Pops what the fixture pushed. @throws what a scope caught, a scope left over, or a pop that never ends */
async function popScopes(gpu: GPUDevice): Promise<void> {
  const problems: string[] = [];
  for (const scope of SCOPES.toReversed()) {
    const error = await within(POP_LIMIT, gpu.popErrorScope());
    if (error) problems.push(`${scope}: ${error.message}`);
  }
  const leftOver = async () => {
    await within(POP_LIMIT, gpu.popErrorScope());
    return true;
  };
  while (await leftOver().catch(() => false)) problems.push('the test left an error scope open');
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

async function within<T>(limit: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`popErrorScope took over ${limit} ms`)), limit);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
