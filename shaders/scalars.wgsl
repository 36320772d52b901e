// What an optimiser is told for one step: src/study/training/update.ts computes it in float64.
struct Scalars {
  //: for name in scalars
  ${name}: f32,
  //: end
}
