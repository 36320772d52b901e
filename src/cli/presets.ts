// The preset studies, the same ones as on the page, and the list of them.
import { countText } from '../results/numbers';
import { readStudy } from '../study/arms';

const files = import.meta.glob<unknown>(['../../studies/*.json', '!../../studies/*.schema.json'], {
  import: 'default',
  eager: true,
});

/** Study documents by name: the file's, without `.json`. */
export const presets: ReadonlyMap<string, unknown> = new Map(
  Object.entries(files).map(([path, document]) => [
    path.replace(/^.*\/(.*)\.json$/, '$1'),
    document,
  ]),
);

/** Name, size and question of every preset, as text. */
export function presetList(): string {
  const rows = Array.from(presets, ([name, document]) => {
    const { arms, seeds, document: study } = readStudy(document);
    const size = `${arms.length} x ${countText(seeds.count)}`;
    return { name, size, title: study.title ?? '' };
  });
  const width = (key: 'name' | 'size') => Math.max(...rows.map((row) => row[key].length));
  const lines = rows.map(
    ({ name, size, title }) =>
      `${name.padEnd(width('name'))}  ${size.padStart(width('size'))}  ${title}`,
  );
  return [
    'Presets: name, arms x runs, question. Train one with: unstuck run NAME',
    '',
    ...lines,
    '',
  ].join('\n');
}
