// A real result for tests of what is made from results: a study trained by the CPU engine, and its files as texts.
import { describeLandscapes } from '../../src/analysis/description';
import { sweep } from '../../src/engine/sweep';
import { densityCsv, runsCsv } from '../../src/results/files/csv';
import { resultDocument } from '../../src/results/files/document';
import { readStudy } from '../../src/study/read';
import { inProcessCpu } from '../support/cpu';

export interface Written {
  readonly summary: unknown;
  readonly density: string;
  readonly runs: string;
}

/** Trains a study and gives what --out would write. */
export async function trained(document: unknown): Promise<Written> {
  const study = readStudy(document);
  const trainer = inProcessCpu();
  const finished = await sweep(trainer, study);
  trainer.close();
  const landscapes = await describeLandscapes(study, finished.runs);
  const result = resultDocument(study, finished, landscapes);
  return {
    summary: JSON.parse(JSON.stringify(result)) as unknown,
    density: [...densityCsv(study, finished.runs)].join(''),
    runs: [...runsCsv(study, finished.runs)].join(''),
  };
}
