"""The ear's network: Kaldi's factored TDNN as Vosk's small English model has it, with explicit state.

One code for training (a whole recording at once) and for the exported graph (60 ms at once): what a layer wants of the
frames before is state that goes in and comes out, zero at the start of a call. What it wants of frames to come is had by
being late: row t + LAG_ROWS belongs to time t. Batch norms are constants.

Povey et al., "Semi-Orthogonal Low-Rank Matrix Factorization for Deep Neural Networks", Interspeech 2018.
"""

import torch
from torch import nn
from torch.nn import functional

import kaldi

COEFFICIENTS = 40
PDFS = 2192
WIDTH, BOTTLENECK = 640, 96
TICK_FRAMES, TICK_ROWS = 6, 2
STRIDE = 3  # MFCC frames of a row
LAG_ROWS = 5
CONTEXT_FRAMES = 4  # of MFCC: differences reach two frames to either side
BYPASS = 0.75
LAYERS = range(2, 13)
LOOKING_AHEAD = (2, 3, 4, 6, 7, 8)
STANDING_ALONE = (5,)
THINNING = 4  # gives one frame in three


class Norm(nn.Module):
    """Batch norm with the statistics it was trained with."""

    def __init__(self, width: int):
        super().__init__()
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("scale", torch.ones(width))

    def forward(self, x):
        return (x - self.mean) * self.scale


class Factored(nn.Module):
    """Into a bottleneck from this frame and the one before, out of it to this frame from the next one as well."""

    def __init__(self, number: int):
        super().__init__()
        self.number = number
        self.back, self.ahead = number not in STANDING_ALONE, number in LOOKING_AHEAD
        self.narrow = nn.Linear(WIDTH * (1 + self.back), BOTTLENECK, bias=False)
        self.widen = nn.Linear(BOTTLENECK * (1 + self.ahead), WIDTH)
        self.norm = Norm(WIDTH)

    def states(self) -> dict[str, tuple[int, int]]:
        shapes = {f"s_h{self.number}": (1, WIDTH)} if self.back else {}
        return shapes | ({f"s_y{self.number}": (1, BOTTLENECK)} if self.ahead else {})

    def forward(self, x, state: dict, following: dict):
        residual, y = x, x
        if self.back:
            x, y = self._with_last(x, f"s_h{self.number}", state, following)
        y = self.narrow(y)
        if self.ahead:
            residual = x[:, :-1]
            _, y = self._with_last(y, f"s_y{self.number}", state, following)
        if self.number == THINNING:
            residual, y = residual[:, ::STRIDE], y[:, ::STRIDE]
        return BYPASS * residual + self.norm(functional.relu(self.widen(y)))

    @staticmethod
    def _with_last(x, name, state, following):
        """x with the last frame of the chunk before in front, and every frame beside the one before it."""
        following[name] = x[:, -1:]
        longer = torch.cat([_like(state[name], x), x], 1)
        return longer, torch.cat([longer[:, :-1], longer[:, 1:]], 2)


