// One run in full: the document of `unstuck replay --json`, and the same as text.
import type { Neuron } from '../../analysis/neurons';
import type { OutcomeName } from '../../analysis/outcomes';
import type { AdapterReport } from '../../analysis/runs';
import { changeText, countText, lossText } from '../numbers';

export interface ReplayDocument {
  readonly label: string;
  readonly seed: number;
  /** The step after which it is shown; null at the end of its training. */
  readonly step: number | null;
  readonly adapter: AdapterReport;
  /** null where it depends on the best loss of the whole study. */
  readonly outcome: OutcomeName | null;
  readonly finalLoss: number | null;
  /** By step; null where the loss is not finite. */
  readonly lossAt: Readonly<Record<string, number | null>>;
  /** Rows of the task's table. */
  readonly rows: number;
  readonly neurons: readonly Neuron[];
  /** Flat, at the end or after the step. */
  readonly parameters: readonly (number | null)[];
  readonly diagnosis: readonly string[];
}

const CURVE_LINES = 16;
const BAR = 40;

/** The document as text: loss curve, neurons, diagnosis. @param blocks whether block characters can be shown */
export function replayText(run: ReplayDocument, blocks: boolean): string {
  const outcome = run.outcome ? `, ${run.outcome}` : '';
  const when = run.step === null ? 'final loss' : `loss after step ${countText(run.step)}`;
  return [
    `${run.label}, run ${run.seed}${outcome}: ${when} ${lossText(run.finalLoss)}`,
    '',
    ...curveLines(run.lossAt, blocks ? '█' : '#'),
    '',
    ...neuronLines(run.neurons, run.rows),
    '',
    ...run.diagnosis,
    '',
  ].join('\n');
}

/** Step, loss, and a bar on a logarithmic scale from the smallest loss to the largest. */
function curveLines(lossAt: ReplayDocument['lossAt'], block: string): string[] {
  const all = Object.entries(lossAt).map(([step, loss]) => ({ step: Number(step), loss }));
  const every = (all.length - 1) / (CURVE_LINES - 1);
  const kept = all.filter(
    (_, i) => every <= 1 || Math.floor(i / every) !== Math.floor((i - 1) / every),
  );
  const logs = kept.flatMap(({ loss }) => (loss !== null && loss > 0 ? [Math.log(loss)] : []));
  const [low, high] = [Math.min(...logs), Math.max(...logs)];
  const length = (loss: number | null) => {
    if (loss === null || loss <= 0) return 0;
    return 1 + Math.round(((BAR - 1) * (Math.log(loss) - low)) / (high - low || 1));
  };
  const steps = Math.max(...kept.map(({ step }) => countText(step).length), 4);
  const rows = kept.map(
    ({ step, loss }) =>
      `${countText(step).padStart(steps)}  ${lossText(loss).padStart(9)}  ${block.repeat(length(loss))}`,
  );
  return [
    `${'step'.padStart(steps)}  ${'loss'.padStart(9)}  (log scale)`,
    ...rows.map((row) => row.trimEnd()),
  ];
}

const weight = (value: number) => (Number.isFinite(value) ? value.toFixed(4) : 'NaN').padStart(9);

/** A line a neuron: what leads in, its bias, what leads out, on how many rows it is active. */
function neuronLines(neurons: readonly Neuron[], rows: number): string[] {
  const lines = neurons.map(
    ({ layer, unit, activation, incoming, bias, slope, outgoing, activeRows, rise }) => {
      const parts = [
        `layer ${layer} neuron ${unit}`.padEnd(18),
        activation.padEnd(11),
        `in${incoming.map(weight).join('')}`,
        ...(bias === null ? [] : [`bias${weight(bias)}`]),
        ...(slope === undefined ? [] : [`slope${weight(slope)}`]),
        ...(outgoing.length > 0 ? [`out${outgoing.map(weight).join('')}`] : []),
        ...(activeRows === null ? [] : [`active on ${activeRows} of ${rows} rows`]),
        ...(rise === undefined ? [] : [`loss without it ${changeText(rise)}`]),
      ];
      return parts.join('  ');
    },
  );
  return ['Weights by neuron', ...lines];
}
