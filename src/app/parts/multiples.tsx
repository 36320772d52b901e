// Small multiples, one an arm.
import { Fragment, type ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import { ARM_COLOURS } from '../../charts/colours';
import { view } from '../state/view';

/** Of more arms than this only the first are there at once. */
const MOST = 12;

/** Arms as small multiples stand: in the study's order, or where they are many in that of their rates. */
export function inTheirOrder(arms: readonly number[]): readonly number[] {
  const { ranking } = view.value;
  return ranking.length > ARM_COLOURS ? ranking.filter((arm) => arms.includes(arm)) : arms;
}

interface Props {
  /** In their order. */
  readonly arms: readonly number[];
  readonly children: (arm: number) => ComponentChild;
}

export function Multiples({ arms, children }: Props) {
  const [all, setAll] = useState(false);
  const shown = all ? arms : arms.slice(0, MOST);
  const others = arms.length - shown.length;
  return (
    <>
      <div class="multiples">
        {shown.map((arm) => (
          <Fragment key={arm}>{children(arm)}</Fragment>
        ))}
      </div>
      {others > 0 && (
        <button type="button" class="link others" onClick={() => setAll(true)}>
          Show the other {others} arms
        </button>
      )}
    </>
  );
}
