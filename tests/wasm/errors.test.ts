// What is outside the compiler's subset, or no WGSL at all, is told with its line and what it is.
import { expect, test } from 'vitest';
import { compile } from '../../src/wasm/module';

const entry = (body: string, head = '') => `
@group(0) @binding(0) var<storage, read_write> results: array<f32>;
${head}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  ${body}
}`;

test.for([
  ['workgroupBarrier();', '', 'line 6: "workgroupBarrier" is not supported'],
  ['', 'var<workgroup> shared_memory: array<f32, 4>;', '"shared_memory": memory of the space "workgroup"'], // prettier-ignore
  ['switch id.x { default {} }', '', 'line 6: "switch" is not supported'],
  ['results[0] = half(1.0);', '', 'line 6: "half" is not supported'],
  ['results[0] = 1.0h;', '', '16-bit floats'],
  ['var m: mat2x2<f32>;', '', 'type "mat2x2" is not supported'],
  ['var a: atomic<u32>;', '', 'type "atomic" is not supported'],
  ['results[0] = 1u;', '', 'line 6: expected f32, found u32'],
  ['results[0] = 1.0 + 1u;', '', 'line 6: expected u32, found float'],
  ['results[0] = missing;', '', 'unknown name "missing"'],
  ['results[0] = f(1.0);', 'fn f(x: f32, y: f32) -> f32 { return x; }', 'f takes 2 arguments, found 1'], // prettier-ignore
  ['results[0] = f(1.0);', 'fn f(x: f32) -> f32 { return f(x); }', 'f calls itself'],
  ['results[0] = vec2f(1.0).z;', '', 'vec2<f32> has no member "z"'],
  ['results[0] = vec2f(1.0)[2];', '', 'index 2 is out of range'],
  ['let x = 1.0; x = 2.0;', '', 'cannot be assigned to'],
  ['break;', '', '"break" outside of a loop'],
  ['results[0] = 1.0', '', 'expected ";", found "}"'],
  ['results[0] = #;', '', '"#" begins nothing'],
  ['if (1.0) { }', '', 'expected bool, found float'],
  ['for (var i = 0; i; i++) { }', '', 'expected bool, found i32'],
  ['results[0] = select(1.0, 2.0, 1.0);', '', 'expected bool, found float'],
])('%s %s', ([body, head, message]) => {
  expect(() => compile(entry(body, head))).toThrow(message);
});

test('parameters of an entry point other than its invocation', () => {
  const text = '@compute @workgroup_size(1) fn main(@builtin(local_invocation_index) i: u32) { }';
  expect(() => compile(text)).toThrow('local_invocation_index is not supported');
});

test('a module without an entry point', () => {
  expect(() => compile('fn f() { }')).toThrow('there is no entry point');
});
