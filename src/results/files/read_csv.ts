// The CSV files of a result, read back: how many runs had which loss at which step, and the parameters of single runs.
import Papa from 'papaparse';
import { BINS, binEdges, emptyHistogram, type LossHistogram } from '../../analysis/histogram';
import { StudyError } from '../../study/errors';
import { field } from './csv';
import type { ResultDocument } from './document';
import { ADVICE } from './read';

/** [arm][checkpoint of the arm's `cost`] */
export type Density = readonly (readonly LossHistogram[])[];

const binAt = new Map(Array.from(binEdges, (edge, bin) => [edge, bin]));

/**
 * The counted losses of a density.csv, as `densityCsv` wrote it, for every arm of the result.
 * @throws StudyError where a row cannot be read, or where it is not of the same result
 */
export function readDensity(csv: string, { arms }: ResultDocument, file: string): Density {
  const { data } = Papa.parse<string[]>(csv, { skipEmptyLines: true, delimiter: ',' });
  const found = new Map<string, LossHistogram>();
  for (const [i, [label, step, from, , runs]] of data.entries()) {
    if (i === 0) continue;
    const key = JSON.stringify([label, Number(step)]);
    const histogram = found.get(key) ?? emptyHistogram();
    found.set(key, histogram);
    const n = Number(runs);
    if (!Number.isInteger(n) || n < 0 || !addBin(histogram, Number(from), n))
      throw new StudyError(
        `${file}: row ${i + 1}`,
        `found ${data[i].join(',')}; allowed: arm,step,from,to,count, as a run writes it; ${ADVICE}`,
      );
  }
  return arms.map(({ label, runs, cost }) =>
    cost.checkpoints.map((step) => {
      const histogram = found.get(JSON.stringify([label, step])) ?? emptyHistogram();
      if (histogram.total !== runs)
        throw new StudyError(
          file,
          `holds ${histogram.total} runs of ${label} at step ${step}, the summary ${runs}: they are of two results; run the study again`,
        );
      return histogram;
    }),
  );
}

/** Adds losses of the bin that begins there. @returns false where no bin does */
function addBin(h: LossHistogram, from: number, n: number): boolean {
  const bin = binAt.get(from);
  if (Number.isNaN(from)) h.diverged += n;
  else if (from === 0) h.underflow += n;
  else if (bin === BINS) h.overflow += n;
  else if (bin === undefined) return false;
  else h.counts[bin] += n;
  h.total += n;
  return true;
}

/** Parameters by `runKey`, as far as they were kept. */
export type Networks = ReadonlyMap<string, Float32Array>;

/** A run as its row in runs.csv begins. */
export const runKey = (arm: string, seed: number): string => `${field(arm)},${seed},`;

/**
 * The parameters of some runs, from the lines of a runs.csv, as `runsCsv` wrote it. Runs whose parameters were not kept, and those
 * of an arm whose label is of several lines, are left out.
 */
export async function readNetworks(
  lines: AsyncIterable<string>,
  wanted: ReadonlySet<string>,
): Promise<Networks> {
  const found = new Map<string, Float32Array>();
  let first: number | undefined; // column of the parameters
  for await (const line of lines) {
    if (first === undefined) {
      first = line.split(',').indexOf('p0');
      if (first < 0) return found;
      continue;
    }
    const [key] = /^(?:"(?:[^"]|"")*"|[^",]*),\d+,/.exec(line) ?? [];
    if (key === undefined || !wanted.has(key)) continue;
    const cells = line
      .slice(key.length)
      .split(',')
      .slice(first - 2); // arm and seed are gone
    const parameters = Float32Array.from(
      cells.filter((cell) => cell !== ''),
      Number,
    );
    if (parameters.length > 0) found.set(key, parameters);
    if (found.size === wanted.size) break;
  }
  return found;
}
