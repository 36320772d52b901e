import { expect, it } from 'vitest';
import { curvatureText } from '../../src/results/landscape';

it('says no eigenvalue of a kink, where differences of gradients measure the jump', () => {
  expect(curvatureText({ kind: 'kink', smallest: -390 })).toBe('–');
  expect(curvatureText({ kind: 'saddle', smallest: -0.0123 })).toBe('−1.2e−2');
});
