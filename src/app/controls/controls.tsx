// The controls of the study, made from its catalogues. A control edits the document; nothing else is kept.
import { presetGroups, presetNamed } from '../../presets';
import { activations, familyOf, familyTitles } from '../../study/catalogues/activations';
import { losses } from '../../study/catalogues/losses';
import { regularizers } from '../../study/catalogues/regularizers';
import { isObject } from '../../study/errors';
import { shapeName } from '../../study/layout';
import { same } from '../state/document';
import { change, preset, studyDocument, study, studyError } from '../state/signals';
import { Arms } from './arms';
import { Dropout } from './dropout';
import { ChoiceField, LayersField, NumberField, SwitchField } from './fields';
import { Group } from './group';
import { Initialisation } from './initialisation';
import { Optimiser } from './optimiser';
import { RowChoice } from './params';
import { errorAt, valueAt } from './paths';
import { TakeAway } from './take_away';
import { Task } from './task';

export function Controls() {
  return (
    <form class="controls" aria-label="The study" onSubmit={(event) => event.preventDefault()}>
      <PresetChooser />
      {studyError.value && errorAt('') && (
        <p class="error-text" role="alert">
          {errorAt('')}
        </p>
      )}
      <Arms />
      <Task />
      <Network />
      <Initialisation />
      <Optimiser />
      <Training />
      <Runs />
      <TakeAway />
    </form>
  );
}

function PresetChooser() {
  const changed = !same(studyDocument.value, preset.value.document);
  const choose = (name: string) => {
    const chosen = name === preset.value.name ? preset.value : presetNamed(name);
    if (!chosen) return;
    preset.value = chosen;
    studyDocument.value = chosen.document;
  };
  return (
    <div class="preset">
      <label>
        Preset
        <select value={preset.value.name} onChange={(event) => choose(event.currentTarget.value)}>
          {preset.value.name === '' && <option value="">{preset.value.title}</option>}
          {presetGroups.map(({ title: group, presets }) => (
            <optgroup key={group} label={group}>
              {presets.map(({ name, title }) => (
                <option key={name} value={name}>
                  {title}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="link"
        disabled={!changed}
        onClick={() => choose(preset.value.name)}
      >
        {changed ? 'Changed: reset all' : preset.value.name === '' ? 'As opened' : 'As the preset'}
      </button>
    </div>
  );
}

function Network() {
  const model = valueAt('model');
  const groupOf = (name: string) => familyTitles[familyOf(name)];
  if (isObject(model) && 'layers' in model) {
    return (
      <Group title="Network">
        <p class="plain-row">
          <span>Layers</span>{' '}
          <span class="value">{shapeName(study.value.arms[0].layers)}, from the study file</span>
        </p>
        <button type="button" class="link open-params" onClick={() => change('model', {})}>
          Use one hidden layer instead
        </button>
      </Group>
    );
  }
  return (
    <Group title="Network">
      <LayersField path="model.hidden" title="Hidden" />
      <RowChoice path="model.activation" title="Activation" rows={activations} groupOf={groupOf} />
      <SwitchField path="model.bias" title="Biases" />
      <RowChoice path="model.output" title="Output" rows={activations} groupOf={groupOf} />
    </Group>
  );
}

function Training() {
  const orders = ['sequential', 'shuffled', 'fresh'].map((value) => ({ value, title: value }));
  return (
    <Group title="Training">
      <RowChoice path="loss" title="Loss" rows={losses} />
      <NumberField path="training.steps" title="Steps" compare />
      <NumberField
        path="training.batch_size"
        title="Batch"
        placeholder="all samples"
        hint="Samples a step; empty for all"
      />
      <ChoiceField
        path="training.order"
        title="Order"
        options={orders}
        hint="sequential: rows in turn; shuffled: a new permutation each epoch; fresh: new samples every step"
      />
      <NumberField
        path="training.stop_below"
        title="Stop below"
        placeholder="never"
        hint="A run whose loss is at or below this rests: it is done, and others take its place"
      />
      <Dropout />
      <RowChoice
        path="training.kernel_regularizer"
        title="Penalty of kernels"
        rows={regularizers}
      />
    </Group>
  );
}

const rules = { best: 'near the best', known: 'near the optimum', below: 'loss at most' } as const;

function Runs() {
  const rule = valueAt('converged');
  const kind =
    isObject(rule) && 'below' in rule
      ? 'below'
      : isObject(rule) && rule.of === 'known'
        ? 'known'
        : 'best';
  return (
    <Group title="Runs">
      <NumberField path="seeds.count" title="Runs an arm" />
      <NumberField path="seeds.first" title="First seed" />
      <NumberField path="seeds.study" title="Seed of the study" />
      <ChoiceField
        path="converged"
        title="Converged"
        options={Object.entries(rules).map(([value, title]) => ({ value, title }))}
        read={() => kind}
        write={(value) => (value === 'below' ? { below: 0.01 } : { of: value, within: 1.1 })}
      />
      {kind === 'below' ? (
        <NumberField path="converged.below" title="Threshold" />
      ) : (
        <NumberField path="converged.within" title="Within, times" />
      )}
      <NumberField
        path="cross_check"
        title="Cross-check"
        hint="Runs an arm that are trained again in float64 when all are done, to compare outcomes; takes a second or so each"
      />
    </Group>
  );
}
