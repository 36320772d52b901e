// Where each weight stands in the flat parameters of a network:
// layer by layer, kernel [in][out] row-major, then bias, then the slopes that PReLU learns.

export interface Shape {
  readonly inputs: number;
  readonly units: number;
  readonly bias: boolean;
  /** Where the activation learns a slope a unit (PReLU): their initial value. */
  readonly slopes?: number | undefined;
  /** Where the layer hands on its inputs and their negatives (CReLU): its products are not counted as work. */
  readonly halves?: true;
}

export interface TrainedShape extends Shape {
  /** False where training leaves the layer as it is. */
  readonly trainable: boolean;
}

export interface LayerLayout extends Shape {
  /** Offset of kernel[0][0]. */
  readonly kernel: number;
  /** Offset of bias[0], which is also the end of the kernel. */
  readonly biasAt: number;
  /** Offset of the first learned slope, which is also the end of the bias. */
  readonly slopesAt: number;
  /** Offset behind the layer's last parameter. */
  readonly end: number;
}

/** The layout of every layer, in order. */
export function layoutOf(layers: readonly Shape[]): LayerLayout[] {
  let kernel = 0;
  return layers.map(({ inputs, units, bias, slopes }) => {
    const biasAt = kernel + inputs * units;
    const slopesAt = biasAt + (bias ? units : 0);
    const end = slopesAt + (slopes === undefined ? 0 : units);
    const layer = { inputs, units, bias, slopes, kernel, biasAt, slopesAt, end };
    kernel = layer.end;
    return layer;
  });
}

/** How many parameters a network has. */
export const parameterCount = (layers: readonly Shape[]): number =>
  layoutOf(layers).at(-1)?.end ?? 0;

/** Units of all layers. */
export const unitCount = (layers: readonly Pick<Shape, 'units'>[]): number =>
  layers.reduce((sum, { units }) => sum + units, 0);

/** Flat indices of the parameters that training changes. */
export const trainedParameters = (layers: readonly TrainedShape[]): number[] =>
  layoutOf(layers).flatMap(({ kernel, end }, index) =>
    layers[index].trainable ? Array.from({ length: end - kernel }, (_, i) => kernel + i) : [],
  );

const working = (layers: readonly Shape[]) => layers.filter(({ halves }) => !halves);

/** FLOP of the forward pass of one sample by the standard count of dense layers: 2 a weight and 1 a bias. */
export const forwardFlop = (layers: readonly Shape[]): number =>
  working(layers).reduce((sum, { inputs, units }) => sum + 2 * inputs * units + units, 0);

/** FLOP of one sample update by the standard count of dense layers: 6 a weight, 4 in the first layer, and 2 or 1 a bias. */
export const flopPerSample = (layers: readonly Shape[]): number =>
  working(layers)
    .slice(1)
    .reduce((sum, { inputs, units }) => sum + 2 * inputs * units, 2 * forwardFlop(layers));

/** A short name such as "2-3-1". */
export const shapeName = (layers: readonly Shape[]): string =>
  [layers[0].inputs, ...layers.map((layer) => layer.units)].join('-');
