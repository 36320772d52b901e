// Kinds of ending: a thumbnail for each level of the loss, with its share, what its networks look like, and what kind of
// point they rest at; the same as a table that lists its runs.
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Description } from '../../../analysis/description';
import type { Ending, Landscape } from '../../../analysis/landscape';
import { signatureText } from '../../../analysis/signature';
import { pointKinds } from '../../../reference/polish';
import { doubt, pointTitle } from '../../../results/landscape';
import { countText, lossText, percentText, rateText } from '../../../results/numbers';
import { terms } from '../../../results/terms';
import { thumbnail } from '../../../results/thumbnail';
import type { Study } from '../../../study/arm';
import { Svg } from '../../parts/svg';
import { Defined, Term } from '../../parts/term';
import { openRun } from '../../state/panel';
import type { Finished } from '../../state/results';
import { finished } from '../../state/signals';
import { describe } from '../../state/training';
import { LevelTable } from './level_table';

type Described = ReadonlyMap<Ending, Description | null>;

/** Descriptions as the worker finds them, one level after the other. */
function useDescriptions({ study, landscapes, arms }: Finished): Described {
  const [known, setKnown] = useState<Described>(new Map());
  useEffect(() => {
    let wanted = true;
    const all = async () => {
      const found = new Map<Ending, Description | null>();
      for (const ending of landscapes.flatMap(({ endings }) => endings)) {
        const { constantLoss } = arms[ending.best[0].arm].runs;
        found.set(ending, await describe(study, ending, constantLoss));
        if (!wanted) return;
        setKnown(new Map(found));
      }
    };
    void all().catch(() => {}); // a worker that fails says so by itself
    return () => {
      wanted = false;
    };
  }, [landscapes]);
  return known;
}

export function Endings() {
  const results = finished.value;
  return results && <Gallery key={results.seconds} results={results} />;
}

function Gallery({ results }: { results: Finished }) {
  const known = useDescriptions(results);
  const { study, landscapes } = results;
  const shown = landscapes.filter(({ endings }) => endings.length > 0);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="endings-title">
      <h2 id="endings-title">Kinds of ending</h2>
      <p class="note">
        One network from each <Term name="level">level</Term>: its loss, the level’s share of all
        runs, what it looks like. Click one to open it.
      </p>
      {shown.map((landscape) => (
        <Levels
          key={landscape.arms[0]}
          study={study}
          landscape={landscape}
          known={known}
          alone={shown.length === 1}
        />
      ))}
    </section>
  );
}

interface LevelsProps {
  readonly study: Study;
  readonly landscape: Landscape;
  readonly known: Described;
  /** Whether there is no other landscape, so that its arms need not be named. */
  readonly alone: boolean;
}

function Levels({ study, landscape, known, alone }: LevelsProps) {
  const { arms, endings, runs, atBest, unseen } = landscape;
  const arm = study.arms[arms[0]];
  const warning = doubt({ atBest, runs });
  return (
    <div class="landscape">
      {!alone && <Heading labels={arms.map((a) => study.arms[a].label)} />}
      <ul class="endings">
        {endings.map((ending) => (
          <li key={ending.loss}>
            <Card ending={ending} study={study} description={known.get(ending)} />
          </li>
        ))}
      </ul>
      <p class="note">
        {warning && <b>{warning}. </b>}
        {unseen !== null && (
          <>
            Chance that the next run ends where none has, <Term name="unseen">estimated</Term>:{' '}
            {percentText(unseen, runs)} %.{' '}
          </>
        )}
        n = {countText(runs)}
        {arm.training.dropout || arm.training.order === 'fresh'
          ? '; the loss is that over the table, without noise'
          : ''}
        .
      </p>
      <LevelTable study={study} landscape={landscape} known={known} />
    </div>
  );
}

/** More arms are counted in the heading, and named below it on demand. */
const MOST_NAMES = 4;

function Heading({ labels }: { labels: readonly string[] }) {
  if (labels.length <= MOST_NAMES) return <h3>{labels.join(', ')}</h3>;
  return (
    <>
      <h3>{labels.length} arms of one model</h3>
      <details class="as-table">
        <summary>Their names</summary>
        <p class="note">{labels.join('; ')}</p>
      </details>
    </>
  );
}

interface CardProps {
  readonly study: Study;
  readonly ending: Ending;
  /** Undefined until it is known. */
  readonly description: Description | null | undefined;
}

function Card({ study, ending, description }: CardProps) {
  const [{ arm, seed }] = ending.best;
  return (
    <div class="ending">
      <button
        type="button"
        class="ending-open"
        onClick={() => openRun(arm, seed)}
        aria-label={`Open the best run at loss ${lossText(ending.loss)}: seed ${seed} of ${study.arms[arm].label}`}
      >
        <Thumbnail study={study} ending={ending} />
      </button>
      <p class="numbers">
        <b>{lossText(ending.loss)}</b>{' '}
        <span title={rateText(ending.share, ending.share.n)}>
          {percentText(ending.share.rate, ending.share.n)} %
        </span>
      </p>
      {description === undefined ? (
        <p class="quiet">polishing …</p>
      ) : (
        description && (
          <>
            <p>{signatureText(description.signature)}</p>
            <p>
              <Kind description={description} />
            </p>
          </>
        )
      )}
    </div>
  );
}

/** What kind of point, with its definition. */
function Kind({ description }: { description: Description }) {
  const { polished, rests } = description;
  const rule = rests ? polished && pointKinds[polished.kind].rule : terms.onTheWay;
  return rule && <Defined text={rule}>{pointTitle(description)}</Defined>;
}

/** What the best network of a level computes, where it can be drawn; else its loss. */
function Thumbnail({ study, ending }: Omit<CardProps, 'description'>) {
  const [{ arm }] = ending.best;
  const [parameters] = ending.networks;
  const drawn = useMemo(
    () => parameters && thumbnail(study.arms[arm], parameters, 'What it computes'),
    [ending],
  );
  return drawn ? (
    <Svg text={drawn} />
  ) : (
    <span class="ending-blank numbers">{lossText(ending.loss)}</span>
  );
}
