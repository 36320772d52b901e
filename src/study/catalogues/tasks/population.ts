// The population loss: the mean squared error over the whole normal law of the inputs instead of a table of samples. It has a
// closed form for ReLU networks without biases and targets of the same kind; here is what such a target is. Which studies have
// one is in src/study/resolve/population.ts, the formulas are in src/reference/population.ts.
//
// It is twice the "half" loss of papers such as Safran and Shamir (arXiv 1712.08968): their losses count double here, and half
// their learning rate is the same step.

/** weight relu(direction . x) */
export interface TeacherNeuron {
  readonly weight: number;
  readonly direction: readonly number[];
}

/** A target in closed form. */
export interface Population {
  readonly teacher: readonly TeacherNeuron[];
  /** Total weight of further unit ReLUs spread evenly over all directions of the plane: together ring / pi |x|. */
  readonly ring: number;
}

/** Rows of the table that pictures and probes take where training needs none. */
export const EVALUATION_ROWS = 256;

/** Incoming weights below the smallest normal number of float32 are zero: the neuron is dead. */
export const SMALLEST = 2 ** -126;
