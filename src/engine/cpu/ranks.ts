// Which run is in which lane of a wave's groups, and the results of runs, taken when they rest (src/study/training/rest.ts) or
// at the end. The lanes of runs that left are filled from behind, so that the others need fewer groups.
import { LANE_COUNT } from '../../wasm/lanes';
import { OVER } from '../kernels/shaders';
import { passCounter } from '../passes';
import type { Wave, WaveResult } from '../trainer';
import type { Buffers, Group } from './buffers';

/** What a run keeps between steps. */
const KEPT = ['parameters', 'state', 'order', 'seeds', 'deaths'] as const;

/** The runs of a wave in the order of their seeds, four a group. */
export function ranksOf({ arm, count, checkpoints, firstSeed }: Wave, buffers: Buffers) {
  const { groups, words, floats, integers } = buffers;
  const size = words.parameters;
  const result: WaveResult = {
    parameters: new Float32Array(count * size),
    losses: new Float32Array(checkpoints.length * count),
    deadUnits: new Uint32Array(count),
    deaths: new Uint32Array(words.deaths * count),
    probe: null,
    passes: null,
  };
  const counter = passCounter(arm, count, checkpoints.length);
  const latest = new Float32Array(count);
  let live = Array.from({ length: count }, (_, run) => run); // by slot: lane slot % 4 of group slot / 4

  /** Where the first of a slot's words is in a buffer; the others follow every fourth. */
  const place = (slot: number, name: keyof Group) =>
    groups[Math.floor(slot / LANE_COUNT)][name] / 4 + (slot % LANE_COUNT);

  const take = (slot: number) => {
    const run = live[slot];
    const from = place(slot, 'parameters');
    for (let p = 0; p < size; p++)
      result.parameters[run * size + p] = floats[from + LANE_COUNT * p];
    const died = place(slot, 'deaths');
    for (let u = 0; u < words.deaths; u++)
      result.deaths[u * count + run] = integers[died + LANE_COUNT * u];
  };

  for (let slot = 0; slot < groups.length * LANE_COUNT; slot++) {
    integers[place(slot, 'seeds')] = firstSeed + slot;
  }

  return {
    /** The losses of all runs when they were last evaluated, or when they left. */
    latest: latest as Readonly<typeof latest>,
    /** How many groups, the first ones, still hold runs. */
    get groups(): number {
      return Math.ceil(live.length / LANE_COUNT);
    },
    /** Takes over what the kernel `evaluate` found. */
    evaluated(): void {
      live.forEach((run, slot) => {
        latest[run] = floats[place(slot, 'losses')];
        result.deadUnits[run] = integers[place(slot, 'dead')] & ~OVER;
        const state = place(slot, 'state');
        counter?.see(run, (word) => floats[state + LANE_COUNT * word]);
      });
    },
    /** The losses at a checkpoint, by its index, are the latest. */
    record(checkpoint: number): void {
      result.losses.set(latest, checkpoint * count);
      counter?.record();
    },
    /** Lets the runs leave that the kernel `rest` found at rest. */
    letLeave(): void {
      const rests = live.map((_, slot) => integers[place(slot, 'resting')] !== 0);
      const staying = live.length - rests.filter(Boolean).length;
      rests.forEach((leaves, slot) => leaves && take(slot));
      let last = live.length - 1;
      for (let slot = 0; slot < staying; slot++) {
        if (!rests[slot]) continue;
        while (rests[last]) last--;
        live[slot] = live[last];
        for (const name of KEPT) {
          const [from, to] = [place(last, name), place(slot, name)];
          for (let word = 0; word < words[name] * LANE_COUNT; word += LANE_COUNT) {
            integers[to + word] = integers[from + word];
          }
        }
        last--;
      }
      live = live.slice(0, staying);
    },
    /** The result, with the parameters of the runs that stayed. */
    finish(): WaveResult {
      live.forEach((_, slot) => take(slot));
      return { ...result, passes: counter && counter.finish() };
    },
  };
}
