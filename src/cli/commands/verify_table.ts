// The table of `unstuck verify`, a line at a time: verdict, check, expected, got; and what to do where a check fails.
import { countText } from '../../results/numbers';
import type { Look } from '../../results/terminal/table';
import {
  chanceText,
  checkGroups,
  checksOf,
  type CheckResult,
  type Selection,
  type VerifyReport,
} from '../../verify';

const VERDICTS = { pass: 'pass', fail: 'FAIL' } as const;
const escapes = { pass: '\u001b[32m', fail: '\u001b[1;31m', plain: '\u001b[0m' };

/** Writes the line of a check; the first of a group comes with a head. The selection is for the widths. */
export function checkLines(
  selection: Selection,
  { colour }: Look,
): (result: CheckResult) => string {
  const checks = checksOf(selection).map(({ check }) => check);
  const title = Math.max(...[...checks, ...checkGroups].map((named) => named.title.length));
  const expected = Math.max(...checks.map((check) => check.expected.length));
  const line = (verdict: string, name: string, wanted: string, got: string) =>
    `${verdict}  ${name.padEnd(title)}  ${wanted.padEnd(expected)}  ${got}\n`;
  let group = '';
  return (result) => {
    const verdict = result.passed ? 'pass' : 'fail';
    const word = VERDICTS[verdict];
    const shown = colour ? `${escapes[verdict]}${word}${escapes.plain}` : word;
    const first = group !== result.group;
    const head = first ? `\n${line('    ', result.group, 'expected', 'got')}` : '';
    group = result.group;
    return head + line(shown, result.title, result.expected, result.got);
  };
}

/** How many passed, what that means, and what to do where one has not. */
export function closingLines(report: VerifyReport, seconds: number): string {
  const failed = report.checks.filter(({ passed }) => !passed);
  const n = report.checks.length;
  const verdict =
    failed.length > 0
      ? `${countText(failed.length)} of ${countText(n)} checks FAILED`
      : `${countText(n)} of ${countText(n)} checks pass${report.cancelled ? ' so far' : ''}`;
  const advice = checkGroups
    .filter(({ title }) => failed.some(({ group }) => group === title))
    .map((group) => `${group.title}: ${group.advice}`);
  return [
    '',
    `${verdict} in ${seconds.toPrecision(3)} s on ${report.adapter.name}.`,
    chanceText,
    ...(advice.length > 0 ? ['', ...advice] : []),
    '',
  ].join('\n');
}
