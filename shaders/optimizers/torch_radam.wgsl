// PyTorch 2.13: Adam without its denominator until the variance of the adaptive step is tractable (rho_t > 5), then
// rectified by r_t. From the host: plain = lr / (1 - beta_1^t) before, adaptive = that r_t sqrt(1 - beta_2^t) after, else zero.
fn rule(w: real, gradient: real, s: ptr<function, State>, k: Scalars) -> real {
  //: if flags.weight_decay
  let g = gradient + k.weight_decay * w;
  //: else
  let g = gradient;
  //: end
  (*s).m += (g - (*s).m) * k.one_minus_beta_1;
  (*s).v += (g * g - (*s).v) * k.one_minus_beta_2;
  return w - (*s).m * (k.plain + k.adaptive / (sqrt((*s).v) + k.eps));
}
