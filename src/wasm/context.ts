// What a name means where it stands, and the function that is being expanded.
import type { Expression, FunctionDefinition, Module, TypeName } from './ast';
import type { Code } from './encoder';
import type { Emitter, Label } from './emitter';
import { WgslError } from './errors';
import type { Place, Value } from './values';
import { typeOf, type Type } from './types';

/** A variable has a place; a constant, a `let` or a parameter has a value. */
export type Binding = { readonly place: Place } | { readonly value: Value };

export interface Scope {
  readonly names: Map<string, Binding>;
  readonly outer: Scope | null;
}

/** Something that some lanes may leave before others: a function, a loop or one iteration of a loop. */
export interface Exit {
  /** Where to branch when all running lanes leave. */
  readonly end: Label;
  /** The lanes that run inside, before any leaves. */
  mask: number | null;
  /** A local with the lanes that have not left, once there are others. */
  stayed: number | null;
  /** Where `stayed` gets its first value. */
  readonly entry: Code[];
}

export interface LoopFrame {
  readonly number: number;
  readonly leave: Exit;
  readonly iteration: Exit;
}

export interface Frame {
  readonly exit: Exit;
  readonly result: Place | null;
  readonly loops: LoopFrame[];
  /** Exits that some lanes have taken, since the innermost statement list last looked. */
  readonly taken: Set<Exit>;
  /** Of an entry point, whose first guard may leave padding lanes running. */
  readonly isEntry: boolean;
}

export interface Context {
  readonly module: Module;
  readonly e: Emitter;
  readonly scope: Scope;
  readonly frame: Frame;
  /** Expands a function of the module with these arguments in place. */
  readonly call: (
    context: Context,
    definition: FunctionDefinition,
    args: readonly Value[],
    line: number,
  ) => Value | null;
  /** The value of an expression. */
  readonly evaluate: (context: Context, expression: Expression) => Value;
}

export const inner = (context: Context): Context => ({
  ...context,
  scope: { names: new Map(), outer: context.scope },
});

export function lookUp(scope: Scope | null, name: string, line: number): Binding {
  for (let at = scope; at; at = at.outer) {
    const found = at.names.get(name);
    if (found) return found;
  }
  throw new WgslError(line, `unknown name "${name}"`);
}

/** The type that a name in the text means. */
export const named = (context: Context, name: TypeName): Type =>
  typeOf(context.module, name, (length) => {
    const value = context.evaluate(context, length).words[0]?.constant;
    if (value === undefined) throw new WgslError(name.line, 'the length of an array must be known');
    return value;
  });
