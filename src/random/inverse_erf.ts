// The inverse error function for single precision: two polynomials in w = -log(1 - x^2), by M. Giles, Approximating
// the erfinv function (GPU Computing Gems, Jade Edition, 2011), with a relative error below 2^-22.
// The twin of `inverse_erf` in shaders/rng.wgsl; here only the coefficients are rounded to float32.

/** Highest power first, for w < 5: powers of w - 2.5. */
// prettier-ignore
const CENTRAL = Float32Array.of(
  2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 2.1858087e-4,
  -1.25372503e-3, -4.17768164e-3, 2.46640727e-1, 1.50140941,
);
/** For w >= 5: powers of sqrt(w) - 3. */
// prettier-ignore
const TAIL = Float32Array.of(
  -2.00214257e-4, 1.00950558e-4, 1.34934322e-3, -3.67342844e-3, 5.73950773e-3,
  -7.6224613e-3, 9.43887047e-3, 1.00167406, 2.83297682,
);

/** The x with erf(x) = y, for -1 < y < 1. */
export function inverseErf(y: number): number {
  const w = -Math.log((1 - y) * (1 + y));
  const central = w < 5;
  const s = central ? w - 2.5 : Math.sqrt(w) - 3;
  const coefficients = central ? CENTRAL : TAIL;
  let p = coefficients[0];
  for (let i = 1; i < coefficients.length; i++) p = p * s + coefficients[i];
  return p * y;
}
