# positive output, spread: how to train 2-3-1, in PyTorch. Its random numbers are not the study's:
# runs differ one by one, not in their law.

import numpy as np
import torch
from torch import nn

torch.manual_seed(0)
rng = np.random.default_rng(0)

def target(x):
    return (np.sqrt(((x[:, 0] ** 2) + (x[:, 1] ** 2)))).reshape(-1, 1).astype("float32")


def samples(rows):
    return rng.normal(size=(rows, 2)).astype("float32")


# 256 samples by the law of the study's table, not the same ones.
x = samples(256)
y = target(x)

class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.dense1 = nn.Linear(2, 3)
        self.dense2 = nn.Linear(3, 1)

    def forward(self, h):
        h = torch.relu(self.dense1(h))
        h = self.dense2(h)
        return h


model = Model()

# Initial weights, spread of glorot_uniform: lengths of the base; directions of hidden neurons at
# equal angles, or an orthogonal frame
# Initial weights, positive_output of glorot_uniform: base; absolute values in the output layer
kernel1 = rng.uniform(-1.0954451150103324, 1.0954451150103324, (2, 3))
bias1 = np.zeros(3)
kernel2 = rng.uniform(-1.224744871391589, 1.224744871391589, (3, 1))
bias2 = np.zeros(1)
angles = 2 * np.pi * (rng.uniform() + np.arange(3) / 3)
kernel1 = np.linalg.norm(kernel1, axis=0) * np.array([np.cos(angles), np.sin(angles)])
kernel2 = np.abs(kernel2)

weights = {
    "dense1.weight": kernel1.T,
    "dense1.bias": bias1,
    "dense2.weight": kernel2.T,
    "dense2.bias": bias2,
}
model.load_state_dict({name: torch.tensor(w.copy(), dtype=torch.float32) for name, w in weights.items()})

loss_of = nn.MSELoss()
x, y = torch.tensor(x), torch.tensor(y)

# Adam of Keras in the study: epsilon counts before the correction of the root in Keras, after it in
# PyTorch.
optimizer = torch.optim.Adam(model.parameters(), lr=0.01, eps=1e-7)
for step in range(3000):
    optimizer.zero_grad()
    loss = loss_of(model(x), y)
    loss.backward()
    optimizer.step()

model.eval()
with torch.no_grad():
    print("loss", loss_of(model(x), y).item())
