// `unstuck verify` as a user runs it; the last test does so with a command line whose CPU worker has a defect.
import { expect, it } from 'vitest';
import type { VerifyReport } from '../../src/verify';
import { tampered, unstuck } from './child';

it('prints one JSON document', async () => {
  const { code, stdout, stderr } = await unstuck([
    'verify',
    '--only',
    'device',
    '--json',
    '--engine',
    'gpu',
  ]);
  expect(code, stderr).toBe(0);
  const report = JSON.parse(stdout) as VerifyReport;
  expect(report.adapter.engine).toBe('gpu');
  expect(report.passed).toBe(true);
  expect(report.checks.map(({ name, passed }) => [name, passed])).toEqual([
    ['threefry-device', true],
    ['uniforms-device', true],
    ['normals-device', true],
  ]);
  expect(report.checks[0]).toMatchObject({
    group: 'Random numbers',
    expected: '6b200000, f71f4e00',
    got: '6b200000, f71f4e00',
  });
});

it('prints a table: verdict, check, expected, got', async () => {
  const { code, stdout, stderr } = await unstuck(['verify', '--only', 'xor', '--engine', 'cpu']);
  expect(code, stderr).toBe(0);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^Checking \d+ CPU threads?\n\n {6}Known results +expected +got\n/);
  expect(stdout).toMatch(
    /\npass {2}Two summed ReLUs learn XOR +43\.2 % of 20,000 runs +4\d\.\d % of 2,000\n/,
  );
  expect(stdout).toMatch(/\n4 of 4 checks pass in \d+(\.\d+)? s on \d+ CPU threads?\.\n/);
});

it('says what may be asked for', async () => {
  const { code, stderr } = await unstuck(['verify', '--only', 'luck']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^unstuck: --only: no check is called so; allowed: .*Known results\n$/);
});

const broken = tampered(
  'cpu_worker.js',
  `import { parentPort } from 'node:worker_threads';
   const post = parentPort.postMessage.bind(parentPort);
   parentPort.postMessage = (message) => {
     if (message.kind === 'result') message.result.losses = message.result.losses.map((l) => l + 1e-3);
     post(message);
   };
   await import('./right_cpu_worker.js');`,
);

it('exits with 1 where a check fails, and says what to do', async () => {
  const args = ['verify', '--only', 'twin-adam', '--engine', 'cpu'];
  const { code, stdout } = await unstuck(args, { program: broken });
  expect(code).toBe(1);
  expect(stdout).toMatch(/\nFAIL {2}Adam, ReLU .*0 of 24 runs/);
  expect(stdout).toContain('1 of 1 checks FAILED');
  expect(stdout).toMatch(/\nTraining, against the CPU twin: .*do not trust/);
});
