// What can be taken away, and brought back: the link, the study as a file, an arm as a program, the runs, a picture.
import { signal } from '@preact/signals';
import { StudyError } from '../../study/errors';
import { CodeButtons } from '../parts/code_buttons';
import { CopyButton } from '../parts/copy';
import { fileName, pngOf, save, saveBlob } from '../parts/files';
import { addressOf, openDocument } from '../state/address';
import { codesAt, type Finished } from '../state/results';
import { finished, notice, study, studyDocument } from '../state/signals';
import { view } from '../state/view';
import { Group } from './group';

/** Takes over a study file; what is wrong is said in a notice. */
export async function openStudyFile(file: File | undefined): Promise<void> {
  if (!file) return;
  try {
    openDocument(JSON.parse(await file.text()));
    notice.value = undefined;
  } catch (error) {
    const known = error instanceof StudyError || error instanceof SyntaxError;
    if (!known) throw error;
    const what = error.name === 'SyntaxError' ? `it is not JSON (${error.message})` : error.message;
    notice.value = { kind: 'error', text: `${file.name} cannot be used as a study: ${what}` };
  }
}

export function TakeAway() {
  const name = () => fileName(studyDocument.value.title);
  const results = finished.value;
  const runs = async () => {
    const { runsCsv } = await import('../../results/files/csv');
    const columns = results!.arms.map((arm) => arm.runs);
    await save(`${name()}-runs.csv`, 'text/csv', runsCsv(view.value.study, columns));
  };
  const parquet = async () => {
    const { runsParquet } = await import('../../results/files/parquet');
    const columns = results!.arms.map((arm) => arm.runs);
    const type = 'application/vnd.apache.parquet';
    await save(`${name()}-runs.parquet`, type, runsParquet(view.value.study, columns));
  };
  return (
    <Group title="Take it away">
      <div class="row">
        <span>Link</span>
        <CopyButton text={() => addressOf(studyDocument.value)}>copy</CopyButton>
      </div>
      <div class="row">
        <span>Study</span>
        <button
          type="button"
          class="link"
          onClick={() =>
            void save(`${name()}.json`, 'application/json', [
              `${JSON.stringify(studyDocument.value, null, 2)}\n`,
            ])
          }
        >
          download
        </button>
        <label class="file link">
          open
          <input
            type="file"
            accept=".json,application/json"
            onChange={(event) => void openStudyFile(event.currentTarget.files?.[0])}
          />
        </label>
      </div>
      <Code />
      <div class="row">
        <span>Runs</span>
        <button type="button" class="link" disabled={!results} onClick={() => void runs()}>
          CSV
        </button>
        <button type="button" class="link" disabled={!results} onClick={() => void parquet()}>
          Parquet
        </button>
      </div>
      <div class="row">
        <span>Picture</span>
        <button
          type="button"
          class="link"
          disabled={!results}
          onClick={() => void picture(results!).then((svg) => save(`${name()}.svg`, SVG, [svg]))}
        >
          SVG
        </button>
        <button
          type="button"
          class="link"
          disabled={!results}
          onClick={() =>
            void picture(results!)
              .then(pngOf)
              .then((png) => saveBlob(`${name()}.png`, png))
          }
        >
          PNG
        </button>
      </div>
    </Group>
  );
}

const SVG = 'image/svg+xml';

/** The rates with their intervals, and the causes, as one picture. */
async function picture({ arms: trained }: Finished): Promise<string> {
  const { study: of, arms } = view.value;
  const [{ figure }, { causesOf }] = await Promise.all([
    import('../../results/report/figure'),
    import('../../analysis/causes'),
  ]);
  const drawn = arms.map(({ label, rate: { n, ...converged }, threshold, counts }, a) => {
    const outcomes = { codes: codesAt(trained[a], threshold), counts: counts! };
    const causes = causesOf(of.arms[a], trained[a].runs, outcomes).counts;
    return { label, runs: n, converged, causes };
  });
  const title = of.document.title ?? 'A study without a title';
  return figure(title, drawn);
}

/** The arm whose code is copied; another study may have fewer. */
const chosen = signal(0);

function Code() {
  const { arms } = study.value;
  const index = chosen.value < arms.length ? chosen.value : 0;
  return (
    <>
      <div class="row">
        <span>Code</span>
        <CodeButtons arm={() => arms[index]} words={{ keras: 'Keras', torch: 'PyTorch' }} />
      </div>
      {arms.length > 1 && (
        <label class="row">
          <span>of the arm</span>
          <select
            value={index}
            onChange={(event) => (chosen.value = event.currentTarget.selectedIndex)}
          >
            {arms.map(({ label }, i) => (
              <option key={label} value={i}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}
