// The built-in functions that WebAssembly has no instructions for, as builtin_<name>; only the CPU engine reads this file.
// Errors in units in the last place, found by tests/wasm/math.test.ts, stand at each. Infinities and NaN are as in IEEE 754.

const INFINITY_BITS = 0x7f800000u;
const NAN_BITS = 0x7fc00000u;
const LARGEST = 3.4028234663852886e38;

// 2^n, for -126 <= n <= 127
fn power_of_two(n: i32) -> f32 { return bitcast<f32>((n + 127) << 23u); }

// x as n ln 2 + rest, |rest| < 0.35; ln 2 in two parts, of which the first times n is exact. Added to 1.5 * 2^23, n is
// rounded and shows in the lowest bits, which is cheaper than instructions that round and convert.
struct Reduced { n: i32, rest: f32 }
fn by_ln2(x: f32) -> Reduced {
  let shifted = x * 1.442695 + 12582912.0;
  let n = shifted - 12582912.0;
  return Reduced(bitcast<i32>(shifted) - 0x4b400000, (x - n * 0.6923828125) - n * 7.6436804e-4);
}

// e^r - 1 for |r| < 0.35, by its Taylor series
fn expm1_series(r: f32) -> f32 {
  let tail = 0.16666667 + r * (0.041666668 + r * (0.008333334 + r * (0.0013888889 + r * 1.984127e-4)));
  return r + r * r * (0.5 + r * tail);
}

// 1 ULP
fn builtin_exp(x: f32) -> f32 {
  let y = by_ln2(clamp(x, -104.0, 90.0));
  let half = y.n >> 1u;
  return (1.0 + expm1_series(y.rest)) * power_of_two(half) * power_of_two(y.n - half);
}

fn builtin_exp2(x: f32) -> f32 { return builtin_exp(0.6931472 * x); }

// e^x - 1 for -80 < x < 80, relative to its own size
fn expm1_of(x: f32) -> f32 {
  let y = by_ln2(x);
  let scale = power_of_two(y.n);
  return scale * expm1_series(y.rest) + (scale - 1.0);
}

fn builtin_tanh(x: f32) -> f32 {
  let e = expm1_of(2.0 * min(abs(x), 10.0));
  return with_sign(e / (e + 2.0), x);
}

fn builtin_sinh(x: f32) -> f32 {
  let large = 0.5 * builtin_exp(abs(x));
  let e = expm1_of(min(abs(x), 10.0));
  return with_sign(select(0.5 * (e + e / (e + 1.0)), large, abs(x) > 10.0), x);
}

fn builtin_cosh(x: f32) -> f32 {
  let e = builtin_exp(abs(x));
  return 0.5 * e + 0.5 / e;
}

fn with_sign(magnitude: f32, x: f32) -> f32 {
  return bitcast<f32>((bitcast<u32>(magnitude) & 0x7fffffffu) | (bitcast<u32>(x) & 0x80000000u));
}

// x = 2^n m with m between 1 / sqrt 2 and sqrt 2; log m = 2 artanh(f / (2 + f)), f = m - 1
fn builtin_log(x: f32) -> f32 {
  let tiny = x < 1.17549435e-38;
  let bits = bitcast<i32>(select(x, x * 33554432.0, tiny));
  let n = (bits - 0x3f3504f3) >> 23u;
  let f = bitcast<f32>(bits - (n << 23u)) - 1.0;
  let e = f32(n) - select(0.0, 25.0, tiny);
  let s = f / (2.0 + f);
  let z = s * s;
  let r = z * (0.6666667 + z * (0.4 + z * (0.2857143 + z * (0.22222222 + z * 0.18181819))));
  let half = 0.5 * f * f;
  let found = e * 0.6923828125 + (f - (half - (s * (half + r) + e * 7.6436804e-4)));
  let edge = select(select(bitcast<f32>(NAN_BITS), -bitcast<f32>(INFINITY_BITS), x == 0.0), x, x > LARGEST);
  return select(edge, found, x > 0.0 && x <= LARGEST);
}

fn builtin_log2(x: f32) -> f32 { return 1.442695 * builtin_log(x); }

// e^(y log |x|): its error grows with |y log x|. A negative number has whole powers.
fn builtin_pow(x: f32, y: f32) -> f32 {
  let size = builtin_exp(y * builtin_log(abs(x)));
  let odd = floor(0.5 * y) != 0.5 * y;
  let signed = select(size, select(bitcast<f32>(NAN_BITS), select(size, -size, odd), floor(y) == y), x < 0.0);
  return select(signed, 1.0, y == 0.0 || x == 1.0);
}

