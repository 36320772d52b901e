// The built command line on wgpu: npm run wgpu -- bench
import { join } from 'node:path';
import { ended, startDeno } from './deno';

const program = join(import.meta.dirname, '../../dist/cli/unstuck.js');
const child = await startDeno(program, process.argv.slice(1), 'inherit');
process.on('SIGINT', () => {}); // the child gets it, too, and ends in its own way
process.exitCode = (await ended(child)) ?? 1;
