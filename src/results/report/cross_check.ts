// The cross-check that the study asked for: runs trained again by the CPU twin, and whether they end the same.
import { crossCheckLine } from '../cross_check';
import { heading, note, term, type Block } from './blocks';
import { nameOf, type Source } from './source';

/** A line an arm; nothing where nothing was cross-checked. */
export function crossCheck(source: Source): Block[] {
  const checked = source.result.arms
    .map((arm, index) => ({ ...arm, index }))
    .filter((arm) => arm.crossCheck !== null);
  if (checked.length === 0) return [];
  return [
    heading('Cross-check'),
    note('A sample of the runs, trained again by the ', term('twin', 'CPU twin'), ' in float64.'),
    {
      kind: 'table',
      caption: 'Outcomes of runs that were trained twice',
      columns: [
        { head: 'Arm', look: 'text' },
        { head: 'Cross-check', look: 'text' },
      ],
      rows: checked.map((arm) => [nameOf(source, arm), crossCheckLine(arm.crossCheck!)]),
    },
  ];
}
