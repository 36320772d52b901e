//: for l in formulas
fn act_expression_${l.n}(z: real) -> real { return ${l.f}; }
fn back_expression_${l.n}(d: real, z: real, h: real) -> real { return d * ${l.df}; }
//: end
