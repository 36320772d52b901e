// The results of a wave's runs, gathered while runs leave it: which run trains in which slot of the device's buffers.
import type { WaveResult } from '../trainer';
import { OVER } from '../kernels/shaders';

/** Columns on the device: [row][stride], a slot a column. */
export interface Columns<T extends Float32Array | Uint32Array = Float32Array> {
  readonly values: T;
  readonly stride: number;
}

/** What is on the device of runs that are over. */
export interface LastState {
  /** [slot] dead neurons, and the bit OVER. */
  readonly dead: Uint32Array;
  /** [mortal unit][slot]: deaths.wgsl. */
  readonly deaths: Columns<Uint32Array>;
  readonly parameters: Columns;
}

/**
 * Results of `count` runs of `size` parameters and `mortal` neurons that can die, in the order of their seeds.
 * @param checkpoints steps at which losses are recorded, ascending
 */
export function leavingRuns(
  count: number,
  size: number,
  mortal: number,
  checkpoints: readonly number[],
) {
  const result: WaveResult = {
    parameters: new Float32Array(count * size),
    losses: new Float32Array(checkpoints.length * count),
    deadUnits: new Uint32Array(count),
    deaths: new Uint32Array(mortal * count),
    probe: null,
    passes: null,
  };
  const left = new Float64Array(count).fill(Infinity); // the step at which a run left
  const lossesOfLeft: number[] = [];
  let live = Uint32Array.from({ length: count }, (_, run) => run);
  let read = 0; // checkpoints whose losses are here

  const take = (slot: number, { dead, deaths, parameters: { values, stride } }: LastState) => {
    const run = live[slot];
    result.deadUnits[run] = dead[slot] & ~OVER;
    for (let u = 0; u < mortal; u++) {
      result.deaths[u * count + run] = deaths.values[u * deaths.stride + slot];
    }
    for (let p = 0; p < size; p++) result.parameters[run * size + p] = values[p * stride + slot];
  };

  return {
    result,
    /** Slots in use, of runs that are still in the wave or were not worth moving out of it. */
    get slots() {
      return live.length;
    },
    /** The run of each slot. */
    get live(): Uint32Array {
      return live;
    },
    /** The first checkpoint whose losses are only on the device. */
    get unread() {
      return read;
    },
    hasLeft: (slot: number) => left[live[slot]] < Infinity,
    /** Takes over the losses of checkpoints `unread` .. end - 1. */
    record({ values, stride }: Columns, end: number) {
      for (let row = read; row < end; row++) {
        live.forEach((run, slot) => {
          if (checkpoints[row] < left[run])
            result.losses[row * count + run] = values[(row - read) * stride + slot];
        });
      }
      read = end;
    },
    /** Run in `slot` rests from `step` on, with this loss. */
    leave(slot: number, step: number, loss: number, state: LastState) {
      const run = live[slot];
      take(slot, state);
      left[run] = step;
      lossesOfLeft.push(loss);
      checkpoints.forEach((checkpoint, row) => {
        if (checkpoint >= step) result.losses[row * count + run] = loss;
      });
    },
    /** Gives the slots of runs that left to the others. @returns the old slots of those that stay */
    closeRanks(): Uint32Array {
      const stay = Uint32Array.from(live.keys()).filter((slot) => left[live[slot]] === Infinity);
      live = Uint32Array.from(stay, (slot) => live[slot]);
      return stay;
    },
    /** The last losses of all runs, from those of the slots: for a look while the wave trains. */
    lastLosses(losses: Float32Array): Float32Array {
      const staying = losses
        .subarray(0, live.length)
        .filter((_, slot) => left[live[slot]] === Infinity);
      return Float32Array.from([...lossesOfLeft, ...staying]);
    },
    /** Takes the final parameters of all runs that stayed to the end. */
    finish(state: LastState) {
      live.forEach((run, slot) => {
        if (left[run] === Infinity) take(slot, state);
      });
      return result;
    },
  };
}

/** Columns with only the given slots, in their order, and room for `stride` of them. */
export function picked<T extends Float32Array | Uint32Array>(
  from: Columns<T>,
  slots: Uint32Array,
  stride: number,
): T {
  const rows = from.values.length / from.stride;
  const to = new (from.values.constructor as new (length: number) => T)(rows * stride);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < slots.length; i++)
      to[row * stride + i] = from.values[row * from.stride + slots[i]];
  }
  return to;
}
