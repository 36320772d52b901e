// The bits of numbers. WGSL lets compilers assume that NaN and infinity do not occur, so both are told by the exponent.
const EXPONENT = word(0x7f800000u);
const NOT_A_NUMBER = word(0x7fc00000u);
const MAGNITUDE = word(0x7fffffffu);

// In the count of dead neurons: a whole layer is dead, and nothing can learn any more (src/study/training/rest.ts).
const OVER = word(${OVER}u);

fn exponent(value: real) -> word { return bitcast<word>(value) & EXPONENT; }
