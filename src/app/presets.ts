// The preset studies: every file of studies/ by its name, as the command line lists them.
import type { Json } from '../study/errors';

export interface Preset {
  readonly name: string;
  readonly title: string;
  readonly document: Json;
}

const files = import.meta.glob<Json>(['../../studies/*.json', '!../../studies/*.schema.json'], {
  eager: true,
  import: 'default',
});

/** The order of the menu; files that are not named come last. */
const order = [
  'three-relus',
  'init-schemes',
  'curvature',
  'width',
  'single-relu',
  'fir',
  'dft',
  'seed-problem',
  'many-minima',
  'dying-relu',
  'xor-two-relus',
  'kinks',
];
const place = (name: string) => (order.indexOf(name) + order.length + 1) % (order.length + 1);

export const presets: readonly Preset[] = Object.entries(files)
  .map(([path, document]) => {
    const name = path.replace(/^.*\/|\.json$/g, '');
    return { name, title: typeof document.title === 'string' ? document.title : name, document };
  })
  .sort((a, b) => place(a.name) - place(b.name));

/** What the page opens with. */
export const firstPreset: Preset = presets[0];

export const presetNamed = (name: string): Preset | undefined =>
  presets.find((preset) => preset.name === name);
