"""Golden trajectories of optimisers that the libraries themselves step: Keras' and PyTorch's own classes, in float64.

    pip install torch==2.13 keras==3.15.1
    KERAS_BACKEND=torch python tests/oracles/make.py

writes the files named below beside this one, from the tables and first weights of optimizer-keras-adam-<activation>.json.
"""

import json
from pathlib import Path

import keras
import numpy as np
import torch

HERE = Path(__file__).parent
STEPS = [0, 1, 2, 3, 5, 10, 20, 50, 100]

# name, library, optimiser as in a study, its class
CASES = [
    ("keras-ftrl", "keras", "ftrl", {"learning_rate": 0.2}, keras.optimizers.Ftrl),
    (
        "keras-ftrl-penalties",
        "keras",
        "ftrl",
        {
            "learning_rate": 0.2,
            "learning_rate_power": -0.7,
            "beta": 0.1,
            "l1_regularization_strength": 0.002,
            "l2_regularization_strength": 0.001,
            "l2_shrinkage_regularization_strength": 0.001,
        },
        keras.optimizers.Ftrl,
    ),
    ("keras-lamb", "keras", "lamb", {"learning_rate": 0.02}, keras.optimizers.Lamb),
    ("torch-asgd", "torch", "asgd", {"lr": 0.05}, torch.optim.ASGD),
    (
        "torch-asgd-decay",
        "torch",
        "asgd",
        {"lr": 0.05, "lambd": 0.01, "alpha": 0.6},
        torch.optim.ASGD,
    ),
]


def trajectory(base, library, make, params, dtype):
    """Losses [step][run] and last parameters [run][parameter]."""
    torch.set_default_dtype(getattr(torch, dtype))
    keras.config.set_floatx(dtype)
    x, y = (torch.tensor(np.array(base[name], dtype=dtype)) for name in ("x", "y"))
    activations = {"linear": lambda z: z, "relu": torch.relu, "tanh": torch.tanh}
    losses, final = [], []
    for row in base["initial"]:
        parts, at = [], 0
        for layer in base["layers"]:
            for shape in ((layer["in"], layer["out"]), (layer["out"],)):
                size = int(np.prod(shape))
                parts.append(np.array(row[at : at + size], dtype=dtype).reshape(shape))
                at += size
        if library == "keras":
            variables = [keras.Variable(part, dtype=dtype) for part in parts]
            tensors = [variable.value for variable in variables]
            optimizer = make(**params)
            optimizer.build(variables)
        else:
            tensors = [torch.tensor(part, requires_grad=True) for part in parts]
            optimizer = make(tensors, **params)

        def loss():
            h = x
            for index, layer in enumerate(base["layers"]):
                h = h @ tensors[2 * index] + tensors[2 * index + 1]
                h = activations[layer["activation"]](h)
            return ((h - y) ** 2).mean()

        told = []
        for step in range(STEPS[-1] + 1):
            now = loss()
            if step in STEPS:
                told.append(now.item())
            if step == STEPS[-1]:
                break
            gradients = torch.autograd.grad(now, tensors)
            if library == "keras":
                optimizer.apply([gradient.detach() for gradient in gradients], variables)
                tensors = [variable.value for variable in variables]
            else:
                for tensor, gradient in zip(tensors, gradients):
                    tensor.grad = gradient
                optimizer.step()
        losses.append(told)
        final.append(np.concatenate([tensor.detach().numpy().ravel() for tensor in tensors]))
    return np.array(losses, dtype="float64").T, np.array(final, dtype="float64")


def nine(value):
    return float(f"{value:.9g}")


for name, library, optimizer, params, make in CASES:
    for activation in ("relu", "tanh"):
        base = json.loads((HERE / f"optimizer-keras-adam-{activation}.json").read_text())
        losses, final = trajectory(base, library, make, params, "float64")
        rough, _ = trajectory(base, library, make, params, "float32")
        error = np.max(np.abs(rough - losses) / np.abs(losses), axis=1)
        case = {
            **base,
            "name": f"optimizer-{name}-{activation}",
            "optimizer": {"library": library, "name": optimizer, "params": params},
            "lossAt": {str(s): [nine(v) for v in row] for s, row in zip(STEPS, losses)},
            "finalParameters": [[nine(v) for v in row] for row in final],
            "float32RelativeError": {str(s): nine(v) for s, v in zip(STEPS, error)},
            "source": f"{library}'s own optimiser, tests/oracles/make.py",
        }
        path = HERE / f"{case['name']}.json"
        path.write_text(json.dumps(case, separators=(",", ":")) + "\n")
        print(path.name, losses[-1].min(), losses[-1].max())
