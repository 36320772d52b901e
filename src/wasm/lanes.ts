// How many invocations a kernel works on at a time.

/** Words of a vector; invocations that a call of a kernel runs. */
export const LANE_COUNT = 4;
