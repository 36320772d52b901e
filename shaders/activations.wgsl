// The rows of src/study/catalogues/activations under their names: act_<name>(z) = f(z), and back_<name>(d, z, h) = d f'(z),
// given h = f(z), of one or several networks at once (real.wgsl). A row's parameters follow as literals. Only the families
// that the network uses are here.
//: include elementary
//: for family in families
//: include activations/${family}
//: end
