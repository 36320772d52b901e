// Convergence rate: a dot with its 95 % interval for each arm, the best first. It is a table, one column of which is drawn.
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { placeText, ranksOf, type Rank } from '../../../analysis/ranks';
import { armColour } from '../../../charts/colours';
import { countText, lossText, percentText } from '../../../results/numbers';
import { AxisHead, percentTicks } from '../../parts/axis_head';
import { Swatch } from '../../parts/swatch';
import { Term } from '../../parts/term';
import { openRuns } from '../../state/panel';
import { view, type ArmView } from '../../state/view';

const percent = (share: number) => `${(100 * share).toFixed(3)}%`;

const notes = {
  empty: 'Share of runs at or below the threshold. Nothing has run yet',
  live: 'Share of runs at or below the threshold so far. Runs under way are counted by their last loss',
  partial: 'Partial: share of the runs that finished before the training ended early',
  complete: 'Share of runs that end at or below the threshold',
} as const;

/** The threshold, where all arms have the same. */
function thresholdText(arms: readonly ArmView[]): string {
  const thresholds = [...new Set(arms.map(({ threshold }) => threshold))];
  return thresholds.length === 1 ? `, ${lossText(thresholds[0])}` : '';
}

export function Rates() {
  const { arms, ranking, state, stale } = view.value;
  const table = useRef<HTMLTableElement>(null);
  useGliding(table, ranking.join(' '));
  const ranks = ranksOf(arms.map(({ rate }) => rate));
  return (
    <section aria-labelledby="rates-title">
      <h2 id="rates-title">Convergence rate</h2>
      <p class="note">
        {stale
          ? 'Before your changes: share of runs that end at or below the threshold.'
          : `${notes[state]}${state === 'complete' ? thresholdText(arms) : ''}.`}{' '}
        <Term name="interval">95 % interval</Term>; places that overlap are shared.
      </p>
      <div class="rates-frame">
        <table ref={table} class={`rates ${state === 'live' ? 'so-far' : ''}`}>
          <thead>
            <tr>
              <th scope="col" class="place">
                <Term name="rank">Place</Term>
              </th>
              <th scope="col">
                <Term name="arm">Arm</Term>
              </th>
              <AxisHead drawn="Interval" ticks={percentTicks([0, 25, 50, 75, 100])} />
              <th scope="col" class="number">
                Converged, %
              </th>
              <th scope="col" class="number runs">
                <Term name="run">Runs</Term>
              </th>
            </tr>
          </thead>
          <tbody>
            {ranking.map((a) => (
              <Row key={a} arm={arms[a]} arms={arms.length} rank={ranks[a]} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Rows glide to their new places when the ranking changes, so that the eye can follow. */
function useGliding(table: RefObject<HTMLTableElement | null>, ranking: string): void {
  const tops = useRef(new Map<string, number>());
  useLayoutEffect(() => {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const before = tops.current;
    tops.current = new Map();
    for (const row of table.current!.tBodies[0].rows) {
      const { arm } = row.dataset;
      const top = row.offsetTop;
      const moved = (before.get(arm!) ?? top) - top;
      tops.current.set(arm!, top);
      if (moved === 0 || still) continue;
      row.animate([{ transform: `translateY(${moved}px)` }, { transform: 'none' }], {
        duration: 120,
        easing: 'ease-out',
      });
    }
  }, [ranking]);
}

function Row({
  arm: { index, label, rate, counts },
  arms,
  rank,
}: {
  arm: ArmView;
  arms: number;
  rank: Rank;
}) {
  const known = rate.n > 0;
  const open = () => openRuns(index);
  return (
    <tr
      data-arm={label}
      style={{
        '--low': percent(rate.low),
        '--high': percent(rate.high),
        '--arm': armColour(index, arms),
      }}
    >
      <td class="place number">{known && counts ? placeText(rank) : ''}</td>
      <th scope="row">
        <Swatch arm={index} arms={arms} />
        {counts ? (
          <button type="button" class="arm-name" onClick={open} title={`List the runs of ${label}`}>
            {label}
          </button>
        ) : (
          <span class="arm-name" title={label}>
            {label}
          </span>
        )}
      </th>
      <td class="axis">
        <div class="band" />
        {known && (
          <div
            class="interval"
            style={{ left: percent(rate.low), width: percent(rate.high - rate.low) }}
          />
        )}
        {known && <div class="dot" style={{ left: percent(rate.rate) }} />}
      </td>
      <td class="number rate">
        {known ? (
          <>
            <b>{percentText(rate.rate, rate.n)}</b>{' '}
            <span>
              [{percentText(rate.low, rate.n)}, {percentText(rate.high, rate.n)}]
            </span>
          </>
        ) : (
          <span>–</span>
        )}
      </td>
      <td class="number runs">{known ? countText(rate.n) : '–'}</td>
    </tr>
  );
}
