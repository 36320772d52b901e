// The binary format of WebAssembly: instructions as nested lists of bytes, and a module of one function around them.

/** Bytes of instructions; lists nest, so that trees of expressions are built without copying. */
export type Code = number | readonly Code[];

export type WasmType = 'i32' | 'f32' | 'v128';
const TYPE_BYTES = { i32: 0x7f, f32: 0x7d, v128: 0x7b } as const;
const VOID = 0x40;

export const unsigned = (value: number): number[] => {
  const bytes: number[] = [];
  for (let rest = value >>> 0; ;) {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest ? low | 0x80 : low);
    if (!rest) return bytes;
  }
};

const signed = (value: number): number[] => {
  const bytes: number[] = [];
  for (let rest = value | 0; ;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && !(low & 0x40)) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
};

const wordsOf = (values: ArrayLike<number>, float: boolean): number[] => {
  const words = float ? Float32Array.from(values) : Uint32Array.from(values);
  return [...new Uint8Array(words.buffer)];
};

/** Instructions without immediate operands, by their names in the specification. */
const PLAIN = {
  'i32.eqz': 0x45, 'i32.eq': 0x46, 'i32.ne': 0x47, 'i32.lt_s': 0x48, 'i32.lt_u': 0x49, 'i32.gt_s': 0x4a,
  'i32.gt_u': 0x4b, 'i32.le_s': 0x4c, 'i32.le_u': 0x4d, 'i32.ge_s': 0x4e, 'i32.ge_u': 0x4f,
  'f32.eq': 0x5b, 'f32.ne': 0x5c, 'f32.lt': 0x5d, 'f32.gt': 0x5e, 'f32.le': 0x5f, 'f32.ge': 0x60,
  'i32.add': 0x6a, 'i32.sub': 0x6b, 'i32.mul': 0x6c,
  'i32.div_u': 0x6e, 'i32.rem_u': 0x70, 'i32.and': 0x71, 'i32.or': 0x72, 'i32.xor': 0x73, 'i32.shl': 0x74,
  'i32.shr_s': 0x75, 'i32.shr_u': 0x76, 'i64.div_s': 0x7f, 'i64.rem_s': 0x81,
  'f32.abs': 0x8b, 'f32.neg': 0x8c, 'f32.ceil': 0x8d, 'f32.floor': 0x8e, 'f32.trunc': 0x8f, 'f32.nearest': 0x90,
  'f32.sqrt': 0x91, 'f32.add': 0x92, 'f32.sub': 0x93, 'f32.mul': 0x94, 'f32.div': 0x95,
  'i32.wrap_i64': 0xa7, 'i64.extend_i32_s': 0xac, 'f32.convert_i32_s': 0xb2, 'f32.convert_i32_u': 0xb3,
  'i32.reinterpret_f32': 0xbc, 'f32.reinterpret_i32': 0xbe, select: 0x1b, drop: 0x1a,
} as const; // prettier-ignore

/** The same behind a prefix byte. */
const PREFIXED = {
  'i32.trunc_sat_f32_s': [0xfc, 0x00], 'i32.trunc_sat_f32_u': [0xfc, 0x01],
  'i32x4.splat': [0xfd, 0x11], 'f32x4.splat': [0xfd, 0x13],
  'i32x4.eq': [0xfd, 0x37], 'i32x4.ne': [0xfd, 0x38], 'i32x4.lt_s': [0xfd, 0x39], 'i32x4.lt_u': [0xfd, 0x3a],
  'i32x4.gt_s': [0xfd, 0x3b], 'i32x4.gt_u': [0xfd, 0x3c], 'i32x4.le_s': [0xfd, 0x3d], 'i32x4.le_u': [0xfd, 0x3e],
  'i32x4.ge_s': [0xfd, 0x3f], 'i32x4.ge_u': [0xfd, 0x40],
  'f32x4.eq': [0xfd, 0x41], 'f32x4.ne': [0xfd, 0x42], 'f32x4.lt': [0xfd, 0x43], 'f32x4.gt': [0xfd, 0x44],
  'f32x4.le': [0xfd, 0x45], 'f32x4.ge': [0xfd, 0x46],
  'v128.not': [0xfd, 0x4d], 'v128.and': [0xfd, 0x4e], 'v128.andnot': [0xfd, 0x4f], 'v128.or': [0xfd, 0x50],
  'v128.xor': [0xfd, 0x51], 'v128.bitselect': [0xfd, 0x52], 'v128.any_true': [0xfd, 0x53],
  'f32x4.ceil': [0xfd, 0x67], 'f32x4.floor': [0xfd, 0x68], 'f32x4.trunc': [0xfd, 0x69], 'f32x4.nearest': [0xfd, 0x6a],
  'i32x4.abs': [0xfd, 0xa0, 0x01], 'i32x4.neg': [0xfd, 0xa1, 0x01], 'i32x4.all_true': [0xfd, 0xa3, 0x01],
  'i32x4.shl': [0xfd, 0xab, 0x01], 'i32x4.shr_s': [0xfd, 0xac, 0x01], 'i32x4.shr_u': [0xfd, 0xad, 0x01],
  'i32x4.add': [0xfd, 0xae, 0x01], 'i32x4.sub': [0xfd, 0xb1, 0x01], 'i32x4.mul': [0xfd, 0xb5, 0x01],
  'i32x4.min_s': [0xfd, 0xb6, 0x01], 'i32x4.min_u': [0xfd, 0xb7, 0x01], 'i32x4.max_s': [0xfd, 0xb8, 0x01],
  'i32x4.max_u': [0xfd, 0xb9, 0x01],
  'f32x4.abs': [0xfd, 0xe0, 0x01], 'f32x4.neg': [0xfd, 0xe1, 0x01], 'f32x4.sqrt': [0xfd, 0xe3, 0x01],
  'f32x4.add': [0xfd, 0xe4, 0x01], 'f32x4.sub': [0xfd, 0xe5, 0x01], 'f32x4.mul': [0xfd, 0xe6, 0x01],
  'f32x4.div': [0xfd, 0xe7, 0x01], 'f32x4.pmin': [0xfd, 0xea, 0x01], 'f32x4.pmax': [0xfd, 0xeb, 0x01],
  'i32x4.trunc_sat_f32x4_s': [0xfd, 0xf8, 0x01], 'i32x4.trunc_sat_f32x4_u': [0xfd, 0xf9, 0x01],
  'f32x4.convert_i32x4_s': [0xfd, 0xfa, 0x01], 'f32x4.convert_i32x4_u': [0xfd, 0xfb, 0x01],
} as const; // prettier-ignore

