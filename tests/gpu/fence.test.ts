// Fences on a device: they come true in order, and their buffers are used again.
import { expect, vi } from 'vitest';
import { storage } from '../../src/gpu/buffer';
import { fences } from '../../src/gpu/fence';
import { bind, dispatch, kernel } from '../../src/gpu/kernel';
import { gpuTest } from '../support/gpu';

const source = `
@group(0) @binding(0) var<storage, read_write> counts: array<u32>;
@compute @workgroup_size(1) fn count() { counts[0]++; }
`;

gpuTest('two fences serve any number of dispatches', async ({ device }) => {
  const compiled = await kernel(device, {
    name: 'count',
    source,
    bindings: { counts: 'readWrite' },
  });
  const counts = storage(device, 'counts', 4);
  const group = bind(device, compiled, { counts });
  const ends = fences(device);
  const create = vi.spyOn(device.gpu, 'createBuffer');
  let before = ends.next();
  dispatch(device, compiled, group, 1, before);
  for (let i = 0; i < 20; i++) {
    const end = ends.next();
    dispatch(device, compiled, group, 1, end);
    if (i % 3 === 0) before.drop();
    else await before.reached();
    before = end;
  }
  await before.reached();
  expect(create).toHaveBeenCalledTimes(2);
  create.mockRestore();
  ends.destroy();
  counts.destroy();
});
