// The CPU twin of shaders/update.wgsl and update_unrolled.wgsl: the whole update of one network's parameters in a step.
import type { Arm } from '../study/arm';
import {
  motionNames,
  stateNames,
  stepScalars,
  trainedVariables,
  updateShape,
  type Scalars,
} from '../study/training/update';
import { ruleOf, type State } from './optimizers';

const clamp = (value: number, bound: number) => Math.min(Math.max(value, -bound), bound);

/** The updates of runs, one after the other, each from its first step to its last; `size` is the number of parameters. */
export function updates(arm: Arm, size: number) {
  const { library, name } = arm.optimizer;
  const shape = updateShape(arm);
  const variables = trainedVariables(arm);
  const names = stateNames(arm);
  const rule = ruleOf(library, name, shape.flags);
  const state = new Float32Array(names.length * size);
  const motion = (motionNames(arm) ?? []).map((of) => names.indexOf(of));
  const s: State = {};
  let scalars = stepScalars(arm);

  /** The state of parameter p, for as long as `use` takes. */
  const withState = (p: number, use: (s: State) => number): number => {
    names.forEach((of, slot) => (s[of] = state[slot * size + p]));
    const result = use(s);
    names.forEach((of, slot) => (state[slot * size + p] = s[of]));
    return result;
  };

  const prepared = (gradient: number, s: State, k: Scalars) => {
    for (const of of shape.initialNames) s[of] += k[`initial_${of}`];
    return shape.clip === 'value' ? clamp(gradient, k.clip) : gradient;
  };
  const decayed = (w: number, k: Scalars) => (shape.decays ? w - k.decay * w : w);
  const averaged = (w: number, s: State, k: Scalars) => {
    if (!shape.averages) return w;
    s.average = k.average_keep * s.average + k.average_take * w;
    return k.average_ends > 0 ? s.average : w;
  };

  /** Regularisers and clipping by norms, in place. */
  function treat(w: Float32Array, g: Float64Array, k: Scalars): void {
    for (const { first, end, kernel } of variables) {
      if (!shape.regularized || !kernel) continue;
      for (let p = first; p < end; p++)
        g[p] += k.penalty_l1 * Math.sign(w[p]) + k.penalty_twice_l2 * w[p];
    }
    if (shape.clip !== 'norm' && shape.clip !== 'global') return;
    for (const group of shape.clip === 'global' ? [variables] : variables.map((v) => [v])) {
      let squares = 0;
      for (const { first, end } of group) for (let p = first; p < end; p++) squares += g[p] * g[p];
      const keep = k.clip / Math.max(Math.sqrt(squares) + k.clip_epsilon, k.clip);
      for (const { first, end } of group) for (let p = first; p < end; p++) g[p] *= keep;
    }
  }

  /** One variable's update by an optimiser whose steps its norms scale: the trust of update.wgsl. */
  function updateByVariable(
    w: Float32Array,
    g: Float64Array,
    k: Scalars,
    first: number,
    end: number,
  ) {
    let [weights, direction] = [0, 0];
    for (let p = first; p < end; p++) {
      g[p] = withState(p, (s) => rule(w[p], prepared(g[p], s, k), s, k));
      w[p] = decayed(w[p], k);
      weights += w[p] * w[p];
      direction += g[p] * g[p];
    }
    const trust = Math.min(weights, direction) > 0 ? Math.sqrt(weights) / Math.sqrt(direction) : 1;
    for (let p = first; p < end; p++)
      w[p] = withState(p, (s) => averaged(w[p] - k.learning_rate * trust * g[p], s, k));
  }

  return {
    begin() {
      state.fill(0);
      scalars = stepScalars(arm);
    },
    /** The next step of the run: changes the weights by their gradient, and the gradient. */
    step(w: Float32Array, g: Float64Array) {
      const k = scalars.next().value;
      treat(w, g, k);
      for (const { first, end } of variables) {
        if (shape.byVariable) updateByVariable(w, g, k, first, end);
        else
          for (let p = first; p < end; p++)
            w[p] = withState(p, (s) =>
              averaged(rule(decayed(w[p], k), prepared(g[p], s, k), s, k), s, k),
            );
      }
    },
    /** Whether the optimiser still moves a parameter that has no gradient: the twin of `moves` in rest.wgsl. */
    moves: () =>
      motion.some((slot) => state.subarray(slot * size, (slot + 1) * size).some((m) => m !== 0)),
  };
}
