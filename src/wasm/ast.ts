// The syntax tree of the part of WGSL that kernels are written in. `line` counts from 1 in the expanded text.

/** A type as written, or what a call names: `vec3f`, `array<f32, 4>`, `ptr<function, State>`, `update`. */
export interface TypeName {
  readonly name: string;
  readonly of: readonly TypeName[];
  /** The length of an array. */
  readonly length: Expression | null;
  readonly line: number;
}

export type Expression = { readonly line: number } & (
  | {
      readonly is: 'number';
      readonly value: number;
      readonly kind: 'int' | 'float' | 'f32' | 'i32' | 'u32';
    }
  | { readonly is: 'bool'; readonly value: boolean }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'call'; readonly callee: TypeName; readonly args: readonly Expression[] }
  | { readonly is: 'member'; readonly object: Expression; readonly name: string }
  | { readonly is: 'index'; readonly object: Expression; readonly index: Expression }
  | { readonly is: 'unary'; readonly operator: string; readonly operand: Expression }
  | {
      readonly is: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
);

/** A `let`, `var` or `const`. */
export interface Declaration {
  readonly is: 'declare';
  readonly how: 'let' | 'var' | 'const';
  readonly name: string;
  readonly type: TypeName | null;
  readonly value: Expression | null;
  readonly line: number;
}

export interface Loop {
  readonly is: 'loop';
  readonly first: Statement | null;
  readonly test: Expression | null;
  readonly body: readonly Statement[];
  /** What follows the body, also after `continue`. */
  readonly after: readonly Statement[];
  /** `break if`, after that. */
  readonly breakIf: Expression | null;
  readonly line: number;
}

export type Statement =
  | Declaration
  | Loop
  | ({ readonly line: number } & (
      | {
          /** `target operator= value`; without a target the value is only evaluated. */
          readonly is: 'assign';
          readonly target: Expression | null;
          readonly operator: string | null;
          readonly value: Expression;
        }
      | {
          readonly is: 'if';
          readonly test: Expression;
          readonly then: readonly Statement[];
          readonly otherwise: readonly Statement[];
        }
      | { readonly is: 'block'; readonly body: readonly Statement[] }
      | { readonly is: 'break' }
      | { readonly is: 'continue' }
      | { readonly is: 'return'; readonly value: Expression | null }
    ));

export interface Attribute {
  readonly name: string;
  readonly args: readonly Expression[];
}

export interface Field {
  readonly name: string;
  readonly type: TypeName;
  readonly attributes: readonly Attribute[];
}

export interface FunctionDefinition {
  readonly name: string;
  readonly params: readonly Field[];
  readonly result: TypeName | null;
  readonly body: readonly Statement[];
  readonly attributes: readonly Attribute[];
  readonly line: number;
}

/** A module-scope variable; `space` is private, storage, uniform or workgroup. */
export interface ModuleVariable {
  readonly name: string;
  readonly space: string;
  readonly access: string | null;
  readonly type: TypeName | null;
  readonly value: Expression | null;
  readonly attributes: readonly Attribute[];
  readonly line: number;
}

export interface Module {
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  readonly structs: ReadonlyMap<string, readonly Field[]>;
  readonly aliases: ReadonlyMap<string, TypeName>;
  readonly constants: ReadonlyMap<string, Declaration>;
  readonly variables: readonly ModuleVariable[];
}
