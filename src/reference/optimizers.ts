// The CPU twins of shaders/optimizers/*.wgsl, with the same names. `s` holds the state of one parameter at
// s[at], s[at + slot], ..; each returns the new weight.
import type { Library } from '../study/optimizers';
import type { Values } from '../study/params';

type Scalars = Readonly<Record<string, number>>;

export type Update = (
  w: number,
  g: number,
  s: Float32Array,
  at: number,
  slot: number,
  k: Scalars,
) => number;

type Make = (flags: Readonly<Record<string, boolean>>, slots: number) => Update;

const decayed = (flags: Readonly<Record<string, boolean>>, w: number, g: number, k: Scalars) =>
  flags.weight_decay ? g + k.weight_decay * w : g;

const twins: Record<Library, Record<string, Make>> = {
  keras: {
    sgd: (flags) => (w, g, s, at, _, k) => {
      const push = k.learning_rate * g;
      if (!flags.momentum) return w - push;
      const m = k.momentum * s[at] - push;
      s[at] = m;
      return flags.nesterov ? w + (k.momentum * m - push) : w + m;
    },
    rmsprop: (flags, slots) => (w, g, s, at, slot, k) => {
      const v = s[at] + k.one_minus_rho * (g * g - s[at]);
      s[at] = v;
      let denominator = v + k.epsilon;
      if (flags.centered) {
        const mean = s[at + slot] + k.one_minus_rho * (g - s[at + slot]);
        s[at + slot] = mean;
        denominator -= mean * mean;
      }
      const push = (k.learning_rate * g) / Math.sqrt(denominator);
      if (!flags.momentum) return w - push;
      const mAt = at + (slots - 1) * slot;
      const m = k.momentum * s[mAt] + push;
      s[mAt] = m;
      return w - m;
    },
    adam: (flags) => (w, g, s, at, slot, k) => {
      const m = s[at] + (g - s[at]) * k.one_minus_beta_1;
      const v = s[at + slot] + (g * g - s[at + slot]) * k.one_minus_beta_2;
      s[at] = m;
      s[at + slot] = v;
      const largest = flags.amsgrad ? Math.max(s[at + 2 * slot], v) : v;
      if (flags.amsgrad) s[at + 2 * slot] = largest;
      return w - (k.alpha * m) / (Math.sqrt(largest) + k.epsilon);
    },
  },
  torch: {
    sgd: (flags) => (w, gradient, s, at, _, k) => {
      const g = decayed(flags, w, gradient, k);
      if (!flags.momentum) return w - k.lr * g;
      const buffer = k.momentum * s[at] + k.keep * g;
      s[at] = buffer;
      return w - k.lr * (flags.nesterov ? g + k.momentum * buffer : buffer);
    },
    rmsprop: (flags, slots) => (w, gradient, s, at, slot, k) => {
      const g = decayed(flags, w, gradient, k);
      const v = s[at] + k.one_minus_alpha * (g * g - s[at]);
      s[at] = v;
      let spread = v;
      if (flags.centered) {
        const mean = s[at + slot] + k.one_minus_alpha * (g - s[at + slot]);
        s[at + slot] = mean;
        spread -= mean * mean;
      }
      const push = g / (Math.sqrt(spread) + k.eps);
      if (!flags.momentum) return w - k.lr * push;
      const mAt = at + (slots - 1) * slot;
      const buffer = k.momentum * s[mAt] + push;
      s[mAt] = buffer;
      return w - k.lr * buffer;
    },
    adam: (flags) => (w, gradient, s, at, slot, k) => {
      const g = decayed(flags, w, gradient, k);
      const m = s[at] + (g - s[at]) * k.one_minus_beta_1;
      const v = s[at + slot] + (g * g - s[at + slot]) * k.one_minus_beta_2;
      s[at] = m;
      s[at + slot] = v;
      const largest = flags.amsgrad ? Math.max(s[at + 2 * slot], v) : v;
      if (flags.amsgrad) s[at + 2 * slot] = largest;
      return w - (k.step_size * m) / (Math.sqrt(largest) * k.correction + k.eps);
    },
  },
};

/** The update of a library's optimiser. */
export const updateOf = (library: Library, name: string, flags: Values, slots: number): Update =>
  twins[library][name](flags as Readonly<Record<string, boolean>>, slots);
