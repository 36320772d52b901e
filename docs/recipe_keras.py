# positive output, spread: how to train 2-3-1, in Keras. Its random numbers are not the study's:
# runs differ one by one, not in their law.

import keras
import numpy as np

keras.utils.set_random_seed(0)
rng = np.random.default_rng(0)

def target(x):
    return (np.sqrt(((x[:, 0] ** 2) + (x[:, 1] ** 2)))).reshape(-1, 1).astype("float32")


def samples(rows):
    return rng.normal(size=(rows, 2)).astype("float32")


# 256 samples by the law of the study's table, not the same ones.
x = samples(256)
y = target(x)

model = keras.Sequential([
    keras.Input((2,)),
    keras.layers.Dense(3, activation="relu", name="dense1"),
    keras.layers.Dense(1, activation="linear", name="dense2"),
])

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

model.get_layer("dense1").set_weights([kernel1, bias1])
model.get_layer("dense2").set_weights([kernel2, bias2])

model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.01), loss="mse")
model.fit(x, y, batch_size=256, epochs=3000, shuffle=False, verbose=0)

print("loss", model.evaluate(x, y, batch_size=len(x), verbose=0))
