// Statements, four invocations at a time. Where a test differs between lanes, both ways are taken one after the other, each
// with the mask of the lanes that go it; an assignment changes those lanes alone. A way that no lane goes is jumped over.
import type { Loop, Statement } from './ast';
import { inner, named, type Context, type Exit } from './context';
import type { Emitter } from './emitter';
import {
  block,
  branchIf,
  localGet,
  localSet,
  loop,
  op,
  vectorConst,
  when,
  type Code,
} from './encoder';
import { WgslError } from './errors';
import { combined, locate, settled, testOf } from './expressions';
import { anyTrue, keep, vector } from './scalars';
import type { Scalar } from './shape';
import { fitting, kept, read, reserve, write, zero, type Value } from './values';
import { defaultKind, inverted } from './operators';
import type { Type } from './types';

const ALL: Code = vectorConst(
  [-1, -1, -1, -1].map((word) => word >>> 0),
  false,
);

/** Statements one after the other, in the scope of the context. Their mask is as before at the end. */
export function execute(context: Context, statements: readonly Statement[]): void {
  const { e, frame } = context;
  const { mask } = e;
  const before = new Set(frame.taken);
  for (const statement of statements) {
    frame.taken.clear();
    const ends = one(context, statement);
    frame.taken.forEach((exit) => before.add(exit));
    if (ends) break;
    if (frame.taken.size > 0) narrow(context, frame.taken, mask);
  }
  before.forEach((exit) => frame.taken.add(exit));
  e.mask = mask;
}

/** Takes the lanes that have left out of the mask; if the list began with all that run around it, none staying ends it. */
function narrow({ e, frame }: Context, taken: ReadonlySet<Exit>, before: number | null): void {
  let mask: Code = e.mask === null ? ALL : localGet(e.mask);
  for (const { stayed } of taken) mask = [mask, localGet(stayed!), op['v128.and']];
  const local = e.local('v128');
  e.push([mask, localSet(local)]);
  e.mask = local;
  const around = frame.loops.at(-1)?.iteration ?? frame.exit;
  if (before === around.mask) e.push(noneTrue(local), branchIf(e.distance(around.end)));
}

const noneTrue = (mask: number): Code => [anyTrue(localGet(mask)), op['i32.eqz']];

/** One statement; true if nothing after it in its list runs. */
function one(context: Context, statement: Statement): boolean {
  const { e, frame } = context;
  const { line } = statement;
  switch (statement.is) {
    case 'declare':
      declareName(context, statement);
      return false;
    case 'block':
      execute(inner(context), statement.body);
      return false;
    case 'assign':
      change(context, statement);
      return false;
    case 'if':
      decide(context, statement);
      return false;
    case 'loop':
      repeat(inner(context), statement);
      return false;
    case 'return': {
      const { result, exit } = frame;
      if (statement.value) {
        if (!result) throw new WgslError(line, 'a value is returned where none is expected');
        const value = context.evaluate(context, statement.value);
        write(e, result, fitting(value, result.type, line));
      }
      return leave(context, [...frame.loops.flatMap((l) => [l.leave, l.iteration]), exit], exit);
    }
    case 'break': {
      const found = frame.loops.at(-1);
      if (!found) throw new WgslError(line, '"break" outside of a loop');
      return leave(context, [found.leave, found.iteration], found.leave);
    }
    case 'continue': {
      const found = frame.loops.at(-1);
      if (!found) throw new WgslError(line, '"continue" outside of a loop');
      return leave(context, [found.iteration], found.iteration);
    }
    default:
      return statement satisfies never;
  }
}

/** The running lanes leave `exits`, the last of which is `target`: by a jump if they are all that run in it. */
function leave({ e, frame }: Context, exits: readonly Exit[], target: Exit): boolean {
  if (e.mask === target.mask) {
    e.push(e.branch(target.end));
    return true;
  }
  const running = localGet(e.mask!);
  for (const exit of exits) {
    const left = stayed(e, exit);
    e.push([localGet(left), running, op['v128.andnot'], localSet(left)]);
    frame.taken.add(exit);
  }
  for (const { leave: out, number } of frame.loops) {
    if (exits.includes(out)) e.findings.divergent.add(number);
  }
  return true;
}

function declareName(context: Context, statement: Statement & { is: 'declare' }): void {
  const { how, name, type, value, line } = statement;
  const { e, scope } = context;
  const wanted = type && named(context, type);
  if (!value && !wanted) throw new WgslError(line, `"${name}" has neither type nor value`);
  const given = value ? context.evaluate(context, value) : zero(wanted!);
  if (how === 'const') {
    scope.names.set(name, { value: wanted ? fitting(given, wanted, line) : given });
    return;
  }
  const fitted = fitting(given, wanted ?? concreteType(given), line);
  if (how === 'let') {
    scope.names.set(name, { value: kept(e, fitted) });
    return;
  }
  scope.names.set(name, { place: reserve(e, fitted) });
}

