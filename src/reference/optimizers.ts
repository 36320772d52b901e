// The CPU twins of shaders/optimizers/*.wgsl, with the same names: the new weight from the old one, its gradient,
// the parameter's state and the scalars of the step.
import type { Library } from '../study/optimizers';

type Scalars = Readonly<Record<string, number>>;
type Flags = Readonly<Record<string, boolean>>;

/** State of one parameter by name; float64 here, rounded to float32 where it is stored. */
export type State = Record<string, number>;
export type Update = (w: number, g: number, s: State, k: Scalars) => number;

const decayed = (flags: Flags, w: number, g: number, k: Scalars) =>
  flags.weight_decay ? g + k.weight_decay * w : g;

const twins: Record<Library, Record<string, (flags: Flags) => Update>> = {
  keras: {
    sgd: (flags) => (w, g, s, k) => {
      const push = k.learning_rate * g;
      if (!flags.momentum) return w - push;
      s.m = k.momentum * s.m - push;
      return flags.nesterov ? w + (k.momentum * s.m - push) : w + s.m;
    },
    rmsprop: (flags) => (w, g, s, k) => {
      s.v += k.one_minus_rho * (g * g - s.v);
      let denominator = s.v + k.epsilon;
      if (flags.centered) {
        s.mean += k.one_minus_rho * (g - s.mean);
        denominator -= s.mean * s.mean;
      }
      const push = (k.learning_rate * g) / Math.sqrt(denominator);
      if (!flags.momentum) return w - push;
      s.m = k.momentum * s.m + push;
      return w - s.m;
    },
    adam: (flags) => (w, g, s, k) => {
      s.m += (g - s.m) * k.one_minus_beta_1;
      s.v += (g * g - s.v) * k.one_minus_beta_2;
      if (flags.amsgrad) s.largest = Math.max(s.largest, s.v);
      const v = flags.amsgrad ? s.largest : s.v;
      return w - (k.alpha * s.m) / (Math.sqrt(v) + k.epsilon);
    },
  },
  matlab: {}, // levenberg_marquardt.ts
  torch: {
    sgd: (flags) => (w, gradient, s, k) => {
      const g = decayed(flags, w, gradient, k);
      if (!flags.momentum) return w - k.lr * g;
      s.buffer = k.momentum * s.buffer + k.keep * g;
      return w - k.lr * (flags.nesterov ? g + k.momentum * s.buffer : s.buffer);
    },
    rmsprop: (flags) => (w, gradient, s, k) => {
      const g = decayed(flags, w, gradient, k);
      s.v += k.one_minus_alpha * (g * g - s.v);
      let spread = s.v;
      if (flags.centered) {
        s.mean += k.one_minus_alpha * (g - s.mean);
        spread -= s.mean * s.mean;
      }
      const push = g / (Math.sqrt(spread) + k.eps);
      if (!flags.momentum) return w - k.lr * push;
      s.buffer = k.momentum * s.buffer + push;
      return w - k.lr * s.buffer;
    },
    adam: (flags) => (w, gradient, s, k) => {
      const g = decayed(flags, w, gradient, k);
      s.m += (g - s.m) * k.one_minus_beta_1;
      s.v += (g * g - s.v) * k.one_minus_beta_2;
      if (flags.amsgrad) s.largest = Math.max(s.largest, s.v);
      const v = flags.amsgrad ? s.largest : s.v;
      return w - (k.step_size * s.m) / (Math.sqrt(v) * k.correction + k.eps);
    },
  },
};

/** The update of a library's optimiser. */
export const updateOf = (library: Library, name: string, flags: Flags): Update =>
  twins[library][name](flags);
