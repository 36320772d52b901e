// The trainer in a real browser: every golden trajectory, and the contract once more.
import { deviceTest } from '../support/device';
import { expectAloneAsAmong, orders } from '../support/contract';
import { trajectories } from '../support/oracles';

const chromeTest = deviceTest(() => navigator.gpu);

chromeTest.for(trajectories)('$name', ({ check }, { device }) => check(device));

chromeTest.for(Object.entries(orders))(
  'one run alone is the same run among many: %s',
  ([, training], { device }) => expectAloneAsAmong(300, training, device),
);
