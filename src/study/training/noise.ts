// What of a training is drawn besides its initial weights.
import type { Arm } from '../arm';
import { slopeLaws } from './drawn_slopes';

/** Whether the same parameters and rows may give another loss at another step: dropout, or drawn slopes. */
export const isNoisy = ({ layers, training }: Pick<Arm, 'layers' | 'training'>): boolean =>
  training.dropout !== null || slopeLaws(layers).some((law) => law !== null);

/** Whether the steps draw random numbers, for that or for the order of rows or the rows themselves. */
export const drawsNumbers = (arm: Arm): boolean =>
  arm.training.order !== 'sequential' || isNoisy(arm);
