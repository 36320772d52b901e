// Checks of the device that trains: random numbers, gradients, the CPU twin, known results. Each trains small studies on it.
import type { AdapterReport } from '../analysis/runs';
import { sweep } from '../engine/sweep';
import type { Trainer } from '../engine/trainer';
import { DeviceLostError } from '../gpu/errors';
import { tableOf } from '../reference/table';
import type { Study } from '../study/arm';
import type { Json } from '../study/errors';
import { flopPerSample } from '../study/layout';
import { readStudy } from '../study/read';
import type { Check, CheckGroup, Trained } from './check';
import { gradients } from './gradients';
import { knownResults } from './known';
import { randomNumbers } from './random';
import { twinChecks } from './twin';

const compiler =
  'update the graphics driver, or the browser; until then train on the CPU (unstuck run --engine cpu)';

export { chanceText } from './check';

export const checkGroups: readonly CheckGroup[] = [
  {
    title: 'Random numbers',
    advice: `Draws differ, so that runs are not those that their seeds name: ${compiler}.`,
    checks: randomNumbers,
  },
  {
    title: 'Gradients',
    advice: `Networks learn along wrong gradients, so that no result of this device counts: ${compiler}.`,
    checks: gradients,
  },
  {
    title: 'Training, against the CPU twin',
    advice: `Steps differ by more than rounding: do not trust results of that kind of training here; ${compiler}.`,
    checks: twinChecks,
  },
  {
    title: 'Known results',
    advice:
      'What came out differs from what is proven or published. Where the groups above fail, too, mend those first; where ' +
      'they pass, report it with the output of unstuck verify --json.',
    checks: knownResults,
  },
];

export interface CheckResult {
  readonly name: string;
  readonly group: string;
  readonly title: string;
  readonly expected: string;
  readonly got: string;
  readonly passed: boolean;
}

export interface VerifyReport {
  readonly adapter: AdapterReport;
  /** All checks were made, and all passed. */
  readonly passed: boolean;
  readonly cancelled: boolean;
  readonly checks: readonly CheckResult[];
}

export interface Selection {
  /** Also checks that take minutes on a software adapter. */
  readonly all?: boolean;
  /** Those alone whose name or group contains this, whatever its case. */
  readonly only?: string;
}

export interface VerifyOptions extends Selection {
  readonly signal?: AbortSignal;
  /** The share of the work that is done, and the check under way. */
  readonly onProgress?: (share: number, title: string) => void;
  readonly onChecked?: (result: CheckResult) => void;
}

/** The checks that will be made, in order, with their groups. */
export function checksOf({ all = false, only = '' }: Selection) {
  const wanted = (text: string) => text.toLowerCase().includes(only.toLowerCase());
  return checkGroups.flatMap((group) =>
    group.checks
      .filter(({ name, slow }) => (all || !slow) && (wanted(name) || wanted(group.title)))
      .map((check) => ({ group, check })),
  );
}

/** Groups and checks as plain data, for who shows them before they are made. */
export interface ListedGroup {
  readonly title: string;
  readonly advice: string;
  readonly checks: readonly Pick<Check, 'name' | 'title' | 'expected'>[];
}

/** The quick checks, to be shown. */
export const listedChecks = (): ListedGroup[] =>
  checkGroups.map(({ title, advice, checks }) => ({
    title,
    advice,
    checks: checks
      .filter(({ slow }) => !slow)
      .map((check) => ({ name: check.name, title: check.title, expected: check.expected })),
  }));

/**
 * Makes the checks on a trainer, one after the other.
 * A check whose study the device refuses has failed, with the reason.
 * @throws DeviceLostError
 */
export async function verify(
  trainer: Trainer,
  { signal, onProgress, onChecked, ...selection }: VerifyOptions = {},
): Promise<VerifyReport> {
  const rows = checksOf(selection);
  const train = deviceOf(trainer, signal);
  const total = rows.reduce((sum, { check }) => sum + workOf(check), 0);
  const results: CheckResult[] = [];
  let done = 0;
  for (const { group, check } of rows) {
    const { name, title, expected } = check;
    const work = workOf(check);
    const tell = (share: number) => onProgress?.((done + share * work) / total, title);
    tell(0);
    const finding = await findingOf(check, train, tell);
    if (signal?.aborted || !finding) break;
    done += work;
    const result = { name, group: group.title, title, expected, ...finding };
    results.push(result);
    onChecked?.(result);
  }
  const cancelled = results.length < rows.length;
  return {
    adapter: trainer.adapter,
    passed: !cancelled && results.every(({ passed }) => passed),
    cancelled,
    checks: results,
  };
}

type Train = ReturnType<typeof deviceOf>;

/** What a check finds; null when it was cancelled. */
async function findingOf(check: Check, train: Train, tell: (share: number) => void) {
  try {
    const trained: Trained[] = [];
    for (const [i, study] of check.studies.entries()) {
      const one = await train(study, (share) => tell((i + share) / check.studies.length));
      if (!one) return null;
      trained.push(one);
    }
    return check.judge(trained);
  } catch (error) {
    if (error instanceof DeviceLostError) throw error;
    return { got: error instanceof Error ? error.message : String(error), passed: false };
  }
}

/** Trains studies of one arm; each once, however many checks ask for it. Null when cancelled. */
function deviceOf(trainer: Trainer, signal: AbortSignal | undefined) {
  const known = new Map<Json, Trained>();
  return async (document: Json, tell: (share: number) => void): Promise<Trained | null> => {
    const before = known.get(document);
    if (before) return before;
    const study = readStudy(document);
    const [arm] = study.arms;
    const { runs, cancelled, lost } = await sweep(trainer, study, {
      ...(signal && { signal }),
      onProgress: ({ share }) => tell(share),
    });
    if (lost) throw lost;
    if (cancelled) return null;
    const trained = { study, arm, table: tableOf(arm.task), runs: runs[0] };
    known.set(document, trained);
    return trained;
  };
}

/** About how long a check takes, in units of its own: its training and something for compiling its kernels. */
const workOf = ({ studies }: Check): number =>
  1 + studies.reduce((sum, document) => sum + studyWork(readStudy(document)), 0);

const COMPILING = 2e8;
const studyWork = ({ arms: [{ training, layers }], seeds }: Study): number =>
  1 + (seeds.count * training.steps * training.batchSize * flopPerSample(layers)) / COMPILING;
