// A kernel as a WebAssembly module that works on four invocations at a time, one a lane of a vector ("SPMD on SIMD").
//
// What is the same for all lanes (loop counters, the job, the row) stays scalar; neighbours in memory are one vector access.
// Whether a variable is the same for all lanes shows only at its assignments, so the kernel is compiled again with what a
// pass found out until nothing is new. Functions are expanded where they are called.
//
// Not supported: workgroup memory and barriers, atomics, matrices, switch, recursion, 16-bit floats. Each is a WgslError.
import type { FunctionDefinition, Module, ModuleVariable } from './ast';
import { expandCall } from './calls';
import { named, type Context, type Exit, type Frame, type Scope } from './context';
import { block, encodeModule, localGet } from './encoder';
import { Emitter, type Findings } from './emitter';
import { WgslError } from './errors';
import { evaluate } from './expressions';
import { parse } from './parse';
import { constant, lanes, made } from './scalars';
import { execute } from './statements';
import { fitting, reserve, zero, type Place, type Value } from './values';

export { WgslError } from './errors';

export interface CompiledKernel {
  /** Imports `env.memory`; exports `run(first, address of binding 0, 1, ..)`, which runs invocations first .. first + 3. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Numbers of the bindings in the order of the arguments. */
  readonly bindings: readonly number[];
  /** Memory below this belongs to the kernel. */
  readonly scratchEnd: number;
}

/** Scratch memory begins here: lanes that do not run read from address 0. */
const SCRATCH = 1024;
const MOST_PASSES = 100;

/**
 * Compiles the one entry point of a module.
 * @throws WgslError with line and construct where the text is outside the subset
 */
export function compile(text: string): CompiledKernel {
  const module = parse(text);
  const entry = [...module.functions.values()].find(({ attributes }) =>
    attributes.some(({ name }) => name === 'compute'),
  );
  if (!entry) throw new WgslError(1, 'there is no entry point');
  const findings: Findings = { varying: new Set(), divergent: new Set() };
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const known = findings.varying.size + findings.divergent.size;
    const finish = emit(module, entry, findings);
    if (findings.varying.size + findings.divergent.size === known) return finish();
  }
  throw new WgslError(entry.line, 'which variables differ between lanes cannot be told');
}

/** One pass; the kernel is worth finishing if it found out nothing new. */
function emit(module: Module, entry: FunctionDefinition, findings: Findings): () => CompiledKernel {
  const buffers = module.variables
    .filter(({ space }) => space === 'storage' || space === 'uniform')
    .map((variable) => ({ variable, binding: bindingOf(variable) }))
    .sort((a, b) => a.binding - b.binding);
  const parameters = buffers.length + 1;
  const e = new Emitter(findings, parameters, SCRATCH);
  const names: Scope['names'] = new Map();
  const scope: Scope = { names, outer: null };

  const body = e.nested(() => {
    const exit: Exit = { end: e.label(), mask: null, stayed: null, entry: e.prologue };
    const frame: Frame = { exit, result: null, loops: [], taken: new Set(), isEntry: true };
    const context: Context = { module, e, scope, frame, call: expandCall, evaluate };
    for (const { name, type, value, line } of module.constants.values()) {
      const given = evaluate(context, value!);
      names.set(name, { value: type ? fitting(given, named(context, type), line) : given });
    }
    buffers.forEach(({ variable: { space, name, type } }, i) => {
      const local = localGet(i + 1);
      const address = { ...made('u32', 'uniform', () => local), stable: true };
      const where = { address, offset: 0, interleaved: false };
      const place: Place = {
        in: space as 'storage' | 'uniform',
        type: named(context, type!),
        where,
      };
      names.set(name, { place });
    });
    for (const variable of module.variables) {
      if (buffers.some((buffer) => buffer.variable === variable)) continue;
      names.set(variable.name, { place: ownVariable(context, variable) });
    }
    const inside: Context = { ...context, scope: { names: new Map(), outer: scope } };
    for (const { name, attributes, type } of entry.params) {
      const builtin = attributes.find((a) => a.name === 'builtin')?.args[0];
      const what = builtin?.is === 'name' ? builtin.name : 'nothing';
      if (what !== 'global_invocation_id') {
        throw new WgslError(entry.line, `parameter "${name}": ${what} is not supported`);
      }
      const zeroWord = constant('u32', 0);
      const first = lanes('u32', () => localGet(0), 1, true);
      const value: Value = { type: named(context, type), words: [first, zeroWord, zeroWord] };
      inside.scope.names.set(name, { value });
    }
    execute(inside, entry.body);
  });
  return () => ({
    bytes: encodeModule(parameters, e.locals, [e.prologue, block(body)]),
    bindings: buffers.map(({ binding }) => binding),
    scratchEnd: e.scratch,
  });
}

/** A variable of `var<private>`. */
function ownVariable(context: Context, { name, space, type, value, line }: ModuleVariable): Place {
  if (space !== 'private') {
    throw new WgslError(line, `"${name}": memory of the space "${space}" is not supported`);
  }
  const wanted = type && named(context, type);
  const given = value ? evaluate(context, value) : zero(wanted!);
  return reserve(context.e, fitting(given, wanted ?? given.type, line));
}

function bindingOf({ name, attributes, line }: ModuleVariable): number {
  const arg = attributes.find((attribute) => attribute.name === 'binding')?.args[0];
  if (arg?.is !== 'number') throw new WgslError(line, `"${name}" has no binding`);
  return arg.value;
}
