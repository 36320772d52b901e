// The table of checks, filling in: every row stands from the start, so that nothing moves. Verdicts have a mark and a word.
import { useEffect } from 'preact/hooks';
import type { CheckResult, ListedGroup } from '../../verify';
import { isVerifying, type Verifying } from '../state/verifying';

const verdicts = {
  pass: { word: 'pass', shape: 'M1.5 6.5L3 5L5 7L9.5 2L11 3.5L5 10.5Z', colour: 'converged' },
  fail: {
    word: 'fail',
    shape: 'M1.5 3L3 1.5L6 4.5L9 1.5L10.5 3L7.5 6L10.5 9L9 10.5L6 7.5L3 10.5L1.5 9L4.5 6Z',
    colour: 'stuck',
  },
} as const;

export function Checks({ now }: { now: Verifying }) {
  const { groups, results, chance } = now;
  const listed = groups.length > 0;
  useEffect(() => {
    // who came here by the link at the adapter's name sees the table, now that there is room to scroll
    const at = document.activeElement;
    if (listed && at?.id === 'device-title') at.scrollIntoView();
  }, [listed]);
  if (!listed && now.failure === undefined) return <p class="note">Starting …</p>;
  return (
    <>
      <State now={now} />
      <table class="plain checks" aria-label="Checks of this device">
        <thead>
          <tr>
            <th scope="col">Verdict</th>
            <th scope="col">Check</th>
            <th scope="col">Expected</th>
            <th scope="col">Got</th>
          </tr>
        </thead>
        {groups.map((group) => (
          <Group key={group.title} group={group} now={now} />
        ))}
      </table>
      {results.size > 0 && <p class="note">{chance}</p>}
    </>
  );
}

/** How far the checks are, or how they ended; spoken, too, but not with every check. */
function State({ now }: { now: Verifying }) {
  const { groups, results, report, failure, share, at } = now;
  const total = groups.reduce((sum, { checks }) => sum + checks.length, 0);
  const failed = [...results.values()].filter(({ passed }) => !passed);
  const busy = isVerifying(now);
  const words = failure
    ? `The checks could not go on: ${failure}`
    : busy
      ? `${results.size} of ${total} checks made`
      : closing(results.size, total, failed.length, report?.cancelled ?? false);
  return (
    <div class="check-state">
      <progress
        class="progress"
        aria-label="Checks"
        max={1}
        value={busy ? share : Number(!report?.cancelled)}
      />
      <p class={`numbers ${failure || failed.length > 0 ? 'error-text' : ''}`}>
        <b>{words}</b>
        {busy && at && <span class="quiet-text"> · {at}</span>}
      </p>
      {groups
        .filter(({ title }) => failed.some(({ group }) => group === title))
        .map(({ title, advice }) => (
          <p key={title} class="advice">
            <b>{title}</b>: {advice}
          </p>
        ))}
      <output class="hidden">{busy ? `Checking, ${tens(share)} % done` : words}</output>
    </div>
  );
}

const tens = (share: number) => 20 * Math.floor(5 * share);

function closing(made: number, total: number, failed: number, cancelled: boolean): string {
  if (failed > 0) return `${failed} of ${made} checks failed`;
  return cancelled
    ? `Cancelled: the first ${made} of ${total} checks pass`
    : `All ${total} checks pass`;
}

function Group({ group, now }: { group: ListedGroup; now: Verifying }) {
  return (
    <tbody>
      <tr class="check-group">
        <th colSpan={4} scope="rowgroup">
          {group.title}
        </th>
      </tr>
      {group.checks.map(({ name, title, expected }) => (
        <Row
          key={name}
          title={title}
          expected={expected}
          result={now.results.get(name)}
          busy={isVerifying(now) && now.at === title}
        />
      ))}
    </tbody>
  );
}

interface RowProps {
  readonly title: string;
  readonly expected: string;
  readonly result: CheckResult | undefined;
  readonly busy: boolean;
}

function Row({ title, expected, result, busy }: RowProps) {
  return (
    <tr
      class={`check-row ${result ? '' : busy ? 'busy' : 'waiting'} ${result?.passed === false ? 'failed' : ''}`}
    >
      <td class="verdict">{result ? <Verdict passed={result.passed} /> : busy ? '…' : '–'}</td>
      <th scope="row">{title}</th>
      <td class="expected numbers">{expected}</td>
      <td class="got numbers">{result?.got}</td>
    </tr>
  );
}

function Verdict({ passed }: { passed: boolean }) {
  const { word, shape, colour } = verdicts[passed ? 'pass' : 'fail'];
  return (
    <>
      <svg class="mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d={shape} fill={`var(--${colour})`} />
      </svg>{' '}
      {word}
    </>
  );
}
