// The preset studies, the same ones on the page and in the terminal: every file of studies/, and of a folder there for each
// group. A preset's name is its file's, without `.json`.
import type { Json } from '../study/errors';

export interface Preset {
  readonly name: string;
  readonly title: string;
  readonly document: Json;
}

/** Folders of studies/, in the order in which groups are listed, and what they are called. */
const groupTitles = { '': 'Questions', 'known-results': 'Known results' } as const;
type GroupName = keyof typeof groupTitles;

/** The order within groups; files that are not named come last. */
const order = [
  'three-relus',
  'what-helps',
  'init-schemes',
  'curvature',
  'width',
  'single-relu',
  'negative-relu',
  'seed-problem',
  'dying-relu',
  'many-minima',
  'xor-two-relus',
  'kinks',
  'fir',
  'dft',
];

const files = import.meta.glob<Json>(['../../studies/**/*.json', '!../../studies/*.schema.json'], {
  eager: true,
  import: 'default',
});

const found = Object.entries(files).map(([path, document]) => {
  const [, folder, name] = /studies\/(?:(.*)\/)?([^/]+)\.json$/.exec(path)!;
  const title = typeof document.title === 'string' ? document.title : name;
  return { name, title, group: (folder ?? '') as GroupName, document };
});

const groupNames = Object.keys(groupTitles) as GroupName[];
const place = ({ name, group }: (typeof found)[number]) =>
  groupNames.indexOf(group) * (order.length + 1) +
  ((order.indexOf(name) + order.length + 1) % (order.length + 1));

const sorted = [...found].sort((a, b) => place(a) - place(b));

export const presets: readonly Preset[] = sorted;

/** The groups that have presets, each with its own, in their order. */
export const presetGroups: readonly { title: string; presets: readonly Preset[] }[] = groupNames
  .map((group) => ({
    title: groupTitles[group],
    presets: sorted.filter((preset) => preset.group === group),
  }))
  .filter((group) => group.presets.length > 0);

/** What the page opens with. */
export const firstPreset: Preset = presets[0];

export const presetNamed = (name: string): Preset | undefined =>
  presets.find((preset) => preset.name === name);
