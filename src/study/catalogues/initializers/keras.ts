// The initialisers of Keras 3.16. Its normal families are cut at two standard deviations, and widened to make up for it.
import { constant, normal, truncatedNormal, uniform } from './operations';
import {
  fan,
  identityLaw,
  notNegative,
  num,
  number,
  orthogonalLaw,
  scaled,
  scaling,
  type BaseSchemes,
  type FanMode,
  type ScaledLaw,
} from './row';

const keras = { library: 'keras', forBias: true } as const;

export const kerasInitializers = {
  zeros: { ...keras, title: 'Zeros', law: '0', params: {}, kernel: () => constant(0) },
  ones: { ...keras, title: 'Ones', law: '1', params: {}, kernel: () => constant(1) },
  constant: {
    ...keras,
    title: 'Constant',
    law: 'value',
    params: { value: number(0) },
    kernel: (_, v) => constant(num(v, 'value')),
  },
  random_normal: {
    ...keras,
    title: 'Random normal',
    law: 'N(mean, stddev²)',
    params: { mean: number(0), stddev: notNegative(0.05) },
    kernel: (_, v) => normal(num(v, 'mean'), num(v, 'stddev')),
  },
  random_uniform: {
    ...keras,
    title: 'Random uniform',
    law: 'U(minval, maxval)',
    params: { minval: number(-0.05), maxval: number(0.05) },
    kernel: (_, v) => uniform(num(v, 'minval'), num(v, 'maxval')),
  },
  truncated_normal: {
    ...keras,
    title: 'Truncated normal',
    law: 'N(mean, stddev²) within 2 stddev of the mean',
    params: { mean: number(0), stddev: notNegative(0.05) },
    kernel: (_, v) => {
      const [mean, deviation] = [num(v, 'mean'), num(v, 'stddev')];
      return truncatedNormal(mean, deviation, mean - 2 * deviation, mean + 2 * deviation);
    },
  },
  variance_scaling: {
    ...keras,
    title: 'Variance scaling',
    law: 'variance scale / fan',
    params: {
      scale: { type: 'number', default: 1, above: 0 },
      mode: { type: 'choice', default: 'fan_in', of: Object.keys(fan) },
      distribution: { type: 'choice', default: 'truncated_normal', of: Object.keys(scaled) },
    },
    kernel: (fans, v) =>
      scaling(num(v, 'scale'), v.mode as FanMode, v.distribution as ScaledLaw)(fans),
  },
  glorot_uniform: {
    ...keras,
    title: 'Glorot uniform',
    law: 'U(±√(6/(n+m)))',
    params: {},
    kernel: scaling(1, 'fan_avg', 'uniform'),
  },
  glorot_normal: {
    ...keras,
    title: 'Glorot normal',
    law: 'truncated normal, variance 2/(n+m)',
    params: {},
    kernel: scaling(1, 'fan_avg', 'truncated_normal'),
  },
  he_uniform: {
    ...keras,
    title: 'He uniform',
    law: 'U(±√(6/n))',
    params: {},
    kernel: scaling(2, 'fan_in', 'uniform'),
  },
  he_normal: {
    ...keras,
    title: 'He normal',
    law: 'truncated normal, variance 2/n',
    params: {},
    kernel: scaling(2, 'fan_in', 'truncated_normal'),
  },
  lecun_uniform: {
    ...keras,
    title: 'LeCun uniform',
    law: 'U(±√(3/n))',
    params: {},
    kernel: scaling(1, 'fan_in', 'uniform'),
  },
  lecun_normal: {
    ...keras,
    title: 'LeCun normal',
    law: 'truncated normal, variance 1/n',
    params: {},
    kernel: scaling(1, 'fan_in', 'truncated_normal'),
  },
  orthogonal: {
    ...keras,
    forBias: false,
    title: 'Orthogonal',
    law: 'orthonormal rows or columns, times gain',
    params: { gain: number(1) },
    kernel: orthogonalLaw,
  },
  identity: {
    ...keras,
    forBias: false,
    title: 'Identity',
    law: 'gain on the diagonal, else 0',
    params: { gain: number(1) },
    kernel: (_, v) => identityLaw(num(v, 'gain')),
  },
} as const satisfies BaseSchemes;
