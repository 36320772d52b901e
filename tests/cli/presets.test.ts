// The files in studies/: each is a study, and the JSON Schema beside them is that of this program.
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { presets } from '../../src/cli/presets';
import { readStudy } from '../../src/study/arms';
import { studyJsonSchema } from '../../src/study/schema';

const studies = join(import.meta.dirname, '../../studies');

describe('the presets', () => {
  it('are those the issue asks for', () => {
    const names = [
      'three-relus',
      'init-schemes',
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
    expect([...presets.keys()]).toEqual(expect.arrayContaining(names));
  });

  it.each([...presets])('%s can be run and has a title', (_, document) => {
    const { arms, document: study } = readStudy(document);
    expect(study.title).toMatch(/^[A-Z].{10,80}$/);
    expect(new Set(arms.map(({ label }) => label)).size).toBe(arms.length);
  });
});

it('studies/study.schema.json is up to date (npx vitest run -u tests/cli/presets writes it)', async () => {
  const file = join(studies, 'study.schema.json');
  const text = await format(JSON.stringify(studyJsonSchema()), {
    ...(await resolveConfig(file)),
    parser: 'json',
  });
  await expect(text).toMatchFileSnapshot(file);
});
