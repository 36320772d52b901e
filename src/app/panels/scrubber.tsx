// The slider through one run's training.
import { countText, lossText } from '../../results/numbers';
import type { History } from './one_run';

interface Props {
  /** Undefined until the run has been trained to its steps. */
  readonly history: History | undefined;
  readonly waiting: boolean;
  /** Asks for the history of a run that trains long. */
  readonly ask: () => void;
  /** Among the steps; undefined at the end. */
  readonly place: number | undefined;
  readonly onPlace: (place: number) => void;
}

export function Scrubber({ history, waiting, ask, place, onPlace }: Props) {
  if (!history && !waiting)
    return (
      <p class="note">
        <button type="button" class="link" onClick={ask}>
          Train it again step by step, to scrub through its training
        </button>
      </p>
    );
  const last = history ? history.steps.length - 1 : 1;
  const now = place ?? last;
  const [loss] = history?.runs[now].finalLoss ?? [NaN];
  const text = history
    ? `step ${countText(history.steps[now])} of ${countText(history.steps[last])}, loss ${lossText(loss)}`
    : 'training it to its recorded steps …';
  return (
    <label class="scrubber">
      <span>Its training</span>
      <input
        type="range"
        min={0}
        max={last}
        value={now}
        disabled={!history}
        aria-valuetext={text}
        onInput={(event) => onPlace(event.currentTarget.valueAsNumber)}
      />
      <span class="numbers" aria-hidden="true">
        {text}
      </span>
    </label>
  );
}
