// Dropout of hidden activations: its kind, and its rate once there is one.
import { isObject } from '../../study/errors';
import { ChoiceField, NumberField } from './fields';
import { gridAt, valueAt } from './paths';

const RATE = 0.1;
const dropouts = {
  none: { title: 'none', value: 0 },
  plain: { title: 'each by itself', value: RATE },
  keep: { title: 'at least one is kept', value: { rate: RATE, keep_one: true } },
} as const;

export function Dropout() {
  const value = valueAt('training.dropout');
  const compared = gridAt('training.dropout') !== undefined;
  const kind = isObject(value)
    ? value.keep_one === true
      ? 'keep'
      : 'plain'
    : value === 0
      ? 'none'
      : 'plain';
  return (
    <>
      {!compared && (
        <ChoiceField
          path="training.dropout"
          title="Dropout"
          options={Object.entries(dropouts).map(([key, { title }]) => ({ value: key, title }))}
          read={() => kind}
          write={(name) => dropouts[name as keyof typeof dropouts].value}
          hint="Hidden neurons that a training sample does without, drawn anew each time"
        />
      )}
      {(compared || kind !== 'none') && (
        <NumberField
          path={isObject(value) ? 'training.dropout.rate' : 'training.dropout'}
          title="Dropout rate"
          compare
        />
      )}
    </>
  );
}
