// The device fixture: a `test` that hands each test the process's one device, inside error scopes that must
// be empty in the end. No adapter is a failed test, never a skipped one. Tests that use it must not be
// concurrent with each other: error scopes are a stack.

import { test, type TestAPI } from 'vitest';
import { openDevice, type Device } from '../../src/gpu/device';
import { inScopes } from './device_scopes';

export interface DeviceFixtures {
  /** Shared by the tests of a file. Any error on it, captured or not, fails the test. */
  device: Device;
  /** Fresh, without scopes, destroyed afterwards: for tests that provoke errors or loss. */
  freshDevice: Device;
}

/** @param findGpu where WebGPU comes from, in Node or in a browser; may throw or reject */
export function deviceTest(findGpu: () => Promise<GPU> | GPU): TestAPI<DeviceFixtures> {
  let shared: Promise<Device> | undefined;
  return test.extend<DeviceFixtures>({
    // eslint-disable-next-line no-empty-pattern -- vitest reads the pattern to see what a fixture needs
    device: async ({}, use) => {
      shared ??= openDevice(await findGpu());
      const device = await shared;
      void device.gpu.lost.then(() => (shared = undefined)); // the next test gets a new one
      await inScopes(device, () => use(device));
    },
    // eslint-disable-next-line no-empty-pattern
    freshDevice: async ({}, use) => {
      const device = await openDevice(await findGpu());
      await use(device);
      device.destroy();
    },
  });
}
