// The slider through one run's training.
import { countText, lossText } from '../../../results/numbers';
import type { Rewinding } from './one_run';

interface Props {
  readonly rewinding: Rewinding;
  /** Among the steps; undefined at the end. */
  readonly place: number | undefined;
  readonly onPlace: (place: number) => void;
}

export function Scrubber({ rewinding, place, onPlace }: Props) {
  if (rewinding === 'failed') return null; // what fails is said beside the replay
  if (rewinding !== 'waiting' && 'ask' in rewinding)
    return (
      <p class="note">
        <button type="button" class="link" onClick={rewinding.ask}>
          Train it again step by step, to scrub through its training
        </button>
      </p>
    );
  const history = rewinding === 'waiting' ? undefined : rewinding;
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
