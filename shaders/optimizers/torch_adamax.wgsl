// PyTorch 2.13: m += (g - m)(1 - beta_1); u = max(beta_2 u, |g| + eps); w -= step_size m / u: eps is in the maximum,
// step_size = lr / (1 - beta_1^t) from the host.
fn rule(w: real, gradient: real, s: ptr<function, State>, k: Scalars) -> real {
  //: if flags.weight_decay
  let g = gradient + k.weight_decay * w;
  //: else
  let g = gradient;
  //: end
  (*s).m += (g - (*s).m) * k.one_minus_beta_1;
  (*s).u = max(k.beta_2 * (*s).u, abs(g) + k.eps);
  return w - k.step_size * (*s).m / (*s).u;
}
