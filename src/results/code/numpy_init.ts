// Initial weights in NumPy, for the schemes that a library has no call for: a few lines for each operation
// (src/study/catalogues/initializers/operations.ts). The variables are kernel1 [in][out], bias1, slopes1, .. of layers 1, 2, ..
import {
  initOperations,
  type InitLayer,
  type Operation,
} from '../../study/catalogues/initializers';
import type { OpName } from '../../study/catalogues/initializers/operations';
import { functionCode } from './activations';
import type { Framework } from './framework';
import { indented } from './python';

interface Place {
  /** The variable. */
  readonly w: string;
  readonly shape: string;
  readonly inputs: number;
  readonly units: number;
  readonly layer: number;
  /** The sums of the layer over the table, and what has to be worked out for them first. */
  readonly sums: string;
  readonly below: readonly string[];
}

type Lines = (
  place: Place,
  args: readonly number[],
  operation: Operation,
  all: Context,
) => string[];

interface Context {
  readonly operations: readonly Operation[];
  readonly next: Operation | undefined;
  readonly linesOf: (index: number) => string[];
}

const numpyOperations: Readonly<Record<OpName, Lines>> = {
  constant: ({ w, shape }, [value]) => [
    value === 0 ? `${w} = np.zeros(${shape})` : `${w} = np.full(${shape}, ${value})`,
  ],
  uniform: ({ w, shape }, [centre, half]) => [
    `${w} = rng.uniform(${centre - half}, ${centre + half}, ${shape})`,
  ],
  normal: ({ w, shape }, [mean, deviation]) => [
    `${w} = rng.normal(${mean}, ${deviation}, ${shape})`,
  ],
  truncated_normal: ({ w, shape }, [mean, deviation], _, { next }) => [
    `${w} = truncated_normal(${mean}, ${deviation}, ${next!.args[0]}, ${next!.args[1]}, ${shape})`,
  ],
  clamp: () => [], // truncated_normal has drawn within the bounds
  identity: ({ w, inputs, units }, [gain]) => [`${w} = ${gain} * np.eye(${inputs}, ${units})`],
  sparse: ({ w, units }, [count]) => [
    `for row in ${w}:`,
    `    row[rng.choice(${units}, ${count}, replace=False)] = 0`,
  ],
  orthogonal: ({ w }, [gain]) => [`${w} = ${gain === 1 ? '' : `${gain} * `}orthogonal(${w})`],
  unit_length: ({ w }, [length]) => [`${w} *= ${length} / np.linalg.norm(${w}, axis=0)`],
  rai: ({ w, inputs, units, layer }, [entries]) => {
    const put = `${w}[entry, unit] = rng.beta(2, 1)`;
    return [
      `for unit, entry in enumerate(rng.integers(${entries}, size=${units})):`,
      ...indented(
        entries > inputs
          ? [
              `if entry < ${inputs}:`,
              `    ${put}`,
              'else:',
              `    bias${layer}[unit] = rng.beta(2, 1)`,
            ]
          : [put],
      ),
    ];
  },
  mirror: ({ w, units }) => {
    const half = Math.floor(units / 2);
    return [`${w}[:, ${half}:${2 * half}] = -${w}[:, :${half}]`];
  },
  spread_line: ({ w, units }) => [
    `${w} = np.abs(${w}) * (-1.0) ** (np.arange(${units}) + rng.integers(2))`,
  ],
  spread_circle: ({ w, units }) => [
    `angles = 2 * np.pi * (rng.uniform() + np.arange(${units}) / ${units})`,
    `${w} = np.linalg.norm(${w}, axis=0) * np.array([np.cos(angles), np.sin(angles)])`,
  ],
  spread_frame: ({ w, inputs, units }) => [
    `frame = orthogonal(${w}[:, :${Math.min(inputs, units)}])`,
    `${w} = np.linalg.norm(${w}, axis=0) * frame[:, np.arange(${units}) % ${inputs}]`,
  ],
  absolute: ({ w }) => [`${w} = np.abs(${w})`],
  balance: ({ w, layer }) => [
    `kernel${layer + 1} *= (np.linalg.norm(${w}, axis=0) / np.linalg.norm(kernel${layer + 1}, axis=1))[:, None]`,
  ],
  kinks: ({ layer, units, sums, below }) => [
    ...below,
    `bias${layer} -= (${sums})[rng.integers(len(x), size=${units}), np.arange(${units})]`,
  ],
  unit_variance: ({ w, sums, below }, [tolerance, tries]) => [
    ...below,
    `for _ in range(${tries}):`,
    `    variance = np.var(${sums})`,
    `    if abs(variance - 1) < ${tolerance} or not variance > 0:`,
    '        break',
    `    ${w} /= np.sqrt(variance)`,
  ],
  redraw: ({ sums, below }, [tries], { again }, { linesOf }) => [
    ...below,
    `for _ in range(${tries}):  # until every sample activates a neuron`,
    `    if np.all(np.any(${sums} > 0, axis=1)):`,
    '        break',
    ...indented(again!.flatMap(linesOf)),
  ],
};