// x less the nearest multiple of a quarter turn, which is its number; exact enough for |x| < 25,000
struct Quarter { number: i32, rest: f32 }
fn by_quarter_turn(x: f32) -> Quarter {
  let shifted = x * 0.63661975 + 12582912.0;
  let q = shifted - 12582912.0;
  let rest = ((x - q * 1.5703125) - q * 4.8351287841796875e-4) - q * 3.1391647e-7;
  return Quarter(bitcast<i32>(shifted) - 0x4b400000, rest);
}

fn sine_series(a: f32) -> f32 {
  let s = a * a;
  return a - a * s * (0.16666667 - s * (8.333334e-3 - s * (1.984127e-4 - s * 2.7557319e-6)));
}

fn cosine_series(a: f32) -> f32 {
  let s = a * a;
  return 1.0 - s * (0.5 - s * (4.1666668e-2 - s * (1.3888889e-3 - s * (2.4801588e-5 - s * 2.7557319e-7))));
}

fn sine_of(number: i32, rest: f32) -> f32 {
  let found = select(sine_series(rest), cosine_series(rest), (number & 1) == 1);
  return select(found, -found, (number & 2) == 2);
}

fn builtin_sin(x: f32) -> f32 {
  let q = by_quarter_turn(x);
  return sine_of(q.number, q.rest);
}

fn builtin_cos(x: f32) -> f32 {
  let q = by_quarter_turn(x);
  return sine_of(q.number + 1, q.rest);
}

fn builtin_tan(x: f32) -> f32 {
  let q = by_quarter_turn(x);
  return sine_of(q.number, q.rest) / sine_of(q.number + 1, q.rest);
}

// Three ranges, so that the series is of |t| < tan(pi / 8).
fn builtin_atan(x: f32) -> f32 {
  let size = abs(x);
  let far = size > 2.4142135;
  let middle = size > 0.41421357;
  let t = select(size, select((size - 1.0) / (size + 1.0), -1.0 / size, far), middle);
  let s = t * t;
  let tail = 0.11111111 - s * (0.09090909 - s * (0.07692308 - s * (0.06666667 - s * 0.05882353)));
  let series = t - t * s * (0.33333334 - s * (0.2 - s * (0.14285715 - s * tail)));
  return with_sign(select(0.0, select(0.78539819, 1.5707964, far), middle) + series, x);
}

fn builtin_atan2(y: f32, x: f32) -> f32 {
  let a = builtin_atan(abs(y) / abs(x));
  let right = select(a, 0.0, y == 0.0 && x == 0.0);
  return with_sign(select(right, 3.1415927 - right, (bitcast<u32>(x) & 0x80000000u) != 0u), y);
}

fn builtin_asin(x: f32) -> f32 { return builtin_atan2(x, sqrt((1.0 - x) * (1.0 + x))); }
fn builtin_acos(x: f32) -> f32 { return builtin_atan2(sqrt((1.0 - x) * (1.0 + x)), x); }

// log(1 + x), relative to its own size: Kahan's correction of what 1 + x loses
fn log1p_of(x: f32) -> f32 {
  let u = 1.0 + x;
  return select(builtin_log(u) * (x / (u - 1.0)), x, u == 1.0);
}

fn builtin_asinh(x: f32) -> f32 {
  let size = abs(x);
  let near = log1p_of(size + size * size / (1.0 + sqrt(size * size + 1.0)));
  return with_sign(select(near, builtin_log(size) + 0.6931472, size > 1e9), x);
}

fn builtin_acosh(x: f32) -> f32 {
  return select(builtin_log(x + sqrt((x - 1.0) * (x + 1.0))), builtin_log(x) + 0.6931472, x > 1e9);
}

fn builtin_atanh(x: f32) -> f32 { return 0.5 * with_sign(log1p_of(2.0 * abs(x) / (1.0 - abs(x))), x); }

fn builtin_degrees(x: f32) -> f32 { return 57.29578 * x; }
fn builtin_radians(x: f32) -> f32 { return 0.017453292 * x; }

fn builtin_smoothstep(low: f32, high: f32, x: f32) -> f32 {
  let t = saturate((x - low) / (high - low));
  return t * t * (3.0 - 2.0 * t);
}
