// The cross-check that the study asks for: a sample of its runs trained again in float64 beside the page, once the results stand.
// Its line follows the threshold like all counts.
import { useEffect, useState } from 'preact/hooks';
import { crossChecksOf, seedSample, type TwinRuns } from '../../../analysis/cross_check';
import { armColour } from '../../../charts/colours';
import { crossCheckLine } from '../../../results/cross_check';
import { countText } from '../../../results/numbers';
import { Swatch } from '../../parts/swatch';
import { Term } from '../../parts/term';
import type { Finished } from '../../state/results';
import { finished } from '../../state/signals';
import { cancelCrossCheck, crossCheck } from '../../state/training';
import { view } from '../../state/view';

type State =
  | { readonly name: 'busy'; readonly share: number; readonly stopping: boolean }
  | { readonly name: 'done'; readonly twins: readonly TwinRuns[]; readonly stopped: boolean }
  | { readonly name: 'failed'; readonly message: string };

/** Trains the sample when new results come; gives it up when they go. */
function useCrossCheck({ study, arms }: Finished) {
  const [state, setState] = useState<State>({ name: 'busy', share: 0, stopping: false });
  useEffect(() => {
    let wanted = true;
    const tell = (share: number) => {
      if (wanted) setState((now) => (now.name === 'busy' ? { ...now, share } : now));
    };
    const seeds = arms.map(({ runs }) => seedSample(runs.seeds, study.document.cross_check));
    crossCheck(study, seeds, tell)
      .then(({ twins, cancelled }) => {
        if (wanted) setState({ name: 'done', twins, stopped: cancelled });
      })
      .catch((error: unknown) => {
        if (wanted) setState({ name: 'failed', message: String(error) });
      });
    return () => {
      wanted = false;
      void cancelCrossCheck();
    };
  }, [arms]);
  const stop = () => {
    setState((now) => (now.name === 'busy' ? { ...now, stopping: true } : now));
    void cancelCrossCheck();
  };
  return { state, stop };
}

export function CrossCheck() {
  const results = finished.value;
  if (!results || results.study.document.cross_check === 0) return null;
  if (results.cancelled || results.lost) return null;
  return <Section key={results.seconds} results={results} />;
}

function Section({ results }: { results: Finished }) {
  const { state, stop } = useCrossCheck(results);
  const wanted = results.study.document.cross_check;
  return (
    <section aria-labelledby="cross-check-title">
      <div class="section-head">
        <h2 id="cross-check-title">Cross-check</h2>
        {state.name === 'busy' && (
          <button type="button" class="link" disabled={state.stopping} onClick={stop}>
            {state.stopping ? 'Stopping' : 'Stop the cross-check'}
          </button>
        )}
      </div>
      <p class="note">
        {countText(wanted)} run{wanted === 1 ? '' : 's'} an arm, trained again in float64 by the{' '}
        <Term name="twin">CPU twin</Term>: the share that ends in the same outcome.
      </p>
      {state.name === 'busy' && (
        <progress class="progress" aria-label="Cross-check" max={1} value={state.share} />
      )}
      {state.name === 'failed' && (
        <p class="error-text" role="alert">
          The cross-check failed: {state.message}
        </p>
      )}
      {state.name === 'done' && <Lines results={results} {...state} />}
    </section>
  );
}

function Lines({
  results,
  twins,
  stopped,
}: {
  results: Finished;
  twins: readonly TwinRuns[];
  stopped: boolean;
}) {
  const { arms } = view.value;
  const checks = crossChecksOf(
    results.study,
    results.arms.map(({ runs }) => runs),
    twins,
    arms.map(({ threshold }) => threshold),
  );
  return (
    <>
      <ul class="cross-checks numbers">
        {checks.map((check, a) => (
          <li key={a} style={{ '--arm': armColour(a, arms.length) }}>
            <span>
              <Swatch arm={a} arms={arms.length} /> <span class="arm-name">{arms[a].label}</span>
            </span>{' '}
            <span>{crossCheckLine(check)}</span>
          </li>
        ))}
      </ul>
      {stopped && <p class="note after">Stopped: of the runs that were done by then.</p>}
    </>
  );
}
