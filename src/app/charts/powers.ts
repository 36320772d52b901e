// Ticks 10^k with a raised exponent, drawn, since not every font has superscript digits and signs.
import type uPlot from 'uplot';
import { raised } from '../../charts/powers';
import { token } from './theme';

const FONT = 'system-ui, sans-serif';

/**
 * Writes 10^k.
 * @param x the left end, the middle or the right end of the text, by `align`
 * @param y the base line
 * @param px device pixels a pixel of the font
 */
export function drawPower(
  ctx: CanvasRenderingContext2D,
  k: number,
  x: number,
  y: number,
  align: 'centre' | 'right',
  px = 1,
): void {
  ctx.save();
  ctx.fillStyle = token('--quiet');
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  const above = raised(k);
  ctx.font = `${11 * px}px ${FONT}`;
  const ten = ctx.measureText('10').width;
  ctx.font = `${8.5 * px}px ${FONT}`;
  const width = ten + px + ctx.measureText(above).width;
  const left = align === 'centre' ? x - width / 2 : x - width;
  ctx.fillText(above, left + ten + px, y - 4 * px);
  ctx.font = `${11 * px}px ${FONT}`;
  ctx.fillText('10', left, y);
  ctx.restore();
}

/** Writes 10^k beside the axis of a scale at these exponents. */
export function powerTicks(u: uPlot, scale: 'x' | 'y', exponents: readonly number[]): void {
  const { ctx, bbox } = u;
  const px = devicePixelRatio;
  for (const k of exponents) {
    const at = u.valToPos(k, scale, true);
    if (scale === 'x') drawPower(ctx, k, at, bbox.top + bbox.height + 18 * px, 'centre', px);
    else drawPower(ctx, k, bbox.left - 6 * px, at + 4 * px, 'right', px);
  }
}
