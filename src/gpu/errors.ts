// The situations on a GPU that a user can mend. Each text says what to do next.

/** No adapter: WebGPU is missing or switched off. */
export class NoAdapterError extends Error {
  override name = 'NoAdapterError';
}

/** A buffer larger than the memory that is free; a smaller wave may fit. */
export class OutOfMemoryError extends Error {
  override name = 'OutOfMemoryError';
}

/** The work does not fit the adapter's limits. */
export class LimitError extends Error {
  override name = 'LimitError';
  constructor(limit: string, needed: number, available: number, advice: string) {
    super(`needs ${limit} = ${needed}, this adapter has ${available}; ${advice}`);
  }
}

/** WGSL that the compiler refuses: always a defect of ours; the text carries the compiler's message. */
export class ShaderError extends Error {
  override name = 'ShaderError';
}

/** The device went away (driver reset, watchdog, sleep). */
export class DeviceLostError extends Error {
  override name = 'DeviceLostError';
  constructor(reason: string) {
    super(
      `the GPU device was lost (${reason || 'no reason given'}); what was finished is kept: run the study again, ` +
        `with fewer other programs on the GPU, or on the CPU engine`,
    );
  }
}
