// Chooses one of the arms of the results, beside the title of a section.
import type { ArmView } from '../state/view';

interface Props {
  /** What stands before the menu, such as "With". */
  readonly text: string;
  readonly arms: readonly ArmView[];
  readonly chosen: number;
  readonly onChoose: (arm: number) => void;
}

export const ArmChooser = ({ text, arms, chosen, onChoose }: Props) => (
  <label class="chooser">
    {text}{' '}
    <select value={chosen} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
      {arms.map(({ label, index }) => (
        <option key={index} value={index}>
          {label}
        </option>
      ))}
    </select>
  </label>
);
