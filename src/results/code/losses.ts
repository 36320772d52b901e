// Each loss in Keras and in torch: a mean over outputs and samples. What torch has in another form is written out.
import type { LossName } from '../../study/catalogues/losses';
import type { Values } from '../../study/catalogues/params';
import type { Framework } from './framework';

type Row = Readonly<Record<Framework, (v: Values) => string>>;

const clipped = 'p.clamp(1e-7, 1 - 2**-23)';

/** Python that is a loss: for Keras what `compile` takes, for torch a function of prediction and target. */
export const lossCode: Readonly<Record<LossName, Row>> = {
  mse: { keras: () => '"mse"', torch: () => 'nn.MSELoss()' },
  mae: { keras: () => '"mae"', torch: () => 'nn.L1Loss()' },
  huber: {
    keras: (v) => `keras.losses.Huber(delta=${String(v.delta)})`,
    torch: (v) => `nn.HuberLoss(delta=${String(v.delta)})`,
  },
  log_cosh: {
    keras: () => 'keras.losses.LogCosh()',
    torch: () => 'lambda p, y: ((p - y) + F.softplus(-2 * (p - y)) - math.log(2)).mean()',
  },
  bce: {
    keras: () => 'keras.losses.BinaryCrossentropy()',
    // clipped as in Keras: BCELoss cuts the logarithms instead
    torch: () =>
      `lambda p, y: -(y * torch.log(${clipped}) + (1 - y) * torch.log(1 - ${clipped})).mean()`,
  },
  bce_with_logits: {
    keras: () => 'keras.losses.BinaryCrossentropy(from_logits=True)',
    torch: () => 'nn.BCEWithLogitsLoss()',
  },
  hinge: {
    keras: () => 'keras.losses.Hinge()',
    torch: () => 'lambda p, y: torch.relu(1 - torch.where(y == 0, -1.0, y) * p).mean()',
  },
  squared_hinge: {
    keras: () => 'keras.losses.SquaredHinge()',
    torch: () => 'lambda p, y: (torch.relu(1 - torch.where(y == 0, -1.0, y) * p) ** 2).mean()',
  },
  poisson: {
    keras: () => 'keras.losses.Poisson()',
    torch: () => 'lambda p, y: (p - y * torch.log(p + 1e-7)).mean()',
  },
};
