// The matrix of a linear target with many outputs, drawn small.
import { useMemo } from 'preact/hooks';
import { centred } from '../../charts/diverging';
import { Matrix } from './matrix';

interface Props {
  readonly rows: readonly (readonly number[])[];
  readonly size: number;
}

export function TargetMatrix({ rows, size }: Props) {
  const scale = useMemo(() => centred(rows.flat()), [rows]);
  const label = 'The target matrix, inputs by outputs';
  return <Matrix rows={rows} scale={scale} width={size} label={label} />;
}
