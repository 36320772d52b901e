// `unstuck verify`: known answers on the device that trains here, a line for each check as it ends.
import { StudyError } from '../../study/errors';
import { checkGroups, checksOf, verify as check, type Selection } from '../../verify';
import { openEngine, type EngineName } from '../devices/engine';
import { json } from '../output/files';
import { taskBar } from '../output/progress';
import { EXIT, interruptSignal, look, note, print } from '../output/terminal';
import { checkLines, closingLines } from './verify_table';

export interface VerifyCommandOptions extends Selection {
  readonly engine: EngineName;
  readonly json?: boolean;
}

/**
 * Runs the command.
 * @returns the exit code: a failed check is a defect
 * @throws StudyError where no check is called so
 */
export async function verify(options: VerifyCommandOptions): Promise<number> {
  const { engine, json: asJson, ...selection } = options;
  if (checksOf(selection).length === 0) {
    const groups = checkGroups.map(({ title }) => title).join('; ');
    throw new StudyError(
      '--only',
      `no check is called so; allowed: part of a name or of ${groups}`,
    );
  }
  const start = performance.now();
  const signal = interruptSignal();
  const trainer = await openEngine(engine, [], note);
  const lines = checkLines(selection, look());
  /** Stands below the lines of the table while a check is made. */
  let bar: ReturnType<typeof taskBar> | undefined;
  const takeAway = () => {
    bar?.stop();
    bar = undefined;
  };
  if (!asJson) await print(`Checking ${trainer.adapter.name}\n`);
  let written = Promise.resolve();
  try {
    const report = await check(trainer, {
      ...selection,
      signal,
      onProgress(share, title) {
        if (bar) bar.update(share, title);
        else bar = taskBar(share, title);
      },
      onChecked(result) {
        if (asJson) return;
        takeAway();
        written = print(lines(result));
      },
    });
    takeAway();
    await written;
    const seconds = (performance.now() - start) / 1000;
    await print(asJson ? json({ ...report, seconds }) : closingLines(report, seconds));
    if (report.cancelled) {
      note('interrupted');
      return EXIT.interrupted;
    }
    return report.passed ? EXIT.done : EXIT.defect;
  } finally {
    takeAway();
    trainer.close();
  }
}
