// Every kernel for every row of every table compiles without a message (kernel() throws on any).
import { expect, test } from 'vitest';
import { shaders } from '../../src/engine/gpu/shaders';
import { optimizers, type Optimizer } from '../../src/study/catalogues/optimizers';
import { gpuTest } from '../support/gpu';
import {
  compileInit,
  compileRow,
  initRows,
  kernelRows,
  messagesOfTexts,
  textRows,
} from '../support/kernel_rows';

gpuTest.for(kernelRows)('$task.name $model $loss $optimizer', (document, { device }) =>
  compileRow(document, device),
);

gpuTest.for(initRows)('init: $task $model $init.kernel', (document, { device }) =>
  compileInit(document, device),
);

gpuTest.for(textRows)('the text of %j', async (document, { device }) =>
  expect(await messagesOfTexts(document, device)).toEqual([]),
);

test('an optimiser of the table has its file, and the other way round', () => {
  const files = Object.keys(shaders).filter((path) => /^optimizers\/|^train_/.test(path));
  const listed = Object.entries(optimizers).flatMap(([library, list]) =>
    Object.entries<Optimizer>(list).map(([name, { curvature }]) =>
      curvature ? `train_${name}` : `optimizers/${library}_${name}`,
    ),
  );
  const others = ['train_population', 'train_group'];
  expect(files.sort()).toEqual([...listed, ...others].sort());
});
