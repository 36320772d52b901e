// (cos, sin) of `turn` full turns, by Taylor's series on an eighth of a turn: WGSL promises less than 12 bits of its own.
fn direction(turn: f32) -> vec2f {
  let quarter = round(4.0 * turn);
  let a = 6.2831855 * (turn - 0.25 * quarter);
  let s = a * a;
  let cosine = 1.0 - s * (0.5 - s * (4.1666668e-2 - s * (1.3888889e-3 - s * 2.4801588e-5)));
  let sine = a * (1.0 - s * (0.16666667 - s * (8.333334e-3 - s * (1.984127e-4 - s * 2.7557319e-6))));
  let q = u32(quarter);
  let turned = select(vec2f(cosine, sine), vec2f(-sine, cosine), (q & 1u) == 1u);
  return select(turned, -turned, (q & 2u) == 2u);
}
