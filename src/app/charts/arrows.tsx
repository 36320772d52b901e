// Neurons of two inputs as arrows in the input plane: direction and length of the incoming weights; the sign of the outgoing
// weight by colour and by a solid or dashed shaft; dead neurons grey.
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a drawing that has one name as a whole */
import type { Neuron } from '../../analysis/neurons';

export function Arrows({ neurons, size }: { neurons: readonly Neuron[]; size: number }) {
  const longest = Math.max(
    1e-12,
    ...neurons.map(({ incoming: [x, y] }) => Math.hypot(x, y)).filter(Number.isFinite),
  );
  const middle = size / 2;
  const reach = (middle - 14) / longest;
  const round = Number(longest.toPrecision(2));
  return (
    <svg
      class="arrows"
      width={size}
      height={size}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={`Incoming weights of ${neurons.length} neurons as arrows; the numbers are in the table`}
    >
      <circle class="unit" cx={middle} cy={middle} r={round * reach} />
      <line class="unit" x1={0} x2={size} y1={middle} y2={middle} />
      <line class="unit" y1={0} y2={size} x1={middle} x2={middle} />
      <text class="unit-text" x={size - 2} y={middle - 4} text-anchor="end">
        {round}
      </text>
      {neurons.map((neuron) => (
        <Arrow
          key={neuron.unit}
          neuron={neuron}
          middle={middle}
          reach={reach}
          named={neurons.length <= 12}
        />
      ))}
    </svg>
  );
}

function Arrow({
  neuron: {
    incoming: [x, y],
    outgoing,
    unit,
    dead,
  },
  middle,
  reach,
  named,
}: {
  neuron: Neuron;
  middle: number;
  reach: number;
  named: boolean;
}) {
  if (!Number.isFinite(x + y)) return null;
  const length = Math.hypot(x, y) || 1e-9;
  const [ux, uy] = [x / length, -y / length];
  const tip = [middle + x * reach, middle - y * reach];
  const sign = dead ? 'dead' : outgoing.reduce((sum, w) => sum + w, 0) < 0 ? 'minus' : 'plus';
  const head = [
    [-7, 3.2],
    [-7, -3.2],
  ].map(
    ([along, side]) =>
      `${(tip[0] + along * ux - side * uy).toFixed(1)} ${(tip[1] + along * uy + side * ux).toFixed(1)}`,
  );
  return (
    <g class={sign}>
      <line x1={middle} y1={middle} x2={tip[0] - 4 * ux} y2={tip[1] - 4 * uy} />
      <path d={`M${tip[0].toFixed(1)} ${tip[1].toFixed(1)}L${head.join('L')}Z`} />
      {named && (
        <text x={tip[0] + 9 * ux} y={tip[1] + 9 * uy + 4} text-anchor="middle">
          {unit}
        </text>
      )}
    </g>
  );
}