class Ear(nn.Module):
    """MFCC [batch, frames, 40] to log-likelihoods [batch, frames / 3, 2192], frames a multiple of 6."""

    def __init__(self):
        super().__init__()
        self.input_norm = Norm(3 * COEFFICIENTS)
        self.first = nn.Linear(3 * COEFFICIENTS, WIDTH)
        self.first_norm = Norm(WIDTH)
        self.layers = nn.ModuleList(Factored(number) for number in LAYERS)
        self.last = nn.Linear(WIDTH, 192, bias=False)
        self.head = nn.Linear(192, WIDTH)
        self.head_norm = Norm(WIDTH)
        self.head_narrow = nn.Linear(WIDTH, 192, bias=False)
        self.head_narrow_norm = Norm(192)
        self.output = nn.Linear(192, PDFS)

    def states(self) -> dict[str, tuple[int, int]]:
        """Names and shapes without the batch, in the order of the graph's inputs."""
        shapes = {"s_in": (CONTEXT_FRAMES, COEFFICIENTS)}
        for layer in self.layers:
            shapes |= layer.states()
        return shapes

    def start(self, batch: int, device=None) -> dict:
        return {name: torch.zeros(batch, *shape, device=device) for name, shape in self.states().items()}

    def forward(self, mfcc, state: dict | None = None):
        """The log-likelihoods and the state to go on with."""
        following = {}
        hidden = self.hidden(mfcc, state or self.start(len(mfcc), mfcc.device), following)
        return self.likelihoods(hidden), following

    def hidden(self, mfcc, state: dict, following: dict):
        """What the last layer makes of it. `following` receives the new state."""
        h = self.first_norm(functional.relu(self.first(self.input_norm(self._differences(mfcc, state, following)))))
        for layer in self.layers:
            h = layer(h, state, following)
        return h

    def likelihoods(self, hidden):
        return self.likelihoods_of(self.last(hidden))

    def likelihoods_of(self, embedding):
        """Of the last bottleneck, which TURN takes as well."""
        h = self.head_norm(functional.relu(self.head(embedding)))
        return self.output(self.head_narrow_norm(self.head_narrow(h)))

    @staticmethod
    def _differences(mfcc, state, following):
        """Each frame with its first and second differences; two frames late."""
        longer = torch.cat([state["s_in"], mfcc], 1)
        following["s_in"] = longer[:, -CONTEXT_FRAMES:]
        before2, before, now, after, after2 = (
            longer[:, n : n - CONTEXT_FRAMES or None] for n in range(CONTEXT_FRAMES + 1)
        )
        return torch.cat([now, after - before, before2 + after2 - 2 * now], 2)

    @staticmethod
    def weights_of(model: kaldi.Model) -> dict:
        """The state of this module from Kaldi's components. The i-vector is zero here, so its columns are left out."""
        parts, state = model.components, {}

        def linear(name, component, columns=None):
            state[f"{name}.weight"] = torch.from_numpy(component.weight[:, :columns].copy())
            if component.bias is not None:
                state[f"{name}.bias"] = torch.from_numpy(component.bias)

        def norm(name, component):
            state[f"{name}.mean"] = torch.from_numpy(component.mean.copy())
            state[f"{name}.scale"] = torch.from_numpy(component.scale.copy())

        norm("input_norm", parts["delta"])
        linear("first", parts["tdnn1.affine"], 3 * COEFFICIENTS)
        norm("first_norm", parts["tdnn1.batchnorm"])
        for index, number in enumerate(LAYERS):
            linear(f"layers.{index}.narrow", parts[f"tdnnf{number}.linear"])
            linear(f"layers.{index}.widen", parts[f"tdnnf{number}.affine"])
            norm(f"layers.{index}.norm", parts[f"tdnnf{number}.batchnorm"])
        linear("last", parts["prefinal-l"])
        linear("head", parts["prefinal-chain.affine"])
        norm("head_norm", parts["prefinal-chain.batchnorm1"])
        linear("head_narrow", parts["prefinal-chain.linear"])
        norm("head_narrow_norm", parts["prefinal-chain.batchnorm2"])
        linear("output", parts["output.affine"])
        return state


def _like(state, x):
    """In mixed precision the frames may be of less precision than the state is kept in."""
    return state if state.dtype == x.dtype else state.to(x.dtype)


def rows_of(frames: int) -> int:
    """How many rows of 30 ms so many MFCC frames are."""
    return -(-frames // STRIDE)


def framed(mfcc, rows: int | None = None):
    """MFCC as the ear takes it: the first frame once more in front (the stride of three starts after five frames of
    look-ahead), the last one repeated until the rows of all frames have come out, and up to a whole tick."""
    wanted = STRIDE * ((rows or rows_of(mfcc.shape[1])) + LAG_ROWS)
    wanted += -wanted % TICK_FRAMES
    missing = wanted - 1 - mfcc.shape[1]
    return torch.cat([mfcc[:, :1], mfcc[:, :wanted - 1], mfcc[:, -1:].expand(-1, max(missing, 0), -1)], 1)


def listen(net: Ear, mfcc):
    """Log-likelihoods of a whole recording from its start: row t belongs to frames 3 t to 3 t + 2."""
    rows = rows_of(mfcc.shape[1])
    return net(framed(mfcc))[0][:, LAG_ROWS : LAG_ROWS + rows]
