// The real command line: what it prints, what it writes, and that a run comes back the same.
import { existsSync, readFileSync } from 'node:fs';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { version } from '../../package.json';
import type { Checkup } from '../../src/cli/commands/doctor';
import type { ResultDocument } from '../../src/results/files/document';
import type { ReplayDocument } from '../../src/results/terminal/replay';
import type { TraceDocument } from '../../src/results/files/trace';
import { tampered, unstuck, workshop } from './child';

const { path, write } = workshop();
const study = {
  title: 'Two ways',
  task: { name: 'xor' },
  model: { hidden: [4], activation: 'tanh' },
  optimizer: { name: 'adam', learning_rate: 0.05 },
  training: { steps: 300, record_at: [0, 1, 100, 300] },
  seeds: { first: 5, count: 40 },
  converged: { below: 0.05 },
  arms: [{ label: 'tanh' }, { label: 'one neuron', model: { hidden: [1] } }],
};
const file = write('study.json', JSON.stringify(study));
const read = <T>(name: string) => JSON.parse(readFileSync(path(name), 'utf8')) as T;
const rows = (name: string) => readFileSync(path(name), 'utf8').trimEnd().split('\n').slice(1);

describe.each(['gpu', 'cpu'])('unstuck run on the %s', (engine) => {
  const name = (what: string) => `${engine}-${what}`;

  it('prints JSON that adds up, and writes study, summary and a row a run', async () => {
    const options = [
      '--json',
      '--out',
      path(name('out')),
      '--trace',
      path(name('trace')),
      '--engine',
      engine,
    ];
    const ended = await unstuck(['run', file, ...options]);
    expect(ended).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^unstuck: wrote .*\n$/),
    });

    const result = JSON.parse(ended.stdout) as ResultDocument;
    expect(result).toEqual(read(name('out/summary.json')));
    expect(result.study).toEqual(read(name('out/study.json')));
    expect(result.adapter.engine).toBe(engine);
    expect(result.arms.map(({ label }) => label)).toEqual(['tanh', 'one neuron']);
    for (const arm of result.arms) {
      const { converged, stuck, unfinished, diverged, causes } = arm;
      expect(arm.runs).toBe(40);
      expect(converged.count + stuck + unfinished + diverged).toBe(40);
      expect(Object.values(causes).reduce((a, b) => a + b)).toBe(40 - converged.count);
    }
    expect(result.comparisons).toMatchObject([{ a: 'tanh', b: 'one neuron', pairs: 40 }]);
    expect(result.arms[0].converged.rate).toBeGreaterThan(result.arms[1].converged.rate!);

    expect(rows(name('out/runs.csv'))).toHaveLength(80);
    expect(rows(name('out/runs.csv'))[41]).toMatch(/^one neuron,6,/);
  });

  it('traces the steps that the study names', async () => {
    const { arms } = read<TraceDocument>(name('trace'));
    expect(arms.map(({ runs }) => runs.length)).toEqual([40, 40]);
    expect(Object.keys(arms[0].runs[0].lossAt)).toEqual(['0', '1', '100', '300']);
    expect(arms[1].runs[3].parameters).toHaveLength(5);
    const final = arms[0].runs.map(({ seed, lossAt }) => [seed, lossAt[300]]);
    const listed = rows(name('out/runs.csv'))
      .slice(0, 40)
      .map((row) => row.split(','));
    expect(listed.map((row) => [Number(row[1]), Math.fround(Number(row[6]))])).toEqual(final);
  });

  it('replays one run with the same bits', async () => {
    const { code, stdout } = await unstuck([
      'replay',
      file,
      '--arm',
      'tanh',
      '--seed',
      '17',
      '--engine',
      engine,
      '--json',
    ]);
    expect(code).toBe(0);
    const replayed = JSON.parse(stdout) as ReplayDocument;
    const traced = read<TraceDocument>(name('trace')).arms[0].runs[12];
    expect(traced.seed).toBe(17);
    expect(replayed).toMatchObject(traced);
    expect(replayed.neurons).toHaveLength(5);
    expect(replayed.diagnosis.length).toBeGreaterThan(0);
  });
});

