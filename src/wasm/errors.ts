// What a kernel may say that cannot be compiled to WebAssembly, or is no WGSL at all.

/** Names the construct and its line in the expanded text. */
export class WgslError extends Error {
  constructor(line: number, why: string) {
    super(`WGSL line ${line}: ${why}`);
    this.name = 'WgslError';
  }
}
