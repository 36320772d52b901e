// Every row of src/study/losses.ts under its name: loss_<name>(p, y) of one output p for the target y,
// and slope_<name>(p, y), its derivative in p without the row's constant factor.

fn loss_mse(p: real, y: real) -> real { return (p - y) * (p - y); }
fn slope_mse(p: real, y: real) -> real { return p - y; }

fn loss_mae(p: real, y: real) -> real { return abs(p - y); }
fn slope_mae(p: real, y: real) -> real { return sign(p - y); }
