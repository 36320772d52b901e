// The files in shaders/, and the values that every one of them may use.
import { expand, type Scope } from '../../gpu/template';
import { streams } from '../../random/streams';
import { jobFields } from './job';

const files = import.meta.glob<string>('../../../shaders/**/*.wgsl', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Every file in shaders/, by its path there without `.wgsl`. */
export const shaders: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(files).map(([path, text]) => [
    path.replace(/^.*shaders\/(.*)\.wgsl$/, '$1'),
    text,
  ]),
);

/** Runs of a workgroup: 64 invocations fill one wave of every GPU there is, and more take fewer registers each. */
export const WORKGROUP = 64;

/** A bit in the count of dead neurons: nothing can learn any more (shaders/evaluate.wgsl). */
export const OVER = 0x80000000;

/** The text of a kernel. @throws TemplateError */
export const kernelSource = (file: string, values: Scope): string =>
  expand(file, shaders, { workgroup: WORKGROUP, jobFields, streams, OVER, ...values });
