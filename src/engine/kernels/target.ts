// What the text of a kernel depends on, besides the arm, of the device that runs it. It changes speed, never what is computed.

export interface Target {
  /** Whether the device runs on the CPU. */
  readonly software: boolean;
  /** Whether its text may use subgroups, of four invocations or more (src/gpu/device.ts). */
  readonly subgroups: boolean;
}

/** A GPU; the CPU engine compiles the same. */
export const plainTarget: Target = { software: false, subgroups: false };
