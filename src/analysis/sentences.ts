// Findings about neurons in words: a sentence each where they are few, one for all where they are many.
import type { Neuron } from './neurons';

/** "Neuron 2 of layer 1" */
export const nameOf = ({ layer, unit }: Neuron) => `Neuron ${unit} of layer ${layer}`;

/** More neurons of a layer are said in one sentence. */
const MOST_ALONE = 3;
/** And that names so many. */
const MOST_NAMED = 12;

/** "1, 4, 7 and 20 more" */
function listed(names: readonly (number | string)[]): string {
  const rest = names.length - MOST_NAMED;
  return rest > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${rest} more` : names.join(', ');
}

/** A sentence for each neuron; one for a layer where there are many, with how many of how many and their names behind it. */
export function sayNeurons(
  hidden: readonly Neuron[],
  found: readonly Neuron[],
  alone: (neuron: Neuron) => string,
  together: (of: string) => string,
): string[] {
  const layers = [...new Set(found.map(({ layer }) => layer))];
  return layers.flatMap((layer) => {
    const within = found.filter((neuron) => neuron.layer === layer);
    if (within.length <= MOST_ALONE) return within.map(alone);
    const all = hidden.filter((neuron) => neuron.layer === layer).length;
    const names = listed(within.map(({ unit }) => unit));
    return [`${together(`${within.length} of the ${all} neurons of layer ${layer}`)}: ${names}.`];
  });
}

interface Pair {
  readonly a: { readonly neuron: Neuron };
  readonly b: { readonly neuron: Neuron };
  readonly degrees: number;
}

/** A sentence for each pair of the first layer, or one for many. */
export function sayPairs(
  found: readonly Pair[],
  alone: (names: string, degrees: number) => string,
  together: string,
): string[] {
  if (found.length > MOST_ALONE) {
    const names = found.map(({ a, b }) => `${a.neuron.unit} and ${b.neuron.unit}`);
    return [`${found.length} pairs of neurons of layer 1 ${together}: ${listed(names)}.`];
  }
  return found.map(({ a, b, degrees }) =>
    alone(`${nameOf(a.neuron)} and neuron ${b.neuron.unit}`, degrees),
  );
}
