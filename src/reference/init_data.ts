// What initialisers find in the table: the CPU twin of shaders/init/look.wgsl and of questions in shaders/init/data.wgsl.
import type { Block } from '../study/catalogues/initializers';
import { forward, loadInputs, type Network } from './network';
import type { Table } from './table';

export interface TableView {
  readonly rows: number;
  /** The sums of a layer for a row, under the parameters as they are. */
  readonly sums: (layer: number, row: number) => Float64Array;
}

/** The table through the eyes of a network with parameters w. */
export const tableView = (net: Network, w: Float32Array, table: Table): TableView => ({
  rows: table.rows,
  sums(layer, row) {
    loadInputs(net, table, row);
    forward(net, w);
    return net.z[layer];
  },
});

/** The variance of a layer's sums over all its units and rows. */
export function varianceOf({ layer }: Block, { rows, sums }: TableView): number {
  let [count, mean, squares] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    for (const z of sums(layer, row)) {
      const off = z - mean;
      count++;
      mean += off / count;
      squares += off * (z - mean);
    }
  }
  return squares / count;
}

/** Is there a row that activates no neuron of the layer? */
export function misses({ layer }: Block, { rows, sums }: TableView): boolean {
  for (let row = 0; row < rows; row++) {
    if (sums(layer, row).every((z) => z <= 0)) return true;
  }
  return false;
}
