// The command line's root: commands, options and exit codes. One line on standard error for whatever a user can mend.
import { Command, CommanderError, Option } from 'commander';
import { version } from '../../package.json';
import { NoAdapterError, LimitError, DeviceLostError } from '../gpu/errors';
import { frameworks } from '../results/code';
import { StudyError } from '../study/errors';
import { studyJsonSchema } from '../study/schema';
import { bench, type BenchOptions } from './commands/bench';
import { code, type CodeCommandOptions } from './commands/code';
import { doctor } from './commands/doctor';
import { presetList } from './commands/presets';
import { replay, type ReplayOptions } from './commands/replay';
import { report, type ReportOptions } from './commands/report';
import { run, type RunOptions } from './commands/run';
import { shader } from './commands/shader';
import { verify, type VerifyCommandOptions } from './commands/verify';
import { engineNames } from './devices/engine';
import { json } from './output/files';
import { endOnBrokenPipe, EXIT, note, print } from './output/terminal';

const STUDY = 'a study (JSON), the name of a preset, or - for standard input';
const collect = (value: string, before: readonly string[]) => [...before, value];

/** An action whose result is the exit code. */
let exitCode: number = EXIT.done;
const action =
  <A extends unknown[]>(command: (...args: A) => Promise<number | void>) =>
  async (...args: A) => {
    exitCode = (await command(...args)) ?? EXIT.done;
  };

const set = () =>
  new Option(
    '--set <path=value>',
    'change the base of the study, such as --set optimizer.learning_rate=0.01 (JSON, else text; objects merge; arms and grid still go over it)',
  )
    .argParser(collect)
    .default([], 'nothing');
const engine = () =>
  new Option(
    '--engine <name>',
    'auto: the GPU; the CPU where there is none, or one that is emulated',
  )
    .choices(engineNames)
    .default('auto');

function commandLine(): Command {
  const program = new Command('unstuck')
    .description(
      'Trains thousands of tiny networks at once to learn how often and why they get stuck.',
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 a check of verify failed or a defect, 2 bad input, 3 no usable device for --engine gpu, 130 interrupted',
    )
    .version(version, '-v, --version', 'print the version')
    .exitOverride()
    .configureOutput({
      outputError: (text, write) =>
        write(
          `${text
            .trim()
            .replace(/^error: /, 'unstuck: ')
            .replaceAll('\n', ' ')}\n`,
        ),
    });
  program
    .command('run')
    .description('train a study and print how often each arm converges')
    .argument('<study>', STUDY)
    .option(
      '--out <dir>',
      'write study.json, summary.json, runs.csv and density.csv there: a new or empty folder, or an earlier result',
    )
    .addOption(set())
    .option('--seeds <A..B>', 'train the runs A to B - 1 (B itself is not trained)')
    .addOption(engine())
    .option('--json', 'print one JSON document instead of the table')
    .option('--parquet <file>', 'write a row a run as Apache Parquet')
    .option(
      '--trace <file>',
      'write losses at training.record_at and final parameters of at most 1,024 runs',
    )
    .action(action((source: string, options: RunOptions) => run(source, options)));
  program
    .command('replay')
    .description(
      'train one run again and show its losses, its weights by neuron, and what is wrong with it',
    )
    .argument('<study>', STUDY)
    .option('--arm <label>', 'the arm; may be left out where there is one')
    .requiredOption('--seed <K>', 'the run')
    .option('--step <N>', 'the network after this step, instead of at the end')
    .addOption(set())
    .addOption(engine())
    .option('--json', 'print one JSON document')
    .action(action((source: string, options: ReplayOptions) => replay(source, options)));
  program
    .command('report')
    .description('a finished result as tables and pictures, as Markdown unless a file is named')
    .argument('<dir>', 'what run --out wrote')
    .option('--html <file>', 'write one HTML file that needs nothing else')
    .option('--markdown <file>', 'write Markdown: the same tables, without the pictures')
    .option('--svg <file>', 'write one picture: rates with their intervals, and causes')
    .action(action((folder: string, options: ReportOptions) => report(folder, options)));
  program
    .command('code')
    .description(
      'print an arm as a Keras or PyTorch program; with --seed, the network that this run trained',
    )
    .argument('<study>', STUDY)
    .option('--arm <label>', 'the arm; may be left out where there is one')
    .addOption(
      new Option('--library <name>', 'which library')
        .choices(Object.keys(frameworks))
        .default('keras'),
    )
    .option('--seed <K>', 'train this run and print its weights instead of the training')
    .option(
      '--draw',
      "new samples by the task's law instead of the study's own, which makes it short",
    )
    .addOption(set())
    .addOption(engine())
    .action(action((source: string, options: CodeCommandOptions) => code(source, options)));
  program
    .command('presets')
    .description('list the studies that come with the program')
    .action(action(() => print(presetList())));
  program
    .command('doctor')
    .description('say which adapters work here, with what limits, and how fast')
    .option('--json', 'print one JSON document')
    .action(action((options: { json?: boolean }) => doctor(options)));
  program
    .command('verify')
    .description(
      'check the device that trains here against known answers: random numbers, gradients, the CPU twin, known results',
    )
    .addOption(engine())
    .option('--all', 'also checks that take minutes on a software adapter')
    .option('--only <text>', 'the checks alone whose name or group contains this, such as xor')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExit codes: 0 all checks pass, 1 one fails, 130 interrupted')
    .action(action((options: VerifyCommandOptions) => verify(options)));
  program
    .command('bench')
    .description(
      "measure the adapter's peak and how near to it training comes, for a list of networks",
    )
    .option('--json', 'print one JSON document')
    .option('--quick', '2-3-1 with Adam alone')
    .action(action((options: BenchOptions) => bench(options)));
  program
    .command('shader')
    .description("print the kernels of a study's arm")
    .argument('<study>', STUDY)
    .option('--arm <label>', 'the arm; the first one unless given')
    .option('--software', 'as adapters on the CPU compile them: several networks an invocation')
    .option('--subgroups', 'and with --software, as those whose invocations share their loads')
    .addOption(set())
    .action(
      action((source: string, options: Parameters<typeof shader>[1]) => shader(source, options)),
    );
  program
    .command('schema')
    .description('print the JSON Schema of studies, for editors')
    .action(action(() => print(json(studyJsonSchema()))));
  return program;
}

/** What went wrong, in one line, and its exit code. */
function explained(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badInput; // it has said why
  const line = error instanceof Error ? error.message.replaceAll(/\s*\n\s*/g, ' ') : String(error);
  if (error instanceof StudyError) return (note(line), EXIT.badInput);
  if (error instanceof NoAdapterError || error instanceof LimitError)
    return (note(`${line}; try --engine cpu`), EXIT.noDevice);
  if (error instanceof DeviceLostError) return (note(line), EXIT.defect);
  if (isSystemError(error)) return (note(`the system refuses: ${line}`), EXIT.badInput);
  note(
    `a defect of ours or of the system: ${error instanceof Error ? (error.stack ?? line) : line}`,
  );
  return EXIT.defect;
}

/** Such as a disk that is full: its message names the call, the path and the reason. */
const isSystemError = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && 'path' in error;

endOnBrokenPipe();
try {
  await commandLine().parseAsync();
} catch (error) {
  exitCode = explained(error);
}
// Dawn and the threads of the CPU engine would keep the process alive.
process.exit(exitCode);
