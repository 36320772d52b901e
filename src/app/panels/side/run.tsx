// One network: what it became, beside what it should be, and how it got there.
import { countText, lossText } from '../../../results/numbers';
import type { Arm, Study } from '../../../study/arm';
import { shapeName } from '../../../study/layout';
import { CodeButtons } from '../../parts/code_buttons';
import { CopyButton } from '../../parts/copy';
import { Mark, outcomeTitle } from '../../parts/outcome';
import { Swatch } from '../../parts/swatch';
import { Term } from '../../parts/term';
import { runAddress } from '../../state/address';
import { panel, type RunPanel } from '../../state/panel';
import { outcomeAt } from '../../state/results';
import { finished } from '../../state/signals';
import { view } from '../../state/view';
import { Network } from './network';
import { useRun, type OneRun } from './one_run';

export function Run({ study, input, arm: index, seed, back }: RunPanel) {
  const arm = study.arms[index];
  const one = useRun(study, index, seed);
  const { runs } = one;
  return (
    <>
      {back && (
        <button type="button" class="link back" onClick={() => (panel.value = back)}>
          ‹ {back.title === 'all runs' ? 'All runs' : `Runs: ${back.title}`}
        </button>
      )}
      <h2 id="side-title">Seed {seed}</h2>
      <p class="note">
        <Swatch arm={index} arms={study.arms.length} /> <span class="arm-name">{arm.label}</span>,{' '}
        {shapeName(arm.layers)}, {countText(arm.training.steps)} steps
      </p>
      <p class="final">
        <b class="numbers loss">
          {runs
            ? Number.isFinite(runs.finalLoss[0])
              ? lossText(runs.finalLoss[0])
              : 'not finite'
            : '–'}
        </b>{' '}
        final loss
        <Outcome study={study} index={index} seed={seed} />
      </p>
      <p class="note replayed" aria-live="polite">
        <Replayed one={one} />
      </p>
      {runs?.parameters ? (
        <Network study={study} arm={index} seed={seed} one={one} />
      ) : (
        <p class="empty">{one.replayed === 'waiting' ? 'Training this run …' : ''}</p>
      )}
      {runs?.parameters && (
        <p class="take">
          <CopyButton text={() => runAddress(input, arm.label, seed)}>
            Copy link to this run
          </CopyButton>
          <CopyButton text={() => weightsText(arm, runs.parameters!)}>
            Copy weights as JSON
          </CopyButton>
          <CodeButtons
            arm={() => arm}
            options={{ parameters: runs.parameters, seed }}
            words={{ keras: 'Copy as Keras', torch: 'Copy as PyTorch' }}
          />
        </p>
      )}
    </>
  );
}

async function weightsText({ layers }: Arm, parameters: Float32Array): Promise<string> {
  const { weightsJson } = await import('../../../results/code');
  return weightsJson(layers, parameters);
}

function Replayed({ one: { replayed, equal, adapter } }: { one: OneRun }) {
  if (replayed === 'waiting')
    return (
      <>
        <Term name="replay">Replaying</Term> it alone …
      </>
    );
  if (replayed !== 'done')
    return <span class="error-text">It could not be replayed: {replayed.failed}</span>;
  return (
    <>
      <Term name="replay">Replayed</Term> alone on {adapter}
      {equal === undefined
        ? '.'
        : equal
          ? ': the same bits as in the study.'
          : ': not the same bits as in the study. This should not happen; please report it.'}
    </>
  );
}

/** The outcome under the threshold in force, where the run belongs to the results shown. */
function Outcome({ study, index, seed }: { study: Study; index: number; seed: number }) {
  const results = finished.value;
  const of = results?.study === study ? results.arms[index] : undefined;
  const run = of ? of.runs.seeds.indexOf(seed) : -1;
  if (!of || run < 0) return null;
  const outcome = outcomeAt(of, run, view.value.arms[index].threshold);
  return (
    <span class="outcome">
      <Mark outcome={outcome} /> <Term name={outcome}>{outcomeTitle(outcome).toLowerCase()}</Term>
    </span>
  );
}
