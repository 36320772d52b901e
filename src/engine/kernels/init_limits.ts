// How much one invocation of the kernel `init` does, and what an adapter allows: it initialises a network alone.
import { LimitError } from '../../gpu/errors';
import type { Arm } from '../../study/arm';
import {
  blockOf,
  initOperations,
  type Block,
  type Operation,
} from '../../study/catalogues/initializers';
import { looksAtTable, type OpName } from '../../study/catalogues/initializers/operations';
import { rowsOf } from '../../study/catalogues/tasks';
import { looksUnrolled } from './init';

/** Products of weights and inputs while an initialiser looks at the table: about a second of one invocation of a GPU. */
const MOST_PRODUCTS = 2 ** 24;

/** An initialiser that looks at the table does so about twice for each layer, whatever its number of tries. */
const LOOKS = 2;

/** At most so many turns of loops an entry of its block. */
const turnsAnEntry = (op: OpName, { inputs, units }: Block): number => {
  if (op === 'orthogonal' || op === 'spread_frame') return 4 * Math.min(inputs, units) + 6;
  return ['constant', 'uniform', 'normal', 'truncated_normal', 'clamp'].includes(op) ? 1 : 3;
};

/** An upper bound on the turns of all loops. */
function turnsOf(arm: Arm): number {
  const { layers, task } = arm;
  const rows = rowsOf(task);
  const below = (last: number) =>
    layers.slice(0, last + 1).reduce((sum, { inputs, units }) => sum + units * (inputs + 2), 0);
  const operations = initOperations(layers);
  const turns = (operation: Operation): number => {
    const { op, layer, args, again } = operation;
    const block = blockOf(layers, operation);
    const { inputs, units, outputs } = block;
    const look = 1 + (looksUnrolled(arm) ? 0 : below(layer));
    if (op === 'kinks') return units * (1 + look);
    if (op === 'unit_variance') return args[1] * (1 + rows * (units + look) + inputs * units);
    if (op === 'redraw') {
      const redraw = again!.reduce((sum, index) => sum + turns(operations[index]), 1);
      return args[0] * (rows * look + redraw);
    }
    const ofNext = op === 'balance' ? 2 * units * outputs : 0;
    return turnsAnEntry(op, block) * inputs * units + ofNext;
  };
  return operations.reduce((sum, operation) => sum + turns(operation), 0);
}

/** Products of weights and inputs for the table. */
function productsOf({ layers, task }: Arm): number {
  const weights = layers.map((_, last) =>
    layers.slice(0, last + 1).reduce((sum, { inputs, units }) => sum + inputs * units, 0),
  );
  const looking = initOperations(layers).filter(({ op }) => looksAtTable(op) && op !== 'kinks');
  return LOOKS * rowsOf(task) * looking.reduce((sum, { layer }) => sum + weights[layer], 0);
}

/** @throws LimitError where a network cannot be initialised in one go */
export function checkInitLimits(arm: Arm, mostTurns: number): void {
  if (arm.explicit) return;
  const limits = [
    { name: 'turns of loops of an initialiser', needed: turnsOf(arm), most: mostTurns },
    { name: 'products of an initialiser', needed: productsOf(arm), most: MOST_PRODUCTS },
  ];
  for (const { name, needed, most } of limits) {
    if (needed > most)
      throw new LimitError(
        name,
        needed,
        most,
        'choose fewer samples, units or tries, another initialiser, or the CPU engine',
      );
  }
}
