// `unstuck verify`: known answers on the device that trains here, a line for each check as it ends.
import { verify as check } from '../verify';
import { openEngine, type EngineName } from './engine';
import { json } from './out';
import { taskBar } from './progress';
import { EXIT, interruptSignal, look, note, print } from './terminal';
import { checkLines, closingLines } from './verify_table';

export interface VerifyCommandOptions {
  readonly engine: EngineName;
  readonly all?: boolean;
  readonly json?: boolean;
}

/** Runs the command. @returns the exit code: a failed check is a defect */
export async function verify(options: VerifyCommandOptions): Promise<number> {
  const { engine, all = false } = options;
  const start = performance.now();
  const signal = interruptSignal();
  const trainer = await openEngine(engine, [], note);
  const lines = checkLines(all, look());
  let bar = taskBar();
  if (!options.json) await print(`Checking ${trainer.adapter.name}\n`);
  let written = Promise.resolve();
  try {
    const report = await check(trainer, {
      all,
      signal,
      onProgress: (share, title) => bar.update(share, title),
      onChecked(result) {
        if (options.json) return;
        bar.stop(); // so that the line stands above it
        written = print(lines(result));
        bar = taskBar();
      },
    });
    bar.stop();
    await written;
    const seconds = (performance.now() - start) / 1000;
    await print(options.json ? json({ ...report, seconds }) : closingLines(report, seconds));
    if (report.cancelled) {
      note('interrupted');
      return EXIT.interrupted;
    }
    return report.passed ? EXIT.done : EXIT.defect;
  } finally {
    bar.stop();
    trainer.close();
  }
}
