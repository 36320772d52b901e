// Initialisation: the schemes to compare as a checklist made from the catalogue, their parameters, and the biases.
import { initializers } from '../../study/catalogues/initializers';
import type { Param, Params } from '../../study/catalogues/params';
import { isObject } from '../../study/errors';
import { Scroll } from '../parts/scroll';
import { Swatch } from '../parts/swatch';
import { Defined } from '../parts/term';
import { view } from '../state/view';
import { ChoiceField } from './fields';
import { Group } from './group';
import { titleOf } from './params';
import { armsText, changedAt, errorAt, resetAt, useControl, valueAt } from './paths';
import { replaceScheme, schemeName, schemes, toggleScheme, type Scheme } from './schemes';

const libraries = {
  keras: 'Keras',
  torch: 'PyTorch',
  playground: 'Playground',
  unstuck: 'Beyond the libraries',
} as const;
type Library = keyof typeof libraries;
interface Row {
  readonly title: string;
  readonly law: string;
  readonly library: Library;
  readonly params: Params;
  readonly forBias: boolean;
}
const rows: Readonly<Record<string, Row>> = initializers;
const BIAS = 'init.bias';

export function Initialisation() {
  useControl('init');
  useControl('init.kernel');
  const chosen = schemes();
  const byArms = armsText('init.kernel');
  const changed = changedAt('init.kernel');
  const error = errorAt('init.kernel') ?? errorAt('init');
  if (isObject(valueAt('init')) && 'explicit' in (valueAt('init') as object)) {
    return (
      <Group title="Initialisation">
        <p class="plain-row">Weights are given in the study file</p>
      </Group>
    );
  }
  const biases = Object.entries(rows).filter(([, row]) => row.forBias);
  return (
    <Group title="Initialisation">
      <div class={`row head ${changed ? 'changed' : ''}`}>
        <span>Kernel</span>
        {changed && (
          <button
            type="button"
            class="reset"
            aria-label="Reset Kernel to the preset"
            title="Differs from the preset: reset"
            onClick={() => resetAt('init.kernel')}
          >
            ↺
          </button>
        )}
        <span class="value" title={byArms?.values}>
          {chosen.length > 1 ? `${chosen.length} compared` : byArms?.text}
        </span>
      </div>
      <ul class="chosen">
        {chosen.map((scheme, i) => (
          <Chosen key={`${schemeName(scheme)} ${i}`} scheme={scheme} alone={chosen.length === 1} />
        ))}
      </ul>
      {error && (
        <p class="error-text" role="alert">
          {error}
        </p>
      )}
      <details class="checklist">
        <summary>Choose schemes to compare</summary>
        <Scroll look="checklist-body" label="Initialisation schemes">
          {(Object.keys(libraries) as Library[]).map((library) => (
            <fieldset key={library}>
              <legend>{libraries[library]}</legend>
              {Object.entries(rows)
                .filter(([, row]) => row.library === library)
                .map(([name, row]) => (
                  <Check key={name} name={name} row={row} chosen={chosen} />
                ))}
            </fieldset>
          ))}
        </Scroll>
      </details>
      <ChoiceField
        path={BIAS}
        title="Bias"
        options={[
          { value: '', title: 'the scheme’s own' },
          ...biases.map(([value, { title }]) => ({
            value,
            title: value.endsWith('_') ? `${title} (PyTorch)` : title,
          })),
        ]}
        write={(value) => value || undefined}
      />
    </Group>
  );
}

function Check({ name, row, chosen }: { name: string; row: Row; chosen: readonly Scheme[] }) {
  const on = chosen.some((scheme) => schemeName(scheme) === name);
  return (
    <label class="check" title={row.law}>
      <input
        type="checkbox"
        checked={on}
        disabled={on && chosen.length === 1}
        onChange={() => toggleScheme(name)}
      />
      <code>{name}</code>
      <small>{row.law}</small>
    </label>
  );
}

function Chosen({ scheme, alone }: { scheme: Scheme; alone: boolean }) {
  const name = schemeName(scheme);
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
  const { arms } = view.value;
  const arm = arms.findIndex(({ label }) => label === name);
  const params = row?.params ?? {};
  return (
    <li>
      {arm >= 0 && arms.length > 1 && <Swatch arm={arm} arms={arms.length} />}
      {row ? <Defined text={`${row.title}: ${row.law}`}>{name}</Defined> : name}
      {!alone && (
        <button
          type="button"
          class="reset remove"
          aria-label={`Take ${name} out of the comparison`}
          onClick={() => toggleScheme(name)}
        >
          ×
        </button>
      )}
      {isObject(scheme) &&
        Object.entries(params).map(([key, param]) => (
          <SchemeParam key={key} name={key} param={param} scheme={scheme} />
        ))}
      {!isObject(scheme) && Object.keys(params).length > 0 && (
        <button
          type="button"
          class="link set-params"
          onClick={() => replaceScheme(scheme, { name, ...defaults(params) })}
        >
          {Object.keys(params).length > 2 ? 'set' : Object.keys(params).join(', ')}
        </button>
      )}
    </li>
  );
}

const defaults = (params: Params) =>
  Object.fromEntries(Object.entries(params).map(([key, param]) => [key, param.default]));

function SchemeParam({
  name,
  param,
  scheme,
}: {
  name: string;
  param: Param;
  scheme: Exclude<Scheme, string>;
}) {
  const value = scheme[name] ?? param.default;
  const put = (next: unknown) => replaceScheme(scheme, { ...scheme, [name]: next });
  return (
    <label class="scheme-param">
      {titleOf(name)}
      {param.type === 'choice' ? (
        <select value={String(value)} onChange={(event) => put(event.currentTarget.value)}>
          {param.of.map((of) => (
            <option key={of} value={of}>
              {of}
            </option>
          ))}
        </select>
      ) : (
        <input
          type="text"
          inputMode="decimal"
          value={String(value)}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            put(typed !== '' && Number.isFinite(Number(typed)) ? Number(typed) : typed);
          }}
        />
      )}
    </label>
  );
}
