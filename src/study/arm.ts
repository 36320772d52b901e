// What a study is once it is read: its arms, complete, as plain data. Trainers, analysis and results take these and know no
// document; read.ts makes them.
import type { InitLayer } from './catalogues/initializers';
import type { LossChoice } from './catalogues/losses';
import type { Library } from './catalogues/optimizers';
import type { Choice, Values } from './catalogues/params';
import type { Task } from './catalogues/tasks';
import type { StudyDocument } from './schema';

export interface Study {
  /** The document with its defaults filled in: what results carry. */
  readonly document: StudyDocument;
  readonly seeds: Seeds;
  readonly arms: readonly Arm[];
}

export interface Seeds {
  readonly study: number;
  readonly first: number;
  readonly count: number;
}

/** One configuration: what a trainer needs besides a run's seed. */
export interface Arm {
  readonly label: string;
  readonly task: Task;
  readonly layers: readonly Layer[];
  /** Flat parameters by run seed, instead of drawn ones. */
  readonly explicit: readonly (readonly number[])[] | null;
  readonly loss: LossChoice;
  readonly optimizer: {
    readonly library: Library;
    readonly name: string;
    readonly values: Values;
    /** Of the learning rate; numbers of steps are written out. */
    readonly schedule: Choice;
  };
  readonly training: Training;
  readonly converged: Converged;
  /** The smallest loss that this model can reach on this task, where the task knows. */
  readonly optimum: number | undefined;
}

export interface Layer extends InitLayer {
  readonly trainable: boolean;
  /** The layer of the document that it is of. */
  readonly from: number;
}

export interface Training {
  readonly steps: number;
  /** Rows a step; the whole table when the study says null. */
  readonly batchSize: number;
  readonly order: 'sequential' | 'shuffled' | 'fresh';
  readonly recordAt: readonly number[] | undefined;
  /** A run whose loss is at or below this rests (training/rest.ts). */
  readonly stopBelow: number | null;
  readonly dropout: Dropout | null;
  readonly regularizer: Choice;
}

/** Hidden activations are dropped in training, each sample and step with a mask of its own. */
export interface Dropout {
  readonly rate: number;
  /** Masks that drop a whole layer do not occur. */
  readonly keepOne: boolean;
}

export type Converged =
  { readonly within: number; readonly of: 'best' | 'known' } | { readonly below: number };