/** Instructions that read or write memory, with the logarithm of their alignment. */
const MEMORY = {
  'i32.load': [[0x28], 2], 'f32.load': [[0x2a], 2], 'i32.store': [[0x36], 2], 'f32.store': [[0x38], 2],
  'v128.load': [[0xfd, 0x00], 2], 'v128.store': [[0xfd, 0x0b], 2], 'v128.load32_splat': [[0xfd, 0x09], 2],
  'v128.load32_zero': [[0xfd, 0x5c], 2], 'v128.load32_lane': [[0xfd, 0x56], 2], 'v128.store32_lane': [[0xfd, 0x5a], 2],
} as const; // prettier-ignore

export type Instruction = keyof typeof PLAIN | keyof typeof PREFIXED;

/** An instruction by its name. */
export const op: Readonly<Record<Instruction, Code>> = { ...PLAIN, ...PREFIXED };

/** Access to memory at the address on the stack plus `offset`; lane instructions name a lane of their vector. */
export const memory = (name: keyof typeof MEMORY, offset: number, lane?: number): Code => {
  const [bytes, align] = MEMORY[name];
  return [bytes, align, unsigned(offset), lane ?? []];
};

const gets: Code[] = [];
export const localGet = (local: number): Code => (gets[local] ??= [0x20, unsigned(local)]);
export const localSet = (local: number): Code => [0x21, unsigned(local)];
export const i32Const = (value: number): Code => [0x41, signed(value)];
export const f32Const = (value: number): Code => [0x43, wordsOf([value], true)];
export const vectorConst = (values: readonly number[], float: boolean): Code => [
  [0xfd, 0x0c],
  wordsOf(values, float),
];
export const extractLane = (float: boolean, lane: number): Code => [
  0xfd,
  float ? 0x1f : 0x1b,
  lane,
];
export const replaceLane = (float: boolean, lane: number): Code => [
  0xfd,
  float ? 0x20 : 0x1c,
  lane,
];

export const block = (body: Code): Code => [0x02, VOID, body, 0x0b];
export const loop = (body: Code): Code => [0x03, VOID, body, 0x0b];
export const when = (condition: Code, then: Code, otherwise?: Code): Code => [
  condition,
  [0x04, VOID, then],
  otherwise ? [0x05, otherwise] : [],
  0x0b,
];
export const branch = (depth: number): Code => [0x0c, unsigned(depth)];
export const branchIf = (depth: number): Code => [0x0d, unsigned(depth)];

/** Fills memory: address, byte and length are on the stack. */
export const memoryFill: Code = [0xfc, 0x0b, 0x00];

/** Writes instructions behind each other. */
class Bytes {
  private content = new Uint8Array(1024);
  private length = 0;

  add(code: Code): this {
    if (typeof code !== 'number') {
      for (const part of code) this.add(part);
      return this;
    }
    if (this.length === this.content.length) this.grow(1);
    this.content[this.length++] = code;
    return this;
  }

  /** The bytes of another, after their number. */
  addSized(other: Bytes): this {
    this.add(unsigned(other.length));
    if (this.length + other.length > this.content.length) this.grow(other.length);
    this.content.set(other.bytes(), this.length);
    this.length += other.length;
    return this;
  }

  private grow(by: number): void {
    const larger = new Uint8Array(2 * this.content.length + by);
    larger.set(this.content);
    this.content = larger;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.content.subarray(0, this.length);
  }
}

const vector = (items: readonly Code[]): Code => [unsigned(items.length), items];
const name = (text: string): Code => vector(text.split('').map((letter) => letter.charCodeAt(0)));

/**
 * A module that imports its memory as `env.memory` and exports one function as `run`.
 * @param parameters how many i32 it takes
 * @param locals types of the locals after those
 */
export function encodeModule(
  parameters: number,
  locals: readonly WasmType[],
  body: Code,
): Uint8Array<ArrayBuffer> {
  const groups: { type: WasmType; count: number }[] = [];
  for (const type of locals) {
    const last = groups.at(-1);
    if (last?.type === type) last.count++;
    else groups.push({ type, count: 1 });
  }
  const declared = groups.map(({ type, count }) => [unsigned(count), TYPE_BYTES[type]]);
  const one = new Bytes().add([vector(declared), body, 0x0b]);
  const sections: readonly [number, Bytes][] = [
    [
      1,
      new Bytes().add(vector([[0x60, vector(Array<number>(parameters).fill(TYPE_BYTES.i32)), 0]])),
    ],
    [2, new Bytes().add(vector([[name('env'), name('memory'), 2, 0, 1]]))],
    [3, new Bytes().add(vector([0]))],
    [7, new Bytes().add(vector([[name('run'), 0, 0]]))],
    [10, new Bytes().add(1).addSized(one)],
  ];
  const module = new Bytes().add([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  for (const [id, section] of sections) module.add(id).addSized(section);
  return module.bytes().slice();
}
