// SVG and HTML as text. Whatever comes from a study goes through `escaped` or an attribute, which escapes by itself.

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands in an element or an attribute. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => entities[c]);

/** A coordinate in at most two decimals. */
const short = (value: number) => String(Number(value.toFixed(2)));

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * An element as text.
 * @param attributes those that are undefined are left out; numbers in two decimals
 * @param children markup; without any the element closes itself
 */
export function tag(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : escaped(value!)}"`,
    )
    .join('');
  const open = `<${name}${written}`;
  return children.length === 0 ? `${open}/>` : `${open}>${children.join('')}</${name}>`;
}

/** A share of the width, so that a drawing is as wide as its place and its letters keep their size. */
export const percent = (share: number): string => `${short(100 * share)}%`;

/** The `d` of a path through points in a box of 1,000 by 1,000; `x` and `y` are shares, y upwards. */
export const through = (points: readonly (readonly [x: number, y: number])[]): string =>
  points.map(([x, y]) => `${short(1000 * x)} ${short(1000 * (1 - y))}`).join('L');
