// `unstuck presets`: the preset studies by group, as text.
import { presetGroups, type Preset } from '../../presets';
import { countText } from '../../results/numbers';
import { readStudy } from '../../study/read';

/** Name, size and question of every preset, as text. */
export function presetList(): string {
  const groups = presetGroups.map(({ title, presets }) => ({ title, rows: presets.map(rowOf) }));
  const all = groups.flatMap(({ rows }) => rows);
  const width = (key: 'name' | 'size') => Math.max(...all.map((row) => row[key].length));
  return [
    'Presets: name, arms x runs, question. Train one with: unstuck run NAME',
    '',
    ...groups.flatMap(({ title, rows }) => [
      title,
      ...rows.map(
        (row) =>
          `  ${row.name.padEnd(width('name'))}  ${row.size.padStart(width('size'))}  ${row.title}`,
      ),
      '',
    ]),
  ].join('\n');
}

function rowOf({ name, title, document }: Preset) {
  const { arms, seeds } = readStudy(document);
  return { name, title, size: `${arms.length} x ${countText(seeds.count)}` };
}
