// An optimiser's update of one parameter: its scalars of the step (k), its state, and the formula.
//: include scalars

// One parameter's optimiser state.
struct State {
  //: for name in stateNames
  ${name}: real,
  //: end
  //: if stateNames.length == 0
  none: real,
  //: end
}

//: include optimizers/${optimizer}
