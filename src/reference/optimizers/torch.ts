// The twins of shaders/optimizers/torch_*.wgsl, with the same names.
import type { Scalars } from '../../study/training/update';
import { addMoments, type Flags, type Rule } from './rule';

const decayed = (flags: Flags, w: number, g: number, k: Scalars) =>
  flags.weight_decay ? g + k.weight_decay * w : g;

const adam =
  (flags: Flags): Rule =>
  (w, gradient, s, k) => {
    addMoments(decayed(flags, w, gradient, k), s, k);
    if (flags.amsgrad) s.largest = Math.max(s.largest, s.v);
    const v = flags.amsgrad ? s.largest : s.v;
    return w - (k.step_size * s.m) / (Math.sqrt(v) * k.correction + k.eps);
  };

export const torch: Readonly<Record<string, (flags: Flags) => Rule>> = {
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
  adam,
  adamw: adam,
  adamax: (flags) => (w, gradient, s, k) => {
    const g = decayed(flags, w, gradient, k);
    s.m += (g - s.m) * k.one_minus_beta_1;
    s.u = Math.max(k.beta_2 * s.u, Math.abs(g) + k.eps);
    return w - (k.step_size * s.m) / s.u;
  },
  nadam: (flags) => (w, gradient, s, k) => {
    const g = decayed(flags, w, gradient, k);
    addMoments(g, s, k);
    return (
      w - (k.from_momentum * s.m + k.from_gradient * g) / (Math.sqrt(s.v) * k.correction + k.eps)
    );
  },
  radam: (flags) => (w, gradient, s, k) => {
    addMoments(decayed(flags, w, gradient, k), s, k);
    return w - s.m * (k.plain + k.adaptive / (Math.sqrt(s.v) + k.eps));
  },
  rprop: () => (w, gradient, s, k) => {
    const turn = Math.sign(gradient) * Math.sign(s.before);
    const change = turn > 0 ? k.grow : turn < 0 ? k.shrink : 1;
    s.size = Math.min(Math.max(s.size * change, k.smallest), k.largest);
    s.before = turn < 0 ? 0 : gradient;
    return w - Math.sign(s.before) * s.size;
  },
  adagrad: (flags) => (w, gradient, s, k) => {
    const g = decayed(flags, w, gradient, k);
    s.sum += g * g;
    return w - (k.lr * g) / (Math.sqrt(s.sum) + k.eps);
  },
  adadelta: (flags) => (w, gradient, s, k) => {
    const g = decayed(flags, w, gradient, k);
    s.v += k.one_minus_rho * (g * g - s.v);
    const delta = (Math.sqrt(s.delta + k.eps) / Math.sqrt(s.v + k.eps)) * g;
    s.delta += k.one_minus_rho * (delta * delta - s.delta);
    return w - k.lr * delta;
  },
  asgd: (flags) => (w, gradient, _, k) => w - k.shrink * w - k.eta * decayed(flags, w, gradient, k),
};
