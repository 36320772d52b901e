// Where networks train, in words.
import type { AdapterReport } from '../../analysis/runs';
import { engine } from './signals';

/** "NVIDIA ...", "SwiftShader (software)", "2 CPU threads" */
export const adapterName = ({ name, software, engine: kind }: AdapterReport): string =>
  kind === 'gpu' && software ? `${name} (software)` : name;

/** Of the adapter in use, once it is known. */
export const adapterText = (): string =>
  engine.value ? adapterName(engine.value.adapter) : 'looking for a GPU';
