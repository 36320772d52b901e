// The files in studies/: each is a study, and the JSON Schema beside them is that of this program.
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { presetList } from '../../src/cli/commands/presets';
import { presetGroups, presets } from '../../src/presets';
import { readStudy } from '../../src/study/read';
import { studyJsonSchema } from '../../src/study/schema';

const studies = join(import.meta.dirname, '../../studies');

describe('the presets', () => {
  it('keep the names that links and papers may use', () => {
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
      'negative-relu',
    ];
    expect(presets.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  });

  it('have names of their own, whatever their folders', () => {
    expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
  });

  it('are listed by group, as in the menu of the page', () => {
    const lines = presetList().split('\n');
    expect(presetGroups.map(({ title }) => title)).toEqual(['Questions', 'Known results']);
    const at = lines.indexOf('Known results');
    expect(lines[at + 1]).toMatch(/^ {2}single-relu +3 x 2,000 /);
    expect(lines.findIndex((line) => line.includes('three-relus'))).toBeLessThan(at);
  });

  it.each(presets)('$name can be run and has a title', ({ document }) => {
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
