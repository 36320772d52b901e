// The summary of a result that was written earlier, read back. What is wrong is said in one line: file, place in it, what was
// found.
import * as z from 'zod/mini';
import { causeNames } from '../../analysis/causes';
import { costUnits, type CostUnit } from '../../analysis/cost';
import { FAN } from '../../analysis/incidence';
import { outcomeNames } from '../../analysis/outcomes';
import { predictorNames } from '../../analysis/predictors';
import { thresholdsAround } from '../../analysis/sensitivity';
import { pointKinds, type PointKind } from '../../reference/polish';
import type { Study } from '../../study/arm';
import { explain, isObject, knownKeys, StudyError } from '../../study/errors';
import { readStudy } from '../../study/read';
import type { StudyDocument } from '../../study/schema';
import type { ResultDocument } from './document';

const count = z.int().check(z.nonnegative());
const counts = z.array(count);
const number = z.number();
const unsure = z.nullable(z.number());
const text = z.string();

const estimate = { value: number, low: unsure, high: unsure };
const interval = { value: unsure, low: number, high: number };
const perUnit = Object.fromEntries(
  Object.keys(costUnits).map((unit) => [unit, z.nullable(z.object(estimate))]),
) as Record<CostUnit, z.ZodMiniNullable<z.ZodMiniObject<typeof estimate>>>;

const arm = z.object({
  label: text,
  runs: count,
  converged: z.object({ count, rate: unsure, low: number, high: number }),
  stuck: count,
  unfinished: count,
  diverged: count,
  threshold: unsure,
  bestLoss: unsure,
  medianLoss: unsure,
  levels: z.array(z.object({ loss: number, count, share: number, seed: count })),
  causes: z.record(z.enum(causeNames), count),
  deaths: z.nullable(
    z.object({ neurons: count, born: count, died: count, medianStep: z.nullable(count) }),
  ),
  predictors: z.array(
    z.object({
      fact: z.enum(predictorNames),
      bins: z.array(
        z.object({
          from: number,
          to: unsure,
          runs: count,
          converged: count,
          low: number,
          high: number,
        }),
      ),
    }),
  ),
  cost: z.object({
    tries: z.nullable(z.object(estimate)),
    checkpoints: counts.check(z.minLength(1)),
    targets: z.nullable(
      z.array(
        z.object({
          factor: unsure,
          loss: number,
          hits: count,
          left: count,
          reached: counts,
          ert: z.nullable(z.object(estimate)),
          cutOff: z.nullable(z.object({ step: count, ...perUnit })),
        }),
      ),
    ),
  }),
  incidence: z.nullable(z.object({ converged: counts, stuck: counts, diverged: counts })),
  lossFan: z.array(z.array(unsure)),
  crossCheck: z.nullable(
    z.object({
      runs: count,
      same: z.object({ count, rate: unsure, low: number, high: number }),
      pairs: z.record(z.enum(outcomeNames), z.record(z.enum(outcomeNames), count)),
    }),
  ),
  sensitivity: z.array(z.object({ threshold: number, count, low: number, high: number })),
});

const ending = z.object({
  loss: number,
  lowest: number,
  highest: number,
  count,
  share: number,
  low: number,
  high: number,
  counts,
  best: z.array(z.object({ arm: text, seed: count })).check(z.minLength(1)),
  signature: z.nullable(
    z.object({
      hidden: count,
      alive: count,
      firstAlive: count,
      directions: count,
      positive: z.nullable(count),
      negative: z.nullable(count),
    }),
  ),
  polished: z.nullable(
    z.object({
      loss: number,
      gradientNorm: number,
      smallest: number,
      largest: number,
      flat: count,
      kind: z.enum(Object.keys(pointKinds) as PointKind[]),
    }),
  ),
  rests: z.boolean(),
  compared: count,
  functions: z.nullable(count),
});

const schema = z.object({
  study: z.custom<StudyDocument>(isObject, 'it must be an object'), // readStudy says the rest
  adapter: z.object({ engine: z.enum(['gpu', 'cpu']), name: text, software: z.boolean() }),
  seconds: number,
  arms: z.array(arm),
  landscapes: z.array(
    z.object({
      arms: z.array(text),
      runs: count,
      endings: z.array(ending),
      atBest: count,
      unseen: unsure,
    }),
  ),
  comparisons: z.array(
    z.object({
      a: text,
      b: text,
      pairs: count,
      both: count,
      onlyA: count,
      onlyB: count,
      neither: count,
      difference: z.object(interval),
      ratio: z.object({ ...interval, high: unsure }),
      p: number,
      pHolm: number,
      detectable: unsure,
      verdict: z.enum(['higher', 'lower', 'not told apart']),
    }),
  ),
});

/** What to do about a file that cannot be read. */
export const ADVICE =
  'another version may have written it: run the study again (npx unstuck run study.json --out DIR)';

/**
 * The result document of a file, and its study.
 * @param json its parsed text
 * @param file its name, for messages
 * @throws StudyError "summary.json: arms[0].runs: missing; it must be a number; .."
 */
export function readResult(json: unknown, file: string): { result: ResultDocument; study: Study } {
  const fail = (error: unknown): never => {
    if (!(error instanceof StudyError)) throw error;
    throw new StudyError(file, `${error.message}; ${ADVICE}`);
  };
  if (!isObject(json)) return fail(new StudyError('', 'holds no result, which is an object'));
  const read = schema.safeParse(json, { error: knownKeys });
  if (!read.success) return fail(explain(json, read.error.issues[0]));
  const result: ResultDocument = read.data;
  const study = studyOf(json.study, fail);
  const found = result.arms.map(({ label }) => label);
  const wanted = study.arms.map(({ label }) => label);
  try {
    if (JSON.stringify(found) !== JSON.stringify(wanted))
      throw new StudyError('arms', `found ${found.join(', ')}; its study has ${wanted.join(', ')}`);
    checkSizes(result);
  } catch (error) {
    return fail(error);
  }
  return { result, study };
}

function studyOf(input: unknown, fail: (error: unknown) => never): Study {
  try {
    return readStudy(input);
  } catch (error) {
    return fail(
      error instanceof StudyError ? new StudyError(`study.${error.path}`, error.what) : error,
    );
  }
}

/** @throws StudyError where lists that go together differ in length */
function checkSizes({ arms, landscapes }: ResultDocument): void {
  const check = (path: string, list: readonly unknown[], length: number) => {
    if (list.length !== length)
      throw new StudyError(path, `found ${list.length} entries; it must have ${length}`);
  };
  for (const [a, { cost, lossFan, incidence, sensitivity }] of arms.entries()) {
    const steps = cost.checkpoints.length;
    check(`arms[${a}].lossFan`, lossFan, steps);
    lossFan.forEach((losses, c) => check(`arms[${a}].lossFan[${c}]`, losses, FAN.length));
    for (const [name, counted] of Object.entries(incidence ?? {}))
      check(`arms[${a}].incidence.${name}`, counted as number[], steps);
    if (sensitivity.length > 0)
      check(`arms[${a}].sensitivity`, sensitivity, thresholdsAround(1).length);
  }
  for (const [l, landscape] of landscapes.entries())
    for (const [e, { counts: runs }] of landscape.endings.entries())
      check(`landscapes[${l}].endings[${e}].counts`, runs, landscape.arms.length);
}
