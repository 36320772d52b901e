// What a draw is for: the low three bits of the first counter word. Draws of two streams never share a counter.
// WGSL gets these numbers as constants of the same names (shaders/rng.wgsl).

export const streams = {
  INIT: 0, // the one uniform of each parameter
  INIT_CHOICE: 1, // further decisions of an initialiser: which entry, which rotation
  SHUFFLE: 2,
  DATA: 3, // fresh samples
  DROPOUT: 4,
  TABLE: 5, // the rows of a sampled table
  SLOPE: 6, // slopes of activations that are drawn in training
} as const;

export type Stream = (typeof streams)[keyof typeof streams];
