// A network in a few numbers that do not change when neurons are swapped or scaled.
import { activeRows } from '../reference/network';
import type { Table } from '../reference/table';
import type { Arm } from '../study/arm';
import { hiddenOf, neuronsOf, sameDirection } from './neurons';

export interface Signature {
  /** Hidden neurons, and those among them that are not dead. */
  readonly hidden: number;
  readonly alive: number;
  /** Of the first layer: the neurons that are not dead, and their different directions, with biases; 1 degree tells two apart. */
  readonly firstAlive: number;
  readonly directions: number;
  /** Living neurons of the last hidden layer with a positive and with a negative outgoing weight; null with several outputs. */
  readonly positive: number | null;
  readonly negative: number | null;
}

/** The signature of a network. @param parameters flat */
export function signatureOf(arm: Arm, parameters: Float32Array, table: Table): Signature {
  const hidden = hiddenOf(neuronsOf(arm, parameters, activeRows(arm, parameters, table)));
  const alive = hidden.filter(({ dead }) => !dead);
  const first = alive.filter(({ layer }) => layer === 1);
  const directions = first.filter((a, i) => !first.slice(0, i).some((b) => sameDirection(a, b)));
  const last = alive.filter(({ layer }) => layer === arm.layers.length - 1);
  const signs =
    arm.layers.at(-1)!.units === 1 ? last.map(({ outgoing: [a] }) => Math.sign(a)) : null;
  return {
    hidden: hidden.length,
    alive: alive.length,
    firstAlive: first.length,
    directions: directions.length,
    positive: signs && signs.filter((sign) => sign > 0).length,
    negative: signs && signs.filter((sign) => sign < 0).length,
  };
}

/** "3 of 3 alive, +++", or "3 of 3 alive, 2 directions, +−−" where neurons of the first layer share one. */
export function signatureText({
  hidden,
  alive,
  firstAlive,
  directions,
  positive,
  negative,
}: Signature): string {
  if (hidden === 0) return 'no hidden neurons';
  const shared = directions < firstAlive;
  const ways = directions === 1 ? '1 direction' : `${directions} directions`;
  const signs = positive === null ? '' : '+'.repeat(positive) + '−'.repeat(negative!);
  return [
    `${alive} of ${hidden} alive`,
    ...(shared ? [ways] : []),
    ...(signs !== '' && signs.length <= 8 ? [signs] : []),
  ].join(', ');
}
