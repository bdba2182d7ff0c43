"""What Parley makes up for lost packets (Concealer.java; ITU-T G.711, Appendix I), a gap at a time."""

import numpy as np


class Concealer:
    def __init__(self, rate: int):
        millis = rate // 1000
        self.shortest, self.longest = 3 * millis, 15 * millis  # periods, in samples
        self.correlated, self.stage = 8 * millis, 10 * millis
        self.silent_after, self.seam, self.millis = 60 * millis, millis // 2, millis
        self.memory = 3 * self.longest + self.longest // 4

    def repair(self, samples: np.ndarray, frame: int, lost: np.ndarray) -> np.ndarray:
        """`lost` [frames]: which frames of so many samples did not arrive. A copy with something in their place."""
        out = samples.astype(np.float64)
        number = 0
        while number < len(lost):
            if not lost[number]:
                number += 1
                continue
            end = number
            while end < len(lost) and lost[end]:
                end += 1
            self._fill(out, number * frame, min(end * frame, len(out)))
            number = end
        return out

    def _fill(self, out: np.ndarray, begin: int, end: int):
        past = np.zeros(self.memory)
        known = min(begin, self.memory)
        past[self.memory - known :] = out[begin - known : begin]
        gap = end - begin
        pitch = self._pitch(past)
        longer = max(0, (gap - 1) // self.stage) * 2 * self.millis
        overlap = min(len(out) - end, self.stage, pitch // 4 + longer)
        made = self._made_up(past, pitch, gap + overlap)
        out[begin:end] = made[:gap]
        weight = np.arange(1, overlap + 1) / (overlap + 1)
        out[end : end + overlap] = out[end : end + overlap] * weight + made[gap:] * (1 - weight)

    def _pitch(self, past: np.ndarray) -> int:
        """The lag at which the last 8 ms look most like what came before."""
        last = past[-self.correlated :]
        lags = np.arange(self.shortest, self.longest + 1)
        before = np.lib.stride_tricks.sliding_window_view(past[:-1], self.correlated)
        before = before[len(past) - self.correlated - lags]
        return int(lags[np.argmax(before @ last / np.sqrt(1 + (before**2).sum(1)))])

    def _made_up(self, past: np.ndarray, pitch: int, count: int) -> np.ndarray:
        quarter, place, made = pitch // 4, 0, np.zeros(count)
        for periods in (1, 2, 3):
            begin = (periods - 1) * self.stage
            if begin >= count:
                break
            stretch = count - begin if periods == 3 else min(self.stage, count - begin)
            loop, old = self._loop(past, pitch, periods), place
            now = loop[(place + np.arange(stretch)) % len(loop)]
            if periods > 1:
                # The old line, unblended, fades into the new one.
                before = past[len(past) - (periods - 1) * pitch :]
                n = min(quarter, stretch)
                weight = np.arange(1, n + 1) / (quarter + 1)
                now[:n] = now[:n] * weight + before[(old + np.arange(n)) % len(before)] * (1 - weight)
            made[begin : begin + stretch] = now
            place = (place + stretch) % len(loop)
        made[: self.seam] += (past[-1] - past[-1 - pitch]) * (1 - np.arange(1, self.seam + 1) / (self.seam + 1))[:count]
        fade = 1 - (np.arange(count) - self.stage) / (self.silent_after - self.stage)
        return made * np.clip(fade, 0, 1)

    @staticmethod
    def _loop(past: np.ndarray, pitch: int, periods: int) -> np.ndarray:
        """The last periods, their end blended into what lies before their beginning."""
        loop, quarter = past[-periods * pitch :].copy(), pitch // 4
        weight = np.arange(1, quarter + 1) / (quarter + 1)
        before = past[len(past) - periods * pitch - quarter :][:quarter]
        loop[-quarter:] = loop[-quarter:] * (1 - weight) + before * weight
        return loop