/** Functions that lines call, by name. */
const helpers = {
  truncated_normal: [
    'def truncated_normal(mean, deviation, low, high, shape):',
    '    draw = rng.normal(mean, deviation, shape)',
    '    while np.any(outside := (draw < low) | (draw > high)):',
    '        draw[outside] = rng.normal(mean, deviation, outside.sum())',
    '    return draw',
  ],
  orthogonal: [
    'def orthogonal(a):',
    '    wide = a.shape[0] < a.shape[1]',
    '    q, r = np.linalg.qr(a.T if wide else a)',
    '    q = q * np.sign(np.diag(r))',
    '    return q.T if wide else q',
  ],
} as const;

/** Python that makes the initial weights of a network; `rng` and the table's inputs `x` exist. */
export function numpyInit(layers: readonly InitLayer[], framework: Framework): string[] {
  const operations = initOperations(layers);
  const linesOf = (index: number): string[] => {
    const operation = operations[index];
    const context = { operations, next: operations[index + 1], linesOf };
    return numpyOperations[operation.op](
      placeOf(layers, operation, framework),
      operation.args,
      operation,
      context,
    );
  };
  const body = operations.flatMap((_, index) => linesOf(index));
  const used = Object.entries(helpers).filter(([name]) =>
    body.some((line) => line.includes(`${name}(`)),
  );
  return [...used.flatMap(([, lines]) => [...lines, '']), ...body];
}

function placeOf(
  layers: readonly InitLayer[],
  { layer, on }: Operation,
  framework: Framework,
): Place {
  const { inputs, units } = layers[layer];
  return {
    w: `${on}${layer + 1}`,
    shape: on === 'kernel' ? `(${inputs}, ${units})` : `${units}`,
    inputs,
    units,
    layer: layer + 1,
    sums: sumsOf(layers, layer),
    below: layers
      .slice(0, layer)
      .map((_, index) => `h${index + 1} = ${activated(layers, index, framework)}`),
  };
}

const sumsOf = (layers: readonly InitLayer[], layer: number) =>
  `${layer === 0 ? 'x' : `h${layer}`} @ kernel${layer + 1}${layers[layer].bias ? ` + bias${layer + 1}` : ''}`;

/** What a layer gives to the next, in NumPy. */
function activated(layers: readonly InitLayer[], layer: number, framework: Framework): string {
  const { activation } = layers[layer];
  const z = sumsOf(layers, layer);
  if (activation.name === 'linear') return z;
  if (activation.name === 'relu') return `np.maximum(${z}, 0)`;
  if (activation.name === 'prelu')
    return `np.maximum(${z}, 0) + slopes${layer + 1} * np.minimum(${z}, 0)`;
  const f = functionCode(activation, framework);
  return framework === 'keras'
    ? `keras.ops.convert_to_numpy(keras.activations.get(${f})(${z}))`
    : `(${f})(torch.tensor(${z})).numpy()`;
}
