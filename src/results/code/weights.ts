// The weights of one network as JSON, in the shapes of the frameworks, and Python that reads them.
import { layoutOf, type Shape } from '../../study/layout';
import { float32 } from './python';

export interface LayerWeights {
  /** [in][out], as Keras has it; PyTorch's `weight` is its transpose. */
  readonly kernel: readonly (readonly number[])[];
  readonly bias?: readonly number[];
  /** Of PReLU. */
  readonly slopes?: readonly number[];
}

/** Flat parameters by layers, as the shortest decimals of their float32. */
function layerWeights(layers: readonly Shape[], parameters: ArrayLike<number>): LayerWeights[] {
  const part = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => Number(float32(parameters[from + i])));
  return layoutOf(layers).map(({ inputs, units, bias, slopes, kernel, biasAt, slopesAt, end }) => ({
    kernel: Array.from({ length: inputs }, (_, i) =>
      part(kernel + i * units, kernel + (i + 1) * units),
    ),
    ...(bias ? { bias: part(biasAt, slopesAt) } : {}),
    ...(slopes === undefined ? {} : { slopes: part(slopesAt, end) }),
  }));
}

/** The weights as a JSON document: `{"layers": [{"kernel", "bias", "slopes"}, ..]}`. A number that is not finite is null. */
export const weightsJson = (layers: readonly Shape[], parameters: ArrayLike<number>): string =>
  JSON.stringify({ layers: layerWeights(layers, parameters) });

/** Python that reads the JSON into the variables kernel1, bias1, slopes1, kernel2, .. */
export function weightsCode(layers: readonly Shape[], parameters: ArrayLike<number>): string[] {
  const rows = layerWeights(layers, parameters).map((layer) => `    ${JSON.stringify(layer)}`);
  return [
    "trained = json.loads('''",
    '{"layers": [',
    rows.join(',\n'),
    "]}''')[\"layers\"]",
    ...variablesOf(layers).flatMap((names, index) =>
      names.map(
        (name) =>
          `${name} = np.array(trained[${index}]["${name.replace(/\d+$/, '')}"], dtype="float32")`,
      ),
    ),
  ];
}

/** Names of each layer's variables in Python, in the order of Keras' weights. */
export const variablesOf = (layers: readonly Shape[]): string[][] =>
  layers.map(({ bias, slopes }, index) => [
    `kernel${index + 1}`,
    ...(bias ? [`bias${index + 1}`] : []),
    ...(slopes === undefined ? [] : [`slopes${index + 1}`]),
  ]);
