// Keras 3.16: Adam, after a decoupled weight decay of 0.004 by default (update.wgsl).
//: include optimizers/keras_adam
