// Eigenvalues and eigenvectors of small symmetric matrices, by Jacobi's rotations.
// Source: Golub and Van Loan, Matrix Computations, section 8.5 (cyclic Jacobi).

const SWEEPS = 50;

export interface Eigen {
  /** Ascending. */
  readonly values: Float64Array;
  /** [index of its value][component], of length 1. */
  readonly vectors: readonly Float64Array[];
}

/** All eigenvalues of a symmetric matrix, [row][column] of `size`, to about 1e-15 of the largest. */
export function eigenOf(matrix: Float64Array, size: number): Eigen {
  const a = matrix.slice();
  const v = new Float64Array(size * size);
  for (let i = 0; i < size; i++) v[i * size + i] = 1;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let turned = false;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) turned = rotate(a, v, size, p, q) || turned;
    }
    if (!turned) break;
  }
  const order = Array.from({ length: size }, (_, i) => i).sort(
    (i, j) => a[i * size + i] - a[j * size + j],
  );
  return {
    values: Float64Array.from(order, (i) => a[i * size + i]),
    vectors: order.map((i) => Float64Array.from({ length: size }, (_, k) => v[k * size + i])),
  };
}

/** Rotates rows and columns p and q so that a[p][q] becomes 0; false where it is so small that nothing would change. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): boolean {
  const off = a[p * size + q];
  const [app, aqq] = [a[p * size + p], a[q * size + q]];
  if (Math.abs(off) <= Number.EPSILON * Math.sqrt(Math.abs(app * aqq)) || off === 0) return false;
  const tau = (aqq - app) / (2 * off);
  const t = Math.sign(tau || 1) / (Math.abs(tau) + Math.hypot(1, tau));
  const c = 1 / Math.hypot(1, t);
  const s = t * c;
  const turn = (m: Float64Array, i: number, j: number) => {
    const [x, y] = [m[i], m[j]];
    m[i] = c * x - s * y;
    m[j] = s * x + c * y;
  };
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q);
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k);
  for (let k = 0; k < size; k++) turn(v, k * size + p, k * size + q);
  return true;
}
