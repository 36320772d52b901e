// The trainer in a real browser: every golden trajectory, and the contract once more.
import { deviceTest } from '../support/device';
import { expectAloneAsAmong, orders } from '../support/contract';
import { expectOracle, oracles } from '../support/oracles';

const chromeTest = deviceTest(() => navigator.gpu);

chromeTest.for(oracles.map((oracle) => [oracle.name, oracle] as const))(
  '%s',
  ([, oracle], { device }) => expectOracle(oracle, device),
);

chromeTest.for(Object.entries(orders))(
  'one run alone is the same run among many: %s',
  ([, training], { device }) => expectAloneAsAmong(300, training, device),
);
