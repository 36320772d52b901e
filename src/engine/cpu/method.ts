// How the CPU engine trains an arm: as a GPU does where one invocation is one network and its text is short enough, else
// with loops. Methods that need workgroup memory have no place here.
import type { Arm } from '../../study/arm';
import { parameterCount } from '../../study/layout';
import type { Method } from '../kernels/methods';
import { curvature } from '../kernels/methods/curvature';
import { population } from '../kernels/methods/population';
import { registers } from '../kernels/methods/registers';
import { loops } from './loops';

/**
 * Beyond, loops are at least as fast, and compile in a tenth of a second whatever the size. Million sample updates a second
 * of one core, unrolled and with loops: 2-16-16-1 (337 parameters) 12 and 12, 2-100-1 (401) 17 and 8, 2-200-1 (801) 4.4 and
 * 4.1, 2-29-29-1 (987) 1.8 and 4.3.
 */
const MOST_UNROLLED = 448;

const methods: readonly Method[] = [
  curvature,
  population,
  { ...registers, suits: ({ layers }) => parameterCount(layers) <= MOST_UNROLLED },
  loops,
];

/** The first method that suits an arm; it depends on the arm alone. */
export const cpuMethod = (arm: Arm): Method => methods.find(({ suits }) => suits(arm)) ?? loops;
