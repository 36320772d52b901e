// `unstuck run`: trains a study, prints the table or the JSON, writes what was asked for.
import { writeFile } from 'node:fs/promises';
import { seedSample } from '../../analysis/cross_check';
import { describeLandscapes, type Describe } from '../../analysis/description';
import { retrain } from '../../engine/cross_check';
import { sweep, type SweepResult } from '../../engine/sweep';
import { crossCheckText } from '../../results/cross_check';
import { resultDocument, type ResultDocument } from '../../results/files/document';
import { checkTraceable, traceDocument } from '../../results/files/trace';
import { endingsText } from '../../results/landscape';
import { predictorsText } from '../../results/terminal/predictors';
import { resultTable } from '../../results/terminal/table';
import { whyNotText } from '../../results/terminal/why_not';
import type { Study } from '../../study/arm';
import { describers } from '../devices/describers';
import { openEngine, type EngineName } from '../devices/engine';
import { loadStudy } from '../input/load';
import {
  counted,
  FILES,
  json,
  prepareFile,
  prepareFolder,
  writeChunks,
  writeFolder,
} from '../output/files';
import { progressBar, taskBar } from '../output/progress';
import { EXIT, interruptSignal, look, note, print } from '../output/terminal';

export interface RunOptions {
  readonly out?: string;
  readonly set: readonly string[];
  readonly seeds?: string;
  readonly engine: EngineName;
  readonly json?: boolean;
  readonly trace?: string;
  readonly parquet?: string;
}

/** Runs the command; everything that can be wrong with its input is found before the training. @returns the exit code */
export async function run(source: string, options: RunOptions): Promise<number> {
  const { out, trace, parquet } = options;
  const study = await loadStudy(source, options);
  if (trace !== undefined) {
    checkTraceable(study);
    await prepareFile('--trace', trace);
  }
  if (parquet !== undefined) await prepareFile('--parquet', parquet);
  if (out !== undefined) await prepareFolder(out);

  const signal = interruptSignal();
  const finished = await train(study, options.engine, signal);
  const landscapes = await describe(study, finished, signal);
  const twins = await retrainSample(study, finished, signal);
  const result = resultDocument(study, finished, landscapes, twins);
  await save(options, study, finished, result);
  if (signal.aborted) note('interrupted; what was finished is kept');
  if (finished.lost) note(finished.lost.message);
  await print(
    options.json
      ? json(result)
      : [
          resultTable(result, look()),
          whyNotText(result.arms),
          predictorsText(result.arms),
          crossCheckText(result.arms),
          endingsText(result.landscapes),
        ].join(''),
  );
  if (finished.lost) return EXIT.noDevice;
  return signal.aborted ? EXIT.interrupted : EXIT.done;
}

/** Writes the files that were asked for, with a progress bar. */
async function save(
  { out, trace, parquet }: RunOptions,
  study: Study,
  finished: SweepResult,
  result: ResultDocument,
): Promise<void> {
  if (out === undefined && trace === undefined && parquet === undefined) return;
  const bar = taskBar(0, 'writing');
  try {
    if (out !== undefined)
      await writeFolder(out, study, finished, result, (share) =>
        bar.update(share, `writing ${FILES.runs}`),
      );
    if (trace !== undefined)
      await writeFile(trace, `${JSON.stringify(traceDocument(study, finished.runs))}\n`);
    if (parquet !== undefined) {
      const { parquetParts, runsParquet } = await import('../../results/files/parquet');
      const tell = (share: number) => bar.update(share, `writing ${parquet}`);
      const parts = counted(runsParquet(study, finished.runs), parquetParts(finished.runs), tell);
      await writeChunks(parquet, parts);
    }
  } finally {
    bar.stop();
  }
  if (out !== undefined) note(`wrote ${Object.values(FILES).join(', ')} to ${out}`);
}

/**
 * What kinds of ending there are, with a progress bar; Ctrl-C leaves the others without a description, and so does whatever
 * goes wrong: the runs are trained.
 */
async function describe(study: Study, { runs }: SweepResult, signal: AbortSignal) {
  const bar = taskBar();
  const threads = describers({
    signal,
    onProgress: (share) => bar.update(share, 'polishing the best runs of each level'),
  });
  let failure: unknown;
  const describeOne: Describe = (...asked) =>
    threads.describe(...asked).catch((error: unknown) => {
      failure ??= error;
      return null;
    });
  try {
    return await describeLandscapes(study, runs, describeOne);
  } finally {
    threads.close();
    bar.stop();
    if (failure) note(`levels of the loss are not all described: ${String(failure)}`);
  }
}

/** The cross-check that the study asks for, with a progress bar; Ctrl-C ends it early, and the results stay. */
async function retrainSample(study: Study, { runs }: SweepResult, signal: AbortSignal) {
  const wanted = study.document.cross_check;
  if (wanted === 0 || signal.aborted) return undefined;
  const bar = taskBar();
  const seeds = runs.map((arm) => seedSample(arm.seeds, wanted));
  const twins = await retrain(study, seeds, {
    signal,
    onProgress: (share) => bar.update(share, 'training a sample again in float64'),
  });
  bar.stop();
  return twins;
}

/**
 * Trains with a progress bar; Ctrl-C ends the training early.
 * @param arms that decide where to train: those of the whole study, also where only a part of it is trained
 */
export async function train(
  study: Study,
  engine: EngineName,
  signal = interruptSignal(),
  arms = study.arms,
): Promise<SweepResult> {
  const trainer = await openEngine(engine, arms, note);
  const bar = progressBar();
  try {
    return await sweep(trainer, study, { signal, onProgress: bar.update });
  } finally {
    bar.stop();
    trainer.close();
  }
}
