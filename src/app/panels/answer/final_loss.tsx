// Final loss: one small multiple an arm on a shared axis, with the threshold that can be dragged, and the same as a table.
import { inTheirOrder, Multiples } from '../../parts/multiples';
import { Scroll } from '../../parts/scroll';
import { useRef, useState } from 'preact/hooks';
import { barsOf, lossAxis, type Bar, type LossAxis } from '../../../charts/bins';
import { countText, rangeText } from '../../../results/numbers';
import { losses } from '../../../study/catalogues/losses';
import { isObject, type Json } from '../../../study/errors';
import { barText, Histogram } from '../../charts/histogram';
import { Term } from '../../parts/term';
import { set } from '../../state/document';
import { listOf, openRuns, panel } from '../../state/panel';
import { preset, studyDocument } from '../../state/signals';
import { view, type ArmView } from '../../state/view';

/** A document with another rule of what has converged, and one an arm where `ofArm` has one; undefined for the default. */
function withRule(document: Json, rule: unknown, ofArm: (label: unknown) => unknown): Json {
  const { arms } = document;
  const ruled = set(document, 'converged', rule);
  if (!Array.isArray(arms)) return ruled;
  const own = (arm: unknown) => (isObject(arm) ? set(arm, 'converged', ofArm(arm.label)) : arm);
  return { ...ruled, arms: arms.map(own) };
}

/** Writes a threshold into the study: a loss that holds for all arms. */
function setThreshold(below: number): void {
  studyDocument.value = withRule(studyDocument.peek(), { below }, () => undefined);
}

/** Back to the preset's rules. */
function resetThreshold(): void {
  const { converged, arms } = preset.peek().document;
  const rows = Array.isArray(arms) ? arms.filter(isObject) : [];
  studyDocument.value = withRule(
    studyDocument.peek(),
    converged,
    (label) => rows.find((row) => row.label === label)?.converged,
  );
}

/** Whether the grid makes the rule, so that no threshold can hold for all arms. */
const gridRules = ({ grid }: Json) =>
  isObject(grid) && Object.keys(grid).some((path) => path.split('.')[0] === 'converged');

function openBar(arm: number, bar: Bar): void {
  const title = barText(bar);
  const range =
    bar.slot === 'diverged' ? { from: NaN, to: NaN } : { from: bar.lossFrom, to: bar.lossTo };
  openRuns(arm, { ...range, title });
}

export function FinalLoss() {
  const { arms, state, study, stale } = view.value;
  const axis = useAxis(arms, state);
  const { converged } = study.arms[0];
  const kinds = new Set(study.arms.map(({ loss }) => losses[loss.name].title));
  const listed = state !== 'empty' && state !== 'live';
  const order = inTheirOrder(arms.map(({ index }) => index));
  const movable = listed && !stale && !gridRules(studyDocument.value);
  const chosen = listOf(panel.value);
  const moved =
    movable &&
    'below' in converged &&
    JSON.stringify(studyDocument.value.converged) !==
      JSON.stringify(preset.value.document.converged);
  return (
    <section aria-labelledby="loss-title">
      <div class="section-head">
        <h2 id="loss-title">Final loss</h2>
        {moved && (
          <button type="button" class="link" onClick={resetThreshold}>
            Back to the preset’s rule
          </button>
        )}
      </div>
      <p class="note">
        {kinds.size === 1 ? [...kinds] : 'Loss'} after{' '}
        {rangeText(study.arms.map(({ training }) => training.steps))} steps,{' '}
        <Term name="squareRoot">square-root shares</Term>.{' '}
        {movable ? (
          <>
            Drag the dashed <Term name="threshold">threshold</Term> and the rates follow; click a
            bar for its runs.
          </>
        ) : (
          <>
            The dashed line is the <Term name="threshold">threshold</Term>.
          </>
        )}
      </p>
      <Multiples arms={order}>
        {(a) => (
          <Histogram
            key={`${a} ${arms[a].label}`}
            arm={a}
            arms={arms.length}
            label={arms[a].label}
            histogram={arms[a].histogram}
            axis={axis}
            threshold={arms[a].threshold}
            onThreshold={movable ? setThreshold : undefined}
            tabbable={a === order[0]}
            onBar={listed ? (bar) => openBar(a, bar) : undefined}
            chosen={chosen?.arm === a ? chosen : undefined}
          />
        )}
      </Multiples>
      {listed && <BinTable arms={arms} axis={axis} />}
    </section>
  );
}

/** While training the axis only grows, so that bars stay where they are. */
function useAxis(arms: readonly ArmView[], state: string): LossAxis {
  const last = useRef<{ axis: LossAxis; live: boolean }>(undefined);
  const histograms = arms.flatMap(({ histogram }) => (histogram ? [histogram] : []));
  const live = state === 'live';
  const key = histograms.at(0);
  const memo = useRef<{ key: unknown; axis: LossAxis }>(undefined);
  if (!memo.current || memo.current.key !== key || live || histograms.length === 0) {
    const axis = lossAxis(
      histograms,
      arms.map(({ threshold }) => threshold),
      live && last.current?.live ? last.current.axis : undefined,
    );
    last.current = { axis, live };
    memo.current = { key, axis };
  }
  return memo.current.axis;
}

/** The histograms as numbers: a row a bar, a column an arm; a count lists its runs. */
function BinTable({ arms, axis }: { arms: readonly ArmView[]; axis: LossAxis }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="as-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>These histograms as a table</summary>
      {open && <BinRows arms={arms} axis={axis} />}
    </details>
  );
}

function BinRows({ arms, axis }: { arms: readonly ArmView[]; axis: LossAxis }) {
  const bars = arms.map(
    ({ histogram }) =>
      new Map(histogram ? barsOf(histogram, axis).map((bar) => [bar.left, bar]) : []),
  );
  const rows = [...new Map(bars.flatMap((of) => [...of])).entries()].sort(([a], [b]) => a - b);
  return (
    <Scroll label="Histograms as a table">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Final loss</th>
            {arms.map(({ label }) => (
              <th key={label} scope="col" class="number">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([left, row]) => (
            <tr key={left}>
              <th scope="row" class="numbers">
                {barText(row)}
              </th>
              {arms.map(({ index, label }) => {
                const bar = bars[index].get(left);
                return (
                  <td key={index} class="number">
                    {bar ? (
                      <button
                        type="button"
                        class="link"
                        aria-label={`${countText(bar.count)} runs of ${label}, ${barText(bar)}: list them`}
                        onClick={() => openBar(index, bar)}
                      >
                        {countText(bar.count)}
                      </button>
                    ) : (
                      ''
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