describe('unstuck', () => {
  it('prints a table, without escape sequences in a pipe', async () => {
    const args = ['run', '-', '--engine', 'cpu', '--seeds', '3..7', '--set', 'training.steps=300'];
    const { code, stdout, stderr } = await unstuck(args, {
      input: JSON.stringify(study),
      env: { FORCE_COLOR: '1' },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^Two ways\n\narm .*\ntanh .*\none neuron .*\n\narm .*\ntanh +reference.*\none neuron .*\n\n8 runs in /,
    );
    expect(stdout).not.toContain('\u001b');
  });

  it('reads a CSV beside the study, and keeps its data in the result', async () => {
    write('line.csv', '\uFEFFin ; out\n1;2\n2;4\n\n3;6\n');
    const task = { name: 'csv', file: 'line.csv', inputs: ['in'], targets: ['out'] };
    const linear = write(
      'line.json',
      JSON.stringify({ task, model: { hidden: [] }, seeds: { count: 1 } }),
    );
    const { code, stdout } = await unstuck([
      'run',
      linear,
      '--engine',
      'cpu',
      '--json',
      '--set',
      'training.steps=10',
    ]);
    expect(code).toBe(0);
    const { study: kept } = JSON.parse(stdout) as ResultDocument;
    expect(kept.task).toEqual({
      name: 'table',
      x: [[1], [2], [3]],
      y: [[2], [4], [6]],
      source: 'line.csv',
    });
  });

  it('shows a run as text, with its weights and what is wrong', async () => {
    const { code, stdout } = await unstuck([
      'replay',
      file,
      '--arm',
      'one neuron',
      '--seed',
      '5',
      '--engine',
      'cpu',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^one neuron, run 5, stuck: final loss 0\.\d+\n\nstep +loss/);
    expect(stdout).toMatch(/layer 1 neuron 1 +tanh +in( +-?\d\.\d{4}){2} +bias .* out /);
  });

  it('writes a row a run as Parquet, or says before the training that it cannot', async () => {
    const args = ['run', file, '--engine', 'cpu', '--seeds', '0..9', '--parquet'];
    const { code, stderr } = await unstuck([...args, path('runs.parquet')]);
    expect(code, stderr).toBe(0);
    const rows = await parquetReadObjects({
      file: new Uint8Array(readFileSync(path('runs.parquet'))).buffer,
      columns: ['arm', 'seed'],
    });
    expect(rows).toHaveLength(18);
    expect(rows.at(-1)).toEqual({ arm: 'one neuron', seed: 8n });
    const refused = await unstuck([...args, path('.')]);
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^unstuck: --parquet: /),
    });
  });

  it('shows a run on its way, with the loss that its curve has there', async () => {
    const args = [
      'replay',
      file,
      '--arm',
      'one neuron',
      '--seed',
      '5',
      '--engine',
      'cpu',
      '--json',
    ];
    const [end, early] = await Promise.all([unstuck(args), unstuck([...args, '--step', '100'])]);
    const [whole, part] = [end, early].map(({ stdout }) => JSON.parse(stdout) as ReplayDocument);
    expect([whole.step, part.step]).toEqual([null, 100]);
    expect(part.finalLoss).toBe(whole.lossAt['100']);
    expect(part.parameters).not.toEqual(whole.parameters);
  });

  it('keeps what is finished when it is interrupted', async () => {
    const many = { task: { name: 'relu' }, training: { steps: 1000 }, seeds: { count: 2_000_000 } };
    // twice, as npx hands on what the terminal has sent already
    const started = (interrupt: () => void) =>
      setTimeout(() => {
        interrupt();
        setTimeout(interrupt, 20);
      }, 4000);
    const args = ['run', '-', '--engine', 'cpu', '--json', '--out', path('half')];
    const { code, stdout, stderr } = await unstuck(args, { input: JSON.stringify(many), started });
    expect(code, stderr).toBe(130);
    const { arms } = JSON.parse(stdout) as ResultDocument;
    expect(arms[0].runs).toBeGreaterThan(0);
    expect(arms[0].runs).toBeLessThan(2_000_000);
    expect(rows('half/runs.csv')).toHaveLength(arms[0].runs);
  });

  it('replaces an earlier result, and ends quietly when its reader goes away', async () => {
    const args = ['run', file, '--engine', 'cpu', '--out', path('half'), '--seeds', '0..2'];
    const ended = await unstuck(args, { brokenPipe: true });
    expect(ended).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^unstuck: wrote .*\n$/),
    });
    expect(rows('half/runs.csv')).toHaveLength(4);
  });

  const broken = tampered('describe_worker.js', 'throw new Error("no such luck");');
  it('keeps the results where the threads that describe levels fail', async () => {
    const args = ['run', file, '--engine', 'cpu', '--json', '--seeds', '0..3'];
    const ended = await unstuck(args, { program: broken });
    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(/^unstuck: levels .* not all described: .*no such luck\n$/);
    expect((JSON.parse(ended.stdout) as ResultDocument).arms).toHaveLength(2);
  });

  // A machine without a GPU driver, on Linux.
  const env = {
    UNSTUCK_ADAPTER: 'system',
    VK_ICD_FILENAMES: '/dev/null',
    VK_DRIVER_FILES: '/dev/null',
  };
  describe.runIf(process.platform === 'linux')('without an adapter', () => {
    it('says so when the GPU is demanded', async () => {
      const ended = await unstuck(['run', file, '--engine', 'gpu', '--out', path('none')], { env });
      const message = /^unstuck: no usable GPU adapter \(.*\); try --engine cpu\n$/;
      expect(ended).toMatchObject({ code: 3, stdout: '', stderr: expect.stringMatching(message) });
      expect(existsSync(path('none/runs.csv'))).toBe(false);
    });

    it('trains on the CPU, and says that too', async () => {
      const { code, stdout, stderr } = await unstuck(['run', file, '--json', '--seeds', '0..2'], {
        env,
      });
      expect(code).toBe(0);
      expect((JSON.parse(stdout) as ResultDocument).adapter.engine).toBe('cpu');
      expect(stderr).toMatch(/^unstuck: training on the CPU: no usable GPU adapter .*\n$/);
    });
  });

  it('takes an emulated GPU where it is named', async () => {
    const named = { UNSTUCK_ADAPTER: 'software' };
    const ended = await unstuck(['run', file, '--json', '--seeds', '0..2'], { env: named });
    expect((JSON.parse(ended.stdout) as ResultDocument).adapter).toMatchObject({
      engine: 'gpu',
      software: true,
    });
    expect(ended.stderr).toBe('');
  });

  it('examines the machine', async () => {
    const { code, stdout } = await unstuck(['doctor', '--json'], { env });
    expect(code).toBe(0);
    const { adapters, limits, speed } = JSON.parse(stdout) as Checkup;
    expect(adapters[0]).toMatch(/^system adapter: /);
    expect(limits === null).toBe(speed.gpu === null);
    expect(speed.cpu).toBeGreaterThan(1e5);
  });

  it('says its version', async () => {
    expect(await unstuck(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('prints the kernels, the presets and the schema', async () => {
    const [shader, presets, schema] = await Promise.all(
      [['shader', 'init-schemes', '--arm', 'spread'], ['presets'], ['schema']].map((args) =>
        unstuck(args),
      ),
    );
    expect(shader.stdout.match(/@compute/g)).toHaveLength(5);
    expect(presets.stdout).toMatch(/\n {2}init-schemes +13 x 1,000 +\S/);
    expect(JSON.parse(schema.stdout)).toMatchObject({ type: 'object', required: ['task'] });
  });
});
