// Standard output and error: what the terminal can show, writing all of it before the process ends, broken pipes.
import type { Look } from '../../results/terminal/table';

/** Exit codes, as the help text lists them. */
export const EXIT = { done: 0, defect: 1, badInput: 2, noDevice: 3, interrupted: 130 } as const;

/** Resolves when the system has taken all of the text. */
export const print = (text: string): Promise<void> =>
  new Promise((resolve) => {
    process.stdout.write(text, () => resolve());
  });

/** A line on standard error. */
export const note = (line: string): void => void process.stderr.write(`unstuck: ${line}\n`);

/** What standard output can show: no colour and any width in a pipe, NO_COLOR respected (no-color.org). */
export function look(): Look {
  const { isTTY, columns } = process.stdout;
  const { NO_COLOR, TERM, LC_ALL, LC_CTYPE, LANG } = process.env;
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  const capable = isTTY && TERM !== 'dumb';
  return {
    width: isTTY ? columns : Infinity,
    colour: capable && !NO_COLOR,
    blocks: capable ? process.platform === 'win32' || /utf-?8/i.test(locale) : false,
  };
}

/** A reader that goes away (`| head`) ends the program quietly. */
export function endOnBrokenPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'EPIPE') process.exit(process.exitCode ?? EXIT.done);
    });
  }
}

/** One Ctrl-C may arrive twice: from the terminal, and from npx, which hands it on. */
const ONE_PRESS_MS = 500;

/** Aborts at the first Ctrl-C; the second ends the process at once. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  let first = Infinity;
  process.on('SIGINT', () => {
    first = Math.min(first, performance.now());
    if (performance.now() - first > ONE_PRESS_MS) process.exit(EXIT.interrupted);
    controller.abort();
  });
  return controller.signal;
}
