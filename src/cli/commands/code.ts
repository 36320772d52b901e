// `unstuck code`: an arm as a Keras or PyTorch program that can be pasted; with a seed, the network that this run trained.
import { pythonCode, type Framework } from '../../results/code';
import type { EngineName } from '../devices/engine';
import { loadStudy } from '../input/load';
import { EXIT, print } from '../output/terminal';
import { chooseArm, trainOne } from './replay';

export interface CodeCommandOptions {
  readonly arm?: string;
  readonly library: Framework;
  readonly seed?: string;
  readonly draw?: boolean;
  readonly set: readonly string[];
  readonly engine: EngineName;
}

/** Runs the command. @returns the exit code */
export async function code(source: string, options: CodeCommandOptions): Promise<number> {
  const { library, seed, draw: drawn = false } = options;
  const study = await loadStudy(source, options);
  const arm = chooseArm(study, options.arm);
  if (seed === undefined) {
    await print(pythonCode(arm, library, { drawn }));
    return EXIT.done;
  }
  const { runs, cancelled } = await trainOne(study, arm, seed, options.engine);
  if (cancelled) return EXIT.interrupted;
  const trained = { parameters: runs[0].parameters!, seed: runs[0].seeds[0] };
  await print(pythonCode(arm, library, { drawn, ...trained }));
  return EXIT.done;
}
