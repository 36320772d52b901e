// The function under construction: its locals, the list that statements go to, and which lanes run.
import { block, branch, type Code, type WasmType } from './encoder';
import type { Scalar } from './shape';

/**
 * What earlier passes over the same kernel found out (module.ts): numbers of variables that must be varying though their
 * first values are not, and of loops that some lanes leave before others.
 */
export interface Findings {
  readonly varying: Set<number>;
  readonly divergent: Set<number>;
}

/** A place that branches can go to: the end of the block or the start of the loop that was open at this depth. */
export interface Label {
  readonly depth: number;
}

export class Emitter {
  readonly locals: WasmType[] = [];
  /** Runs before everything else. */
  readonly prologue: Code[] = [];
  out: Code[] = [];
  /** The local with the mask of the lanes that run, or null when all do. */
  mask: number | null = null;
  /** Words of uniforms that are loaded once, in the prologue, by their addresses. */
  readonly hoisted = new Map<string, Scalar>();
  /** Bytes of memory taken by arrays. */
  scratch: number;
  private depth = 0;
  private numbered = 0;

  readonly findings: Findings;
  private readonly parameters: number;

  /** @param parameters how many locals are the function's parameters */
  constructor(findings: Findings, parameters: number, scratch: number) {
    this.findings = findings;
    this.parameters = parameters;
    this.scratch = scratch;
  }

  local(type: WasmType): number {
    return this.parameters + this.locals.push(type) - 1;
  }

  push(...code: Code[]): void {
    this.out.push(...code);
  }

  /** A list in place, to be filled later with what must run here. */
  placeholder(): Code[] {
    const place: Code[] = [];
    this.out.push(place);
    return place;
  }

  /** What `body` emits, `depth` blocks deeper. */
  nested(body: () => void, depth = 1): Code[] {
    const { out } = this;
    const inner: Code[] = [];
    this.out = inner;
    this.depth += depth;
    body();
    this.depth -= depth;
    this.out = out;
    return inner;
  }

  /** A block whose end can be branched to. */
  block(body: (end: Label) => void): void {
    const inner = this.nested(() => body(this.label()));
    this.push(block(inner));
  }

  label(): Label {
    return { depth: this.depth };
  }

  /** How many blocks lie between here and a label. */
  distance(label: Label): number {
    return this.depth - label.depth;
  }

  branch(label: Label): Code {
    return branch(this.distance(label));
  }

  /** What `make` gives while statements go to the prologue. */
  early<T>(make: () => T): T {
    const { out } = this;
    this.out = this.prologue;
    const result = make();
    this.out = out;
    return result;
  }

  /** A number for the next variable or loop: the same in every pass. */
  number(): number {
    return this.numbered++;
  }
}
