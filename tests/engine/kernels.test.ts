// Every kernel for every row of every table compiles without a message (kernel() throws on any).
import { expect, test } from 'vitest';
import { loops } from '../../src/engine/cpu/loops';
import { methodOf } from '../../src/engine/kernels/methods';
import { group } from '../../src/engine/kernels/methods/group';
import { shaders } from '../../src/engine/kernels/shaders';
import { plainTarget } from '../../src/engine/kernels/target';
import { kernelTexts } from '../../src/engine/kernels/texts';
import type { KernelText } from '../../src/gpu/kernel';
import { optimizers, type Optimizer } from '../../src/study/catalogues/optimizers';
import { readStudy } from '../../src/study/read';
import { gpuTest } from '../support/gpu';
import {
  compileInit,
  compileRow,
  initRows,
  kernelRows,
  messagesOfTexts,
  textRows,
} from '../support/kernel_rows';

// as GPUs get them: in their own form the golden trajectories have trained them
gpuTest.for(kernelRows)('$task.name $model $loss $optimizer', (document, { device }) =>
  compileRow(document, device, plainTarget),
);

gpuTest.for(initRows)('init: $task $model $init.kernel', (document, { device }) =>
  compileInit(document, device),
);

gpuTest.for(textRows)('the text of %j', async (document, { device }) =>
  expect(await messagesOfTexts(document, device)).toEqual([]),
);

test.for(kernelRows)('its text names its buffers as their list does: %j', (document) => {
  const [arm] = readStudy(document).arms;
  for (const method of [methodOf(arm), ...[group, loops].filter(({ suits }) => suits(arm))]) {
    const texts: readonly (KernelText | null)[] = Object.values(
      kernelTexts(arm, { software: true, subgroups: true }, method),
    );
    for (const text of texts) {
      if (!text) continue;
      const names = Object.keys(text.bindings);
      const declared = [...text.source.matchAll(/@binding\((\d+)\) var<[^>]*> (\w+)/g)];
      expect(declared.length).toBeGreaterThan(2);
      for (const [, binding, name] of declared) expect(names[Number(binding)]).toBe(name);
    }
  }
});

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
