// PyTorch 2.13: Adam, after a decoupled weight decay of 0.01 by default (update.wgsl).
//: include optimizers/torch_adam
