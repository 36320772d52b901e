// What an optimiser is told for one step: src/study/optimizers.ts computes it in float64.
struct Scalars {
  //: for name in scalars
  ${name}: f32,
  //: end
}
