// A device as if it were a GPU: its arms get the texts that GPUs and the CPU engine get, one network an invocation and small
// tiles. Adapters on the CPU compile them in half the time of their own. Works in Node, in a browser and in Deno.
import { plainTarget } from '../../src/engine/kernels/target';
import type { Device } from '../../src/gpu/device';

const made = new WeakMap<Device, Device>();

/** The same view of a device each time, so that its kernels are compiled once. */
export function asOnGpu(device: Device): Device {
  let view = made.get(device);
  if (!view) made.set(device, (view = { ...device, info: { ...device.info, ...plainTarget } }));
  return view;
}
