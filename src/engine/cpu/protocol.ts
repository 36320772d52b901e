// What the CPU trainer and its workers say to each other. A port is a worker of the browser or of Node.
import type { Table } from '../../reference/table';
import type { Wave, WaveProgress, WaveResult } from '../trainer';

/** One end of a channel between threads. */
export interface Port<In, Out> {
  post(message: Out, transfer?: ArrayBuffer[]): void;
  listen(receive: (message: In) => void): void;
}

/** A worker as the trainer sees it. */
export interface WorkerPort extends Port<FromWorker, ToWorker> {
  /** Called when the worker itself fails, e.g. cannot be loaded. */
  onFailure(report: (error: Error) => void): void;
  close(): void;
}

export type ToWorker =
  /** The table is sent only when it is not the one sent last. */
  | { readonly kind: 'train'; readonly wave: Omit<Wave, 'table'>; readonly table: Table | null }
  | { readonly kind: 'cancel' };

export type FromWorker =
  | { readonly kind: 'progress'; readonly progress: WaveProgress }
  | { readonly kind: 'result'; readonly result: WaveResult }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string; readonly outOfMemory: boolean };
