// How the losses of an arm's runs moved: a heat map over log step and log loss, quantile lines on top.
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a drawing that has one name as a whole */
import { useEffect, useRef } from 'preact/hooks';
import { BINS, LOWEST, quantileOf } from '../../analysis/histogram';
import { FAN } from '../../analysis/incidence';
import type { Runs } from '../../analysis/runs';
import { colourOf, spanning } from '../../charts/colour_maps';
import { placeOfStep } from '../../charts/axes';
import { brightness, powerOf, type DensityExtent } from '../../charts/density';
import { logTicks } from '../../charts/powers';
import { drawTick } from './powers';
import { scheme } from './theme';

const HEIGHT = 176;
const LEFT = 34;
const BOTTOM = 22;

/** Arms of no steps have no time. */
export const armShown = ({ checkpoints, finalLoss }: Runs): boolean =>
  checkpoints.length > 1 && finalLoss.length > 0;

interface Props {
  readonly runs: Runs;
  readonly extent: DensityExtent;
  readonly threshold: number;
  readonly label: string;
}

export function DensityPlot({ runs, extent, threshold, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const look = scheme.value;
  useEffect(() => {
    const shown = canvas.current!; // the observer may still call when the canvas has left the page
    const draw = () => paint(shown, runs, extent, threshold);
    const observer = new ResizeObserver(draw);
    observer.observe(shown);
    draw();
    return () => observer.disconnect();
  }, [runs, extent.low, extent.high, threshold, look]);
  return (
    <canvas
      ref={canvas}
      class="density"
      role="img"
      aria-label={label}
      style={{ height: `${HEIGHT}px` }}
    />
  );
}

function paint(
  canvas: HTMLCanvasElement,
  runs: Runs,
  { low, high }: DensityExtent,
  threshold: number,
): void {
  const width = canvas.clientWidth;
  canvas.width = width * devicePixelRatio;
  canvas.height = HEIGHT * devicePixelRatio;
  const to = canvas.getContext('2d')!;
  to.scale(devicePixelRatio, devicePixelRatio);
  const right = width - 1;
  const bottom = HEIGHT - BOTTOM;
  const steps = runs.checkpoints;
  const ends = [placeOfStep(steps[0]), placeOfStep(steps.at(-1)!)];
  const px = (step: number) =>
    LEFT + ((placeOfStep(step) - ends[0]) / (ends[1] - ends[0])) * (right - LEFT);
  const py = (power: number) => ((high - power) / (high - low)) * bottom;
  to.fillStyle = `rgb(${colourOf(colours, 0).join(' ')})`;
  to.fillRect(LEFT, 0, right - LEFT, bottom);
  to.imageSmoothingEnabled = false;
  const image = heat(runs);
  for (const [c, step] of steps.entries()) {
    const from = c === 0 ? LEFT : (px(steps[c - 1]) + px(step)) / 2;
    const until = c === steps.length - 1 ? right : (px(step) + px(steps[c + 1])) / 2;
    const top = py(powerOf(BINS));
    to.drawImage(image, c, 0, 1, BINS, from, top, until - from + 0.5, py(LOWEST) - top);
  }
  to.clearRect(0, bottom, width, HEIGHT - bottom);
  to.save();
  to.beginPath();
  to.rect(LEFT, 0, right - LEFT, bottom);
  to.clip();
  for (const p of FAN) {
    to.beginPath();
    steps.forEach((step, c) => {
      const loss = quantileOf(runs.density[c], p);
      to.lineTo(px(step), py(Math.min(high + 1, Math.max(low - 1, Math.log10(loss)))));
    });
    to.lineWidth = p === 0.5 ? 1.75 : 0.75;
    to.strokeStyle = `rgb(255 255 255 / ${p === 0.5 ? 0.95 : 0.7})`;
    to.stroke();
  }
  if (threshold > 0) {
    to.setLineDash([4, 3]);
    to.lineWidth = 1;
    to.strokeStyle = 'rgb(255 255 255 / 0.8)';
    to.beginPath();
    to.moveTo(LEFT, py(Math.log10(threshold)));
    to.lineTo(right, py(Math.log10(threshold)));
    to.stroke();
  }
  to.restore();
  for (const { at, text } of logTicks(low, high)) drawTick(to, text, LEFT - 5, py(at) + 4, 'right');
  for (const { at, text } of logTicks(0, Math.log10(steps.at(-1)!)))
    drawTick(to, text, Math.min(px(10 ** at), right - 12), bottom + 16, 'centre');
}

const colours = spanning([0, 1]);

/** An image of the density, a column a checkpoint, a row a bin, the largest losses in the first row. */
function heat({ density }: Runs): HTMLCanvasElement {
  const image = new ImageData(density.length, BINS);
  density.forEach((histogram, c) => {
    brightness(histogram).forEach((value, bin) => {
      const at = 4 * ((BINS - 1 - bin) * density.length + c);
      image.data.set([...colourOf(colours, value), 255], at);
    });
  });
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [density.length, BINS];
  canvas.getContext('2d')!.putImageData(image, 0, 0);
  return canvas;
}
