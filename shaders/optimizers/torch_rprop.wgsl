// PyTorch 2.13: each weight's step grows while its gradient keeps its sign, and shrinks where it turns: there the gradient
// counts as zero for one step. The sign of a product is the product of signs, which cannot underflow.
fn rule(w: real, gradient: real, s: ptr<function, State>, k: Scalars) -> real {
  let turn = sign(gradient) * sign((*s).before);
  let change = select(select(real(1.0), real(k.grow), turn > real()), real(k.shrink), turn < real());
  (*s).size = clamp((*s).size * change, real(k.smallest), real(k.largest));
  (*s).before = select(gradient, real(), turn < real());
  return w - sign((*s).before) * (*s).size;
}
