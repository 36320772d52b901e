// The question: title, two sentences, the target, one button that says what it will do, and how far the training is.
import { useEffect } from 'preact/hooks';
import { countText, durationText, quantityText, rangeText } from '../../results/numbers';
import { totalWork } from '../../engine/progress';
import type { Study } from '../../study/arm';
import { libraries, optimizerRow } from '../../study/catalogues/optimizers';
import { populationIn, rowsOf } from '../../study/catalogues/tasks';
import { TargetView } from '../charts/target_view';
import { errorText } from '../controls/paths';
import { adapterName, adapterText } from '../state/adapter';
import type { Finished } from '../state/results';
import {
  controlsOpen,
  finished,
  phase,
  speed,
  study,
  studyDocument,
  studyError,
} from '../state/signals';
import { cancelRun, runStudy } from '../state/training';
import { startVerifying } from '../state/verifying';
import { view } from '../state/view';
import { questionText, titleText } from './questions';

/** "3 x 1,000 networks" */
const sizeText = ({ arms, seeds }: Study) =>
  `${arms.length > 1 ? `${arms.length} × ` : ''}${countText(seeds.count)} network${arms.length * seeds.count === 1 ? '' : 's'}`;

const samplesText = (arms: Study['arms']) =>
  arms.every(({ task }) => populationIn(task))
    ? 'all of the normal law'
    : `${rangeText(arms.map(({ task }) => rowsOf(task)))} samples`;

/** More optimisers are counted, not named. */
const MOST_NAMES = 3;

function planText({ arms }: Study): string {
  const names = new Set(
    arms.map(
      ({ optimizer: { library, name } }) =>
        `${libraries[library]} ${optimizerRow(library, name).title}`,
    ),
  );
  const optimisers = names.size > MOST_NAMES ? `${names.size} optimisers` : [...names].join(', ');
  return `${rangeText(arms.map(({ training }) => training.steps))} steps of ${optimisers}, ${samplesText(arms)}`;
}

export function Question() {
  const title = titleText(study.value);
  const now = phase.value;
  const share = now.name === 'running' ? Math.floor(100 * (now.progress?.share ?? 0)) : undefined;
  useEffect(() => {
    document.title = share === undefined ? `${title} · Unstuck` : `${share} % · ${title}`;
  }, [title, share]);
  return (
    <header class="question">
      <div class="question-text">
        <h1>{title}</h1>
        <p class="lead">{questionText(study.value)}</p>
        <div class="action">
          <RunButton />
          <Status />
        </div>
      </div>
      <div class="target">
        <TargetView task={study.value.arms[0].task} size={152} />
      </div>
      <Progress />
    </header>
  );
}

function RunButton() {
  const now = phase.value;
  if (now.name === 'running') {
    return (
      <button
        type="button"
        class="run cancel"
        aria-disabled={now.stopping}
        onClick={() => void (now.stopping || cancelRun())}
      >
        {now.stopping ? 'Stopping' : 'Cancel'}
        <span class="sizer" aria-hidden="true">
          Run {sizeText(study.value)}
        </span>
      </button>
    );
  }
  return (
    <button
      type="button"
      class="run"
      disabled={studyError.value !== undefined}
      aria-describedby={studyError.value && 'wrong'}
      onClick={() => void runStudy()}
    >
      Run {sizeText(study.value)}
    </button>
  );
}

/** Starts the checks at the foot of the page, and goes there. */
function verifyBelow(): void {
  void startVerifying();
  const foot = document.getElementById('device-title');
  foot?.scrollIntoView();
  foot?.focus({ preventScroll: true });
}

/** To the field that is wrong; the controls may be hidden in a narrow window. */
function goToError(): void {
  controlsOpen.value = true;
  requestAnimationFrame(() => {
    const wrong = document.querySelector<HTMLElement>(
      '.controls [aria-invalid], .controls .arm[open] .error-text, .controls .error-text',
    );
    const field = wrong?.closest('details')?.querySelector('input') ?? wrong;
    field?.scrollIntoView({ block: 'center' });
    field?.focus();
  });
}

