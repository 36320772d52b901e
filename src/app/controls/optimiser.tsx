// The optimiser, its parameters, and the schedule of its learning rate.
import {
  commonParams,
  libraries,
  optimizerRow,
  optimizers,
  rateName,
  type Library,
} from '../../study/catalogues/optimizers';
import { schedules } from '../../study/catalogues/schedules';
import { isObject } from '../../study/errors';
import { change } from '../state/signals';
import { ChoiceField } from './fields';
import { Group } from './group';
import { ParamFields, RowChoice } from './params';
import { armsAt, valueAt } from './paths';

/** What the parameters are about that all optimisers of a library have. */
const more: Readonly<Record<Library, string>> = {
  keras: 'Weight decay, clipping, averaging',
  torch: 'Clipping',
  matlab: '',
};

/**
 * Another optimiser keeps the schedule, and the learning rate under the name that its library has for it; not where it uses
 * curvature, whose steps are of another kind. A library without an optimiser of that name offers its first.
 */
function chooseOptimiser(library: Library, wanted: string): void {
  const found = valueAt('optimizer');
  const { learning_rate, lr, schedule } = isObject(found) ? found : {};
  const rate = learning_rate ?? lr;
  const name = Object.hasOwn(optimizers[library], wanted)
    ? wanted
    : Object.keys(optimizers[library])[0];
  const key = rateName[library];
  const kept = !optimizerRow(library, name).curvature;
  change('optimizer', {
    library,
    name,
    ...(kept && key && rate !== undefined ? { [key]: rate } : {}),
    ...(kept && schedule !== undefined ? { schedule } : {}),
  });
}

/** The parameters of an optimiser, those that all of its library have folded away. */
function Params({ library, name }: { readonly library: Library; readonly name: string }) {
  const { params, curvature } = optimizerRow(library, name);
  if (curvature) return <ParamFields params={params} path="optimizer" />;
  const all = Object.entries(params);
  const shared = (key: string) => Object.hasOwn(commonParams[library], key);
  const part = (common: boolean) =>
    Object.fromEntries(all.filter(([key]) => shared(key) === common));
  return (
    <>
      <ParamFields params={part(false)} path="optimizer" />
      <RowChoice path="optimizer.schedule" title="Schedule" rows={schedules} />
      <details class="more">
        <summary>{more[library]}</summary>
        <ParamFields params={part(true)} path="optimizer" />
      </details>
    </>
  );
}

export function Optimiser() {
  const ofArms = armsAt('optimizer.library');
  const library = (ofArms.all ? ofArms.values[0] : valueAt('optimizer.library')) as Library;
  const name = String(valueAt('optimizer.name'));
  const known = Object.hasOwn(optimizers, library) && Object.hasOwn(optimizers[library], name);
  const of = Object.hasOwn(optimizers, library) ? Object.entries(optimizers[library]) : [];
  return (
    <Group title="Optimiser">
      <ChoiceField
        path="optimizer.library"
        title="Library"
        options={Object.entries(libraries).map(([value, title]) => ({ value, title }))}
        write={(value) => (chooseOptimiser(value as Library, name), value)}
        hint="Whose formula and whose defaults"
      />
      <ChoiceField
        path="optimizer.name"
        title="Name"
        options={of.map(([value, { title }]) => ({ value, title }))}
        write={(value) => (chooseOptimiser(library, value), value)}
      />
      {known && <Params library={library} name={name} />}
    </Group>
  );
}