/** The type of a variable that starts with this value. */
function concreteType({ type, words }: Value): Type {
  if (type.is === 'scalar') return { is: 'scalar', kind: defaultKind(type.kind) };
  if (type.is === 'vector' && words.length > 0) return { ...type, kind: defaultKind(type.kind) };
  return type;
}

function change(context: Context, statement: Statement & { is: 'assign' }): void {
  const { target, operator, value, line } = statement;
  const { e } = context;
  if (!target) {
    context.evaluate(context, value);
    return;
  }
  const found = locate(context, target);
  if (!found) throw new WgslError(line, 'this cannot be assigned to');
  if (found.in === 'uniform') throw new WgslError(line, 'a uniform cannot be assigned to');
  const place = settled(context, found);
  const right = context.evaluate(context, value);
  const result = operator ? combined(context, operator, read(e, place), right, line) : right;
  write(e, place, fitting(result, place.type, line));
}

function decide(context: Context, statement: Statement & { is: 'if' }): void {
  const { e, frame } = context;
  const { then, otherwise, line } = statement;
  const test = testOf(context.evaluate(context, statement.test), line);
  const run = (statements: readonly Statement[]) => execute(inner(context), statements);
  if (test.constant !== undefined) return run(test.constant ? then : otherwise);
  if (test.shape === 'uniform') {
    const [yes, no] = [then, otherwise].map((list) => e.nested(() => run(list)));
    e.push(when(test.code(), yes, no.length > 0 ? no : undefined));
    return;
  }
  const kept = keep(e, test);
  const isGuard = frame.isEntry && frame.loops.length === 0 && e.mask === null;
  if (isGuard && otherwise.length === 0 && isReturn(then)) {
    // lanes beyond the wave work on in the padding, unless all four are
    e.push([vector(kept), op['i32x4.all_true'], branchIf(e.distance(frame.exit.end))]);
    return;
  }
  way(context, kept, then);
  if (otherwise.length > 0) way(context, keep(e, inverted(kept)), otherwise);
}

const isReturn = ([first, ...others]: readonly Statement[]): boolean =>
  first?.is === 'return' && !first.value && others.length === 0;

/** Runs statements in those of the running lanes where the test holds. */
function way(context: Context, test: Scalar, statements: readonly Statement[]): void {
  const { e } = context;
  const { mask } = e;
  const local = e.local('v128');
  const narrowed = mask === null ? [] : [localGet(mask), op['v128.and']];
  e.push([vector(test), narrowed, localSet(local)]);
  const body = e.nested(() => {
    e.mask = local;
    execute(inner(context), statements);
    e.mask = mask;
  });
  e.push(when(anyTrue(localGet(local)), body));
}

/**
 * A loop goes on while any lane stays. In one that lanes leave at different times, `leave.stayed` is what remains, and every
 * iteration takes its mask from it.
 */
function repeat(context: Context, { first, test, body, after, breakIf, line }: Loop): void {
  const { e, frame } = context;
  const outer = e.mask;
  if (first) one(context, first);
  const entry = e.placeholder();
  const number = e.number();
  e.block((end) => {
    const leaving: Exit = { end, mask: outer, stayed: null, entry };
    const divergent = e.findings.divergent.has(number);
    /** From here on those run that have not left. */
    const resume = () => {
      if (!divergent) return;
      e.mask = e.local('v128');
      const both = outer === null ? [] : [localGet(outer), op['v128.and']];
      e.push([localGet(stayed(e, leaving)), both, localSet(e.mask)]);
      e.push(noneTrue(e.mask), branchIf(e.distance(end)));
    };
    /** Those leave where the test fails. */
    const leaveUnless = (holds: Scalar) => {
      if (holds.shape === 'uniform') {
        if (holds.constant !== 1) e.push(inverted(holds).code(), branchIf(e.distance(end)));
        return;
      }
      e.findings.divergent.add(number);
      const left = stayed(e, leaving);
      e.push([localGet(left), vector(holds), op['v128.and'], localSet(left)]);
      resume();
    };
    const code = e.nested(() => {
      const start = e.label();
      resume();
      if (test) leaveUnless(testOf(context.evaluate(context, test), line));
      const begun = e.placeholder();
      const iterationBody = e.nested(() => {
        leaving.mask = e.mask;
        const iteration: Exit = { end: e.label(), mask: e.mask, stayed: null, entry: begun };
        frame.loops.push({ number, leave: leaving, iteration });
        execute(inner(context), body);
        frame.loops.pop();
        frame.taken.delete(iteration);
        frame.taken.delete(leaving);
      });
      e.push(block(iterationBody));
      resume();
      execute(context, after);
      if (breakIf) {
        const ends = keep(e, testOf(context.evaluate(context, breakIf), line));
        leaveUnless(inverted(ends));
      }
      e.push(e.branch(start));
    });
    e.push(loop(code));
  });
  e.mask = outer;
}

/** The local with the lanes that have not left, all of them at first. */
function stayed(e: Emitter, exit: Exit): number {
  if (exit.stayed === null) {
    exit.stayed = e.local('v128');
    exit.entry.push([ALL, localSet(exit.stayed)]);
  }
  return exit.stayed;
}
