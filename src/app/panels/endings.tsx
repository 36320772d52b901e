// Kinds of ending: a thumbnail for each level of the loss, with its share, what its networks look like, and what kind of
// point they rest at; the same as a table that lists its runs.
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Description, Ending, Landscape } from '../../analysis/landscape';
import { signatureText } from '../../analysis/signature';
import type { Scale } from '../../charts/colour_maps';
import { roundLevels } from '../../charts/contours';
import { sampleSurface, targetScale } from '../../charts/grid';
import { domainOf, targetOf } from '../../charts/target';
import { forward, network, predict } from '../../reference/network';
import { pointKinds } from '../../reference/polish';
import { doubt, pointTitle } from '../../results/landscape';
import { countText, lossText, percentText, rateText, scientificText } from '../../results/numbers';
import type { Study } from '../../study/arm';
import { inputsOf, outputsOf } from '../../study/catalogues/tasks';
import { Lines } from '../charts/lines';
import { Surface } from '../charts/surface';
import { Scroll } from '../parts/scroll';
import { Defined, Term } from '../parts/term';
import type { Finished } from '../state/results';
import { finished, panel } from '../state/signals';
import { describe } from '../state/training';

const SIZE = 128;
const POINTS = 97;

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
  const scale = useMemo(() => targetScale(study.arms[arms[0]].task), [study, arms[0]]);
  const warning = doubt({ atBest, runs });
  return (
    <div class="landscape">
      {!alone && <h3>{arms.map((a) => study.arms[a].label).join(', ')}</h3>}
      <ul class="endings">
        {endings.map((ending) => (
          <li key={ending.loss}>
            <Card ending={ending} study={study} scale={scale} description={known.get(ending)} />
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

interface CardProps {
  readonly study: Study;
  readonly ending: Ending;
  readonly scale: Scale | undefined;
  /** Undefined until it is known. */
  readonly description: Description | null | undefined;
}

function Card({ study, ending, scale, description }: CardProps) {
  const [{ arm, seed }] = ending.best;
  const open = () => (panel.value = { kind: 'run', study, arm, seed, back: undefined });
  return (
    <div class="ending">
      <button
        type="button"
        class="ending-open"
        onClick={open}
        aria-label={`Open the best run at loss ${lossText(ending.loss)}: seed ${seed} of ${study.arms[arm].label}`}
      >
        <Thumbnail study={study} ending={ending} scale={scale} />
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
  if (!polished) return null;
  const rule = rests
    ? pointKinds[polished.kind].rule
    : 'Trained on without noise, its best run falls further: these runs had not come to rest.';
  return <Defined text={rule}>{pointTitle(description)}</Defined>;
}

/** What the best network of a level computes, as far as it can be drawn. */
function Thumbnail({ study, ending, scale }: Omit<CardProps, 'description'>) {
  const { task, layers } = study.arms[ending.best[0].arm];
  const drawn = useMemo(() => {
    const [parameters] = ending.networks;
    if (!parameters) return undefined;
    const domain = domainOf(task);
    if (scale) {
      const net = network(layers);
      const values = sampleSurface((x) => {
        net.h[0].set(x);
        return forward(net, parameters)[0];
      }, domain);
      return { kind: 'surface', values, domain } as const;
    }
    if (inputsOf(task) !== 1 || outputsOf(task) !== 1) return undefined;
    const [{ low, high }] = domain;
    const x = Array.from({ length: POINTS }, (_, i) => low + (i / (POINTS - 1)) * (high - low));
    const target = targetOf(task);
    const wanted = target
      ? { kind: 'line' as const, x, y: x.map((v) => target([v])[0]) }
      : task.kind === 'rows'
        ? { kind: 'dots' as const, x: task.x.map(([v]) => v), y: task.y.map(([v]) => v) }
        : undefined;
    return { kind: 'curve', x, y: predict(layers, parameters, x), wanted } as const;
  }, [ending, scale]);
  if (drawn?.kind === 'surface' && scale)
    return (
      <Surface
        values={drawn.values}
        scale={scale}
        domain={drawn.domain}
        size={SIZE}
        levels={roundLevels(scale.low, scale.high)}
        label="Its output over both inputs"
      />
    );
  if (drawn?.kind === 'curve')
    return (
      <Lines
        lines={[
          ...(drawn.wanted ? [{ ...drawn.wanted, look: 'target' as const }] : []),
          { kind: 'line', look: 'fit', x: drawn.x, y: drawn.y },
        ]}
        width={SIZE}
        height={SIZE}
        label="Its output over the input, and the target"
        bare
      />
    );
  return <span class="ending-blank numbers">{lossText(ending.loss)}</span>;
}

function LevelTable({ study, landscape, known }: Omit<LevelsProps, 'alone'>) {
  const { arms, endings } = landscape;
  const list = (arm: number, { lowest, highest, loss }: Ending) =>
    (panel.value = {
      kind: 'list',
      arm,
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
                  <td class="number">{polished ? scientificText(polished.smallest) : ''}</td>
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
