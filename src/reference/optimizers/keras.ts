// The twins of shaders/optimizers/keras_*.wgsl, with the same names.
import { addMoments, type Flags, type Rule } from './rule';

const adam =
  (flags: Flags): Rule =>
  (w, g, s, k) => {
    addMoments(g, s, k);
    if (flags.amsgrad) s.largest = Math.max(s.largest, s.v);
    const v = flags.amsgrad ? s.largest : s.v;
    return w - (k.alpha * s.m) / (Math.sqrt(v) + k.epsilon);
  };

export const keras: Readonly<Record<string, (flags: Flags) => Rule>> = {
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
  adam,
  adamw: adam,
  adamax: () => (w, g, s, k) => {
    s.m += (g - s.m) * k.one_minus_beta_1;
    s.u = Math.max(k.beta_2 * s.u, Math.abs(g));
    return w - (k.step_size * s.m) / (s.u + k.epsilon);
  },
  nadam: () => (w, g, s, k) => {
    addMoments(g, s, k);
    return (
      w -
      (k.from_momentum * s.m + k.from_gradient * g) / (Math.sqrt(s.v) * k.correction + k.epsilon)
    );
  },
  adagrad: () => (w, g, s, k) => {
    s.sum += g * g;
    return w - (k.learning_rate * g) / Math.sqrt(s.sum + k.epsilon);
  },
  adadelta: () => (w, g, s, k) => {
    s.v += k.one_minus_rho * (g * g - s.v);
    const delta = (Math.sqrt(s.delta + k.epsilon) / Math.sqrt(s.v + k.epsilon)) * g;
    s.delta += k.one_minus_rho * (delta * delta - s.delta);
    return w - k.learning_rate * delta;
  },
  lion: () => (w, g, s, k) => {
    const push = Math.sign(s.m + (g - s.m) * k.one_minus_beta_1);
    s.m += (g - s.m) * k.one_minus_beta_2;
    return w - k.learning_rate * push;
  },
  ftrl: () => (w, g, s, k) => {
    const before = s.sum ** k.power;
    s.sum += g * g;
    const after = s.sum ** k.power;
    s.linear += g + k.twice_shrinkage * w - (after - before) * k.per_rate * w;
    const within = Math.min(Math.max(s.linear, -k.l1), k.l1);
    return (within - s.linear) / (after * k.per_rate + k.twice_l2);
  },
  lamb: () => (_, g, s, k) => {
    addMoments(g, s, k);
    return (s.m * k.correct_m) / (Math.sqrt(s.v * k.correct_v) + k.epsilon);
  },
};
