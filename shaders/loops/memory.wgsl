// One network in memory of its own, where loops find weights, sums and activations by their numbers.
var<private> w: array<f32, ${parameters}>; // as in the flat order of parameters
var<private> z: array<f32, ${places}>; // [input, then layer by layer its units]
var<private> h: array<f32, ${places}>;
