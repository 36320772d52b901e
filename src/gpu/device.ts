// A WebGPU device that keeps its own errors: what goes wrong is stored and thrown at the next check(), never only logged.
import { DeviceLostError, NoAdapterError, OutOfMemoryError, ShaderError } from './errors';

/** What the results say about where they were computed. */
export interface AdapterInfo {
  readonly name: string;
  readonly vendor: string;
  readonly architecture: string;
  /** True for an adapter that runs on the CPU. */
  readonly software: boolean;
  /** Whether kernels may use subgroups. Only those for adapters on the CPU have use for them, and for four invocations. */
  readonly subgroups: boolean;
  /** Turns of loops after which an invocation goes on as if they had ended, without a word. */
  readonly mostTurns: number;
}

export interface Device {
  readonly gpu: GPUDevice;
  readonly info: AdapterInfo;
  /** Throws the first stored error, if any; one of memory once, since a smaller wave may fit. */
  check(): void;
  /** Waits for GPU work; throws DeviceLostError when the device goes away meanwhile, and stored errors. */
  settle<T>(work: Promise<T>): Promise<T>;
  /**
   * Makes buffers, all or none: throws OutOfMemoryError where they are more than there is.
   * The caller may try again with less.
   */
  allocating<T extends Readonly<Record<string, GPUBuffer>>>(allocate: () => T): Promise<T>;
  destroy(): void;
}

/** Mesa's LLVM driver counts the turns of all loops of an invocation together, and ends them at 65,535. */
const countsTurns = /llvmpipe|lavapipe/i;
const onCpu = /swiftshader|llvmpipe|lavapipe|software|warp|basic render/i;

/** Name and kind of an adapter, as far as the browser tells. */
export function adapterInfo({ info, features }: GPUAdapter): AdapterInfo {
  const name = info.description || [info.vendor, info.architecture].filter(Boolean).join(' ');
  const software = info.isFallbackAdapter || onCpu.test(`${name} ${info.device}`);
  return {
    name: name || 'unnamed adapter',
    vendor: info.vendor,
    architecture: info.architecture,
    software,
    subgroups: software && features.has('subgroups') && (info.subgroupMinSize ?? 0) >= 4,
    mostTurns: countsTurns.test(`${name} ${info.device}`) ? 65_535 : Infinity,
  };
}

/**
 * Opens the high-performance adapter with the limits it has.
 * @throws NoAdapterError when there is none
 */
export async function openDevice(gpu: GPU | undefined): Promise<Device> {
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) {
    throw new NoAdapterError(
      gpu ? 'WebGPU is there, but it offers no adapter' : 'this browser or program has no WebGPU',
    );
  }
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const info = adapterInfo(adapter);
  const device = await adapter.requestDevice({
    label: 'unstuck',
    requiredLimits: { maxBufferSize, maxStorageBufferBindingSize },
    requiredFeatures: info.subgroups ? ['subgroups'] : [],
  });
  return watch(device, info);
}

function watch(gpu: GPUDevice, info: AdapterInfo): Device {
  let stored: Error | undefined;
  let lost: DeviceLostError | undefined;
  const waiting = new Set<(error: Error) => void>();
  void gpu.lost.then(({ reason, message }) => {
    if (reason === 'destroyed') return;
    lost = new DeviceLostError(message);
    stored ??= lost;
    for (const reject of waiting) reject(lost);
  });
  const orLost = <T>(work: Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      if (lost) return reject(lost);
      waiting.add(reject);
      void work.then(resolve, reject).finally(() => waiting.delete(reject));
    });
  gpu.addEventListener('uncapturederror', ({ error }) => {
    const short = error.constructor.name === 'GPUOutOfMemoryError';
    stored ??= short ? new OutOfMemoryError(error.message) : new ShaderError(error.message);
  });
  const check = () => {
    const error = stored;
    if (error instanceof OutOfMemoryError) stored = undefined;
    if (error) throw error;
  };
  return {
    gpu,
    info,
    check,
    async settle(work) {
      const value = await orLost(work);
      check();
      return value;
    },
    async allocating(allocate) {
      gpu.pushErrorScope('out-of-memory');
      const made = allocate();
      const error = await orLost(gpu.popErrorScope());
      if (!error) return made;
      for (const buffer of Object.values(made)) buffer.destroy();
      throw new OutOfMemoryError(error.message);
    },
    destroy: () => gpu.destroy(),
  };
}
