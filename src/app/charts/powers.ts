// Ticks of logarithmic axes on a canvas: 10^k with an exponent raised by hand, since not every font has superscript digits
// and signs.
import type uPlot from 'uplot';
import { raised, type LogTick } from '../../charts/powers';
import { token } from './theme';

const FONT = 'system-ui, sans-serif';

/**
 * Writes a tick's text, or the power of ten.
 * @param x the left end, the middle or the right end of the text, by `align`
 * @param y the base line
 * @param px device pixels a pixel of the font
 */
export function drawTick(
  ctx: CanvasRenderingContext2D,
  text: LogTick['text'],
  x: number,
  y: number,
  align: 'centre' | 'right',
  px = 1,
): void {
  ctx.save();
  ctx.fillStyle = token('--quiet');
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  const large = `${11 * px}px ${FONT}`;
  const small = `${8.5 * px}px ${FONT}`;
  const [base, above] = typeof text === 'string' ? [text, ''] : ['10', raised(text)];
  ctx.font = large;
  const width = ctx.measureText(base).width;
  ctx.font = small;
  const whole = width + (above === '' ? 0 : px + ctx.measureText(above).width);
  const left = align === 'centre' ? x - whole / 2 : x - whole;
  ctx.fillText(above, left + width + px, y - 4 * px);
  ctx.font = large;
  ctx.fillText(base, left, y);
  ctx.restore();
}

/** Writes ticks beside the axis of a scale that counts in log10. */
export function drawTicks(u: uPlot, scale: 'x' | 'y', ticks: readonly LogTick[]): void {
  const { ctx, bbox } = u;
  const px = devicePixelRatio;
  for (const { at, text } of ticks) {
    const place = u.valToPos(at, scale, true);
    if (scale === 'x') drawTick(ctx, text, place, bbox.top + bbox.height + 18 * px, 'centre', px);
    else drawTick(ctx, text, bbox.left - 6 * px, place + 4 * px, 'right', px);
  }
}
