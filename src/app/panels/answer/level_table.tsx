// The levels of a landscape as a table: what is known of each, and how many runs of each arm end there.
import type { Description } from '../../../analysis/description';
import type { Ending, Landscape } from '../../../analysis/landscape';
import { curvatureText, pointTitle } from '../../../results/landscape';
import { countText, lossText, rateText, scientificText } from '../../../results/numbers';
import type { Study } from '../../../study/arm';
import { Scroll } from '../../parts/scroll';
import { Term } from '../../parts/term';
import { openRuns } from '../../state/panel';

interface Props {
  readonly study: Study;
  readonly landscape: Landscape;
  /** Levels that the worker has described so far. */
  readonly known: ReadonlyMap<Ending, Description | null>;
}

export function LevelTable({ study, landscape, known }: Props) {
  const { arms, endings } = landscape;
  const list = (arm: number, { lowest, highest, loss }: Ending) =>
    openRuns(arm, {
      from: lowest,
      to: Math.max(highest * (1 + 2 ** -22), Number.MIN_VALUE),
      title: `near ${lossText(loss)}`,
    });
  return (
    <details class="as-table">
      <summary>These levels as a table, with the runs of each arm</summary>
      <Scroll label="Levels as a table">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">Loss</th>
              <th scope="col" class="number">
                Share, 95 %
              </th>
              <th scope="col">
                <Term name="pointKind">Kind</Term>
              </th>
              <th scope="col" class="number">
                <Term name="polished">Polished</Term>
              </th>
              <th scope="col" class="number">
                Gradient
              </th>
              <th scope="col" class="number">
                <Term name="smallestEigenvalue">Smallest eigenvalue</Term>
              </th>
              <th scope="col" class="number">
                <Term name="functions">Functions</Term>
              </th>
              {arms.map((a) => (
                <th key={a} scope="col" class="number">
                  {study.arms[a].label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {endings.map((ending) => {
              const description = known.get(ending);
              const polished = description?.polished;
              return (
                <tr key={ending.loss}>
                  <th scope="row" class="numbers">
                    {lossText(ending.loss)}
                  </th>
                  <td class="number">{rateText(ending.share, ending.share.n)}</td>
                  <td>{description ? pointTitle(description) : ''}</td>
                  <td class="number">{polished ? lossText(polished.loss) : ''}</td>
                  <td class="number">{polished ? scientificText(polished.gradientNorm) : ''}</td>
                  <td class="number">{polished ? curvatureText(polished) : ''}</td>
                  <td class="number">
                    {description?.functions &&
                      `${description.functions} of ${description.compared}`}
                  </td>
                  {arms.map((a, i) => (
                    <td key={a} class="number">
                      {ending.counts[i] > 0 && (
                        <button
                          type="button"
                          class="link"
                          aria-label={`${countText(ending.counts[i])} runs of ${study.arms[a].label} near ${lossText(ending.loss)}: list them`}
                          onClick={() => list(a, ending)}
                        >
                          {countText(ending.counts[i])}
                        </button>
                      )}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}
