// One word of every lane from and to memory. Buffers lie as the host wrote them; arrays of a kernel's own lie in scratch
// memory with the lanes interleaved, so that an element that is the same for all lanes is one vector.
import { extractLane, localGet, localSet, memory, op, when, type Code } from './encoder';
import type { Emitter } from './emitter';
import { isFloat, keep, LANES, made, vector } from './scalars';
import type { Scalar } from './shape';
import type { Kind } from './types';

export interface Location {
  /** Bytes; of lane 0 for scratch memory. */
  readonly address: Scalar;
  /** Bytes beyond it. */
  readonly offset: number;
  readonly interleaved: boolean;
}

const WORD = 4;

/** Can the four lanes be accessed as one vector? */
const neighbours = ({ address, interleaved }: Location): boolean =>
  interleaved ? address.shape === 'uniform' : address.shape === 'lanes' && address.step === WORD;

/** For each lane its address and the offset from it. Lanes that do not run read at 0, since theirs may lie anywhere. */
function perLane(e: Emitter, { address, offset, interleaved }: Location) {
  const extra = (lane: number) => offset + (interleaved ? lane * WORD : 0);
  if (address.shape === 'varying') {
    const { mask } = e;
    const safe = mask === null ? address : made('u32', 'varying', () => [vector(address), localGet(mask), op['v128.and']]); // prettier-ignore
    const kept = keep(e, safe);
    return LANES.map((lane) => ({
      at: () => [kept.code(), extractLane(false, lane)] as Code,
      offset: extra(lane),
    }));
  }
  const kept = keep(e, address);
  return LANES.map((lane) => ({
    at: () => kept.code(),
    offset: extra(lane) + lane * (address.step ?? 0),
  }));
}

/** The word at a location. */
export function load(e: Emitter, kind: Kind, where: Location): Scalar {
  const { address, offset, interleaved } = where;
  if (neighbours(where)) {
    return made(kind, 'varying', () => [address.code(), memory('v128.load', offset)]);
  }
  if (address.shape === 'uniform' && !interleaved) {
    const name = isFloat(kind) ? 'f32.load' : 'i32.load';
    return {
      ...made(kind, 'uniform', () => [address.code(), memory(name, offset)]),
      splat: () => [address.code(), memory('v128.load32_splat', offset)],
    };
  }
  const [first, ...others] = perLane(e, where);
  return made(kind, 'varying', () =>
    others.reduce<Code>(
      (sum, { at, offset: o }, i) => [at(), sum, memory('v128.load32_lane', o, i + 1)],
      [first.at(), memory('v128.load32_zero', first.offset)],
    ),
  );
}

/** Stores a word in the lanes that run. Beyond the wave there is padding, which lanes without a run may overwrite. */
export function store(e: Emitter, value: Scalar, where: Location): void {
  const { address, offset, interleaved } = where;
  const { mask } = e;
  if (neighbours(where)) {
    const at = keep(e, address).code();
    const old = [at, memory('v128.load', offset)];
    const masked = mask === null ? [] : [old, localGet(mask), op['v128.bitselect']];
    e.push([at, vector(value), masked, memory('v128.store', offset)]);
    return;
  }
  if (address.shape === 'uniform' && value.shape === 'uniform' && !interleaved) {
    const name = isFloat(value.kind) ? 'f32.store' : 'i32.store';
    e.push([address.code(), value.code(), memory(name, offset)]);
    return;
  }
  const kept = keep(e, value);
  const places = perLane(e, where);
  const bits = e.local('v128');
  e.push([vector(kept), localSet(bits)]);
  places.forEach((place, lane) => {
    const one = [place.at(), localGet(bits), memory('v128.store32_lane', place.offset, lane)];
    e.push(mask === null ? one : when([localGet(mask), extractLane(false, lane)], one));
  });
}
