// The schemes with laws of their own, which a modifier can have as its base.
import { furtherInitializers } from './beyond';
import { kerasInitializers } from './keras';
import { torchInitializers } from './torch';

export const bases = { ...kerasInitializers, ...torchInitializers, ...furtherInitializers };

export type BaseSchemeName = keyof typeof bases;

export const baseSchemes = Object.keys(bases) as readonly BaseSchemeName[];