/** Why nothing can be run. */
const Wrong = ({ text }: { text: string }) => (
  <p class="status" id="wrong">
    <span class="error-text">{text}</span>
    <br />
    <button type="button" class="link" onClick={goToError}>
      Go to it
    </button>
  </p>
);

/** What is, was or will be trained, in small print. */
function Status() {
  const now = phase.value;
  const wrong = errorText();
  if (wrong && now.name !== 'running') return <Wrong text={wrong} />;
  switch (now.name) {
    case 'idle':
      return (
        <p class="status">
          {planText(study.value)}
          <br />
          {adapterText()} ·{' '}
          <button type="button" class="link" onClick={verifyBelow}>
            Verify it
          </button>
        </p>
      );
    case 'running': {
      const { progress } = now;
      if (!progress)
        return (
          <p class="status">
            Starting
            <br />
            {adapterText()}
          </p>
        );
      const { share, seconds, secondsLeft, runsTotal, sampleUpdatesPerSecond } = progress;
      return (
        <p class="status numbers">
          <b>{Math.floor(100 * share)} %</b> ·{' '}
          {secondsLeft === undefined ? 'time left unknown' : `${durationText(secondsLeft)} left`}
          <br />
          {quantityText((share * runsTotal) / seconds)} networks/s ·{' '}
          {quantityText(sampleUpdatesPerSecond)} sample updates/s
        </p>
      );
    }
    case 'done':
      return <Done />;
    case 'cancelled':
      return (
        <p class="status">
          Cancelled before a network had finished: there is nothing to keep
          <br />
          {adapterText()}
        </p>
      );
    case 'failed':
      return (
        <p class="status error-text" role="alert">
          Training failed: {now.message}
        </p>
      );
    default:
      return now satisfies never;
  }
}

/** Runs that take less are not announced. */
const LONG = 5;

/** How long the study of the controls will take, where the last run tells. */
function Expected() {
  const seconds = speed.value === undefined ? 0 : totalWork(study.value) / speed.value;
  if (seconds < LONG) return null;
  return <> · the next run takes about {durationText(seconds)}</>;
}

/** Said when the controls have moved on from the results. */
function Stale({ results: { arms, cancelled, input } }: { results: Finished }) {
  const runs = arms.reduce((sum, arm) => sum + arm.runs.seeds.length, 0);
  return (
    <p class="status">
      {cancelled ? 'Cancelled: the' : 'The'} results below are of {countText(runs)} network
      {runs === 1 ? '' : 's'} before your changes
      <br />
      <button type="button" class="link" onClick={() => (studyDocument.value = input)}>
        Undo the changes
      </button>
      <Expected />
    </p>
  );
}

function Done() {
  const results = finished.value;
  if (!results) return null;
  if (view.value.stale) return <Stale results={results} />;
  const runs = results.arms.reduce((sum, arm) => sum + arm.runs.seeds.length, 0);
  const asked = results.study.arms.length * results.study.seeds.count;
  return (
    <p class="status numbers">
      {results.cancelled || results.lost
        ? `${results.cancelled ? 'Cancelled' : 'Ended early'}: ${countText(runs)} of ${countText(asked)} networks finished and are kept`
        : `${countText(runs)} networks in ${Number(results.seconds.toPrecision(3))} s, ${quantityText(runs / results.seconds)} networks/s`}
      <br />
      {results.lost ? <span class="error-text">{results.lost}</span> : adapterName(results.adapter)}
      {results.reason && `, since a network ${results.reason}`}
    </p>
  );
}

function Progress() {
  const now = phase.value;
  const share = now.name === 'running' ? (now.progress?.share ?? 0) : 0;
  const percent = Math.floor(100 * share);
  const spoken =
    now.name === 'running'
      ? `${10 * Math.floor(percent / 10)} % trained`
      : now.name === 'cancelled' || (now.name === 'done' && finished.value?.cancelled)
        ? 'Training cancelled'
        : now.name === 'done'
          ? 'Training finished'
          : '';
  return (
    <>
      <progress class="progress" aria-label="Training" max={1} value={share} />
      <div class="hidden" aria-live="polite">
        {spoken}
      </div>
    </>
  );
}
