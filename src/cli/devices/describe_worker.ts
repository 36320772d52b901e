// A Node thread that describes levels (see describers.ts for how it is started).
import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { describeEnding } from '../../analysis/description';

if (parentPort) expose(describeEnding, nodeEndpoint(parentPort));
