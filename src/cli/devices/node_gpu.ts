// WebGPU on the command line. A runtime's own where it has one (Deno: wgpu). In Node, Dawn from the npm package
// webgpu: the machine's own adapter where there is one, else SwiftShader from the packaged files, in the same
// process; UNSTUCK_ADAPTER=system or UNSTUCK_ADAPTER=software allows only one of the two. Dawn's threads keep
// Node alive: whoever opened a GPU ends the process explicitly (process.exit).

import { constants } from 'node:os';
import { adapterInfo } from '../../gpu/device';
import { softwareVulkan } from './software';

/** A GPU for the command line. `software` means that the processor does the work, whoever wrote the driver. */
export interface NodeGpu {
  gpu: GPU;
  kind: 'hardware' | 'software';
  /** One line for each way that was tried, the successful one last; `unstuck doctor` prints them. */
  tried: string[];
}

/** No adapter at all; `tried` says what happened on each way. */
export interface NoNodeGpu {
  gpu: null;
  kind: null;
  tried: string[];
}

// What create() returned must never be garbage-collected while a device lives (the process hangs or corrupts
// memory), and must not be on globalThis. So every one of them stays here for good.
const kept: GPU[] = [];
const opened = new Map<AdapterChoice, Promise<NodeGpu | NoNodeGpu>>();

/**
 * Any adapter; or only one that is worth it: hardware, since the CPU engine is several times faster than SwiftShader on the
 * same CPU. Who names an adapter by UNSTUCK_ADAPTER, or takes a runtime with a WebGPU of its own, gets that one.
 */
export type AdapterChoice = 'any' | 'fast';

/**
 * Opens WebGPU once per process and installs its constants and classes (GPUBufferUsage, GPUMapMode, ...) as
 * globals, as a browser has them. Call it on the main thread. A worker needs no GPU.
 * @returns the GPU, or null with the reasons; it does not throw for want of an adapter.
 */
export function openNodeGpu(choice: AdapterChoice = 'any'): Promise<NodeGpu | NoNodeGpu> {
  if (!opened.has(choice)) opened.set(choice, open(choice));
  return opened.get(choice)!;
}

async function open(choice: AdapterChoice): Promise<NodeGpu | NoNodeGpu> {
  const named = process.env['UNSTUCK_ADAPTER'] ?? '';
  const own = runtimeGpu();
  const fast = choice === 'fast' && !isAskedFor();
  const tried: string[] = [];
  const none: NoNodeGpu = { gpu: null, kind: null, tried };
  if (own) {
    const found = await attempt('WebGPU of this runtime', () => Promise.resolve(own), tried);
    return found ? { ...found, tried } : none;
  }
  if (named !== 'software') {
    const found = await attempt('system adapter', openSystem, tried);
    if (found && !(fast && found.kind === 'software')) return { ...found, tried };
  }
  if (named !== 'system' && !fast) {
    const found = await attempt('packaged SwiftShader', openSwiftShader, tried);
    if (found) return { ...found, tried };
  }
  return none;
}

/** Whether somebody has chosen the adapter. */
const isAskedFor = (): boolean => Boolean(process.env['UNSTUCK_ADAPTER'] || runtimeGpu());

/** Whether the choice 'fast' is content with what 'any' has found. */
export const isFast = ({ kind }: NodeGpu | NoNodeGpu): boolean =>
  kind === 'hardware' || (kind === 'software' && isAskedFor());

/** Node has a `navigator` since version 21, without `gpu`. */
function runtimeGpu(): GPU | undefined {
  const { navigator } = globalThis as { navigator?: { gpu?: GPU } };
  return navigator?.gpu;
}

type Opened = Pick<NodeGpu, 'gpu' | 'kind'>;

async function attempt(what: string, way: () => Promise<GPU>, tried: string[]) {
  try {
    const gpu = await way();
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) {
      tried.push(`${what}: no adapter`);
      return undefined;
    }
    const { name, software } = adapterInfo(adapter);
    const kind = software ? 'software' : 'hardware';
    tried.push(`${what}: ${name} (${kind})`);
    return { gpu, kind } satisfies Opened;
  } catch (error) {
    tried.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

const LOAD_FLAGS = constants.dlopen?.RTLD_NOW | constants.dlopen?.RTLD_GLOBAL | 0x1000; // RTLD_NODELETE

async function openSystem(): Promise<GPU> {
  // Without a Vulkan loader Dawn prints a warning of its own on standard error: look first.
  if (process.platform === 'linux' && !(loadLibrary('libvulkan.so.1') === 'loaded')) {
    throw new Error(
      'no Vulkan loader on this machine (Debian: apt install libvulkan1 and a driver)',
    );
  }
  return createGpu();
}

async function openSwiftShader(): Promise<GPU> {
  const { icd, loader } = await softwareVulkan();
  process.env['VK_ICD_FILENAMES'] = icd;
  process.env['VK_DRIVER_FILES'] = icd; // the newer name of the same variable
  // Dawn asks for libvulkan.so.1 by name, and is given the one already in the process.
  if (loadLibrary('libvulkan.so.1') !== 'loaded' && loadLibrary(loader) !== 'loaded') {
    throw new Error(`cannot load ${loader}`);
  }
  return createGpu();
}

/** Loads a shared library for the whole process; it is no Node addon, which the error says when it worked. */
function loadLibrary(path: string): 'loaded' | 'missing' {
  try {
    process.dlopen({ exports: {} }, path, LOAD_FLAGS);
    return 'loaded';
  } catch (error) {
    return /did not self-register/.test(String(error)) ? 'loaded' : 'missing';
  }
}

async function createGpu(): Promise<GPU> {
  const { create, globals } = await import('webgpu');
  const gpu = create([]);
  kept.push(gpu);
  Object.assign(globalThis, globals);
  return gpu;
}
