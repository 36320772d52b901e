import { expect, it } from 'vitest';
import { progressText } from '../../src/cli/output/progress';

const progress = {
  runsDone: 1234,
  runsTotal: 8000,
  share: 0.2,
  seconds: 5,
  secondsLeft: 20.6,
  sampleUpdatesPerSecond: 128e6,
  runsPerSecond: 247,
  histograms: [],
  constantLosses: [],
};

it('says how far, how fast and how long', () => {
  expect(progressText(progress)).toBe(
    '1,234 of 8,000 networks, 247 networks/s, 128 M sample updates/s, 0:21 left',
  );
  expect(progressText({ ...progress, runsDone: 0, runsPerSecond: 0, secondsLeft: undefined })).toBe(
    '0 of 8,000 networks, 128 M sample updates/s',
  );
});
