// The runs of one bar, or of one arm, by loss. Long lists are shown a page at a time.
import { useMemo, useState } from 'preact/hooks';
import { causeNames, causes, NO_CAUSE } from '../../../analysis/causes';
import { countText, lossText } from '../../../results/numbers';
import { Mark, outcomeTitle } from '../../parts/outcome';
import { Swatch } from '../../parts/swatch';
import { Term } from '../../parts/term';
import { answers } from '../../state/answers';
import { openRun, type RunsPanel } from '../../state/panel';
import { outcomeAt, type ArmRuns } from '../../state/results';
import { finished } from '../../state/signals';
import { view } from '../../state/view';

const PAGE = 100;

/**
 * The runs that a list asks for, by loss.
 * @param codes of the causes, where only runs with that of `cause` are asked for
 */
function select(
  { runs }: ArmRuns,
  { from, to, cause }: RunsPanel,
  codes: Uint8Array | undefined,
): Uint32Array {
  const { finalLoss } = runs;
  const all = from === -Infinity && to === Infinity;
  const kept = Uint32Array.from(finalLoss.keys()).filter((i) => {
    const loss = finalLoss[i];
    if (cause && codes?.[i] !== causeNames.indexOf(cause)) return false;
    return all || (Number.isNaN(from) ? !Number.isFinite(loss) : loss >= from && loss < to);
  });
  const rank = (i: number) => (Number.isFinite(finalLoss[i]) ? finalLoss[i] : Infinity);
  return kept.sort((a, b) => rank(a) - rank(b) || a - b);
}

const causeTitle = (code = NO_CAUSE) =>
  code === NO_CAUSE ? '' : causes[causeNames[code]].title.toLowerCase();

export function RunList(list: RunsPanel) {
  const { arm, title, cause } = list;
  const results = finished.value;
  const [pages, setPages] = useState(list.left?.pages ?? 1);
  const { arms } = view.value;
  const causeCodes = answers.value?.[arm]?.causes.codes;
  const runs = useMemo(
    () => (results ? select(results.arms[arm], list, causeCodes) : new Uint32Array()),
    [results, list, causeCodes],
  );
  if (!results || !arms[arm]) return null;
  const of = results.arms[arm];
  const shown = runs.subarray(0, pages * PAGE);
  const open = (run: number, from: Element) => {
    const scroll = from.closest('dialog')?.scrollTop ?? 0;
    openRun(arm, of.runs.seeds[run], { ...list, left: { pages, scroll } });
  };
  return (
    <>
      <h2 id="side-title">
        {countText(runs.length)} {runs.length === 1 ? 'run' : 'runs'}
      </h2>
      <p class="note">
        <Swatch arm={arm} arms={arms.length} /> <span class="arm-name">{arms[arm].label}</span>,{' '}
        {cause || title === 'all runs' ? title : `final loss ${title}`}
      </p>
      <table class="plain runs-list">
        <thead>
          <tr>
            <th scope="col">
              <Term name="seed">Run</Term>
            </th>
            <th scope="col" class="number">
              Final loss
            </th>
            <th scope="col">Outcome</th>
            <th scope="col">Cause</th>
          </tr>
        </thead>
        <tbody>
          {Array.from(shown, (run) => {
            const outcome = outcomeAt(of, run, arms[arm].threshold);
            return (
              <tr key={run} onClick={({ currentTarget }) => open(run, currentTarget)}>
                <th scope="row">
                  <button type="button" class="link numbers">
                    seed {of.runs.seeds[run]}
                  </button>
                </th>
                <td class="number loss">
                  {Number.isFinite(of.runs.finalLoss[run])
                    ? lossText(of.runs.finalLoss[run])
                    : 'not finite'}
                </td>
                <td>
                  <Mark outcome={outcome} /> {outcomeTitle(outcome).toLowerCase()}
                </td>
                <td>{causeTitle(causeCodes?.[run])}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {shown.length < runs.length && (
        <button type="button" class="link more" onClick={() => setPages(pages + 1)}>
          Show {countText(Math.min(PAGE, runs.length - shown.length))} more of{' '}
          {countText(runs.length)}
        </button>
      )}
    </>
  );
}
