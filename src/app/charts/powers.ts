// Ticks 10^k with a raised exponent, drawn, since not every font has superscript digits and signs.
import type uPlot from 'uplot';
import { token } from './theme';

const FONT = 'system-ui, sans-serif';

/** Writes 10^k beside the axis of a scale at these exponents. */
export function powerTicks(u: uPlot, scale: 'x' | 'y', exponents: readonly number[]): void {
  const { ctx, bbox } = u;
  const px = devicePixelRatio;
  ctx.save();
  ctx.fillStyle = token('--quiet');
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  for (const k of exponents) {
    const raised = String(k).replace('-', '−');
    ctx.font = `${11 * px}px ${FONT}`;
    const ten = ctx.measureText('10').width;
    ctx.font = `${8.5 * px}px ${FONT}`;
    const width = ten + px + ctx.measureText(raised).width;
    const at = u.valToPos(k, scale, true);
    const [x, y] =
      scale === 'x'
        ? [at - width / 2, bbox.top + bbox.height + 18 * px]
        : [bbox.left - 6 * px - width, at + 4 * px];
    ctx.fillText(raised, x + ten + px, y - 4 * px);
    ctx.font = `${11 * px}px ${FONT}`;
    ctx.fillText('10', x, y);
  }
  ctx.restore();
}
