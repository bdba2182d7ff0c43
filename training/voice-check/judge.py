#!/usr/bin/env python3
"""Judges whether the voice is understood: what an independent recogniser hears of it, as on the telephone and before it.

    python3 training/voice-check/judge.py WAVS --whisper FOLDER

WAVS holds 00.wav, 01.wav, … (16 kHz, mono, 16 bit), one for each line of sentences.tsv. README.md says how both are made.
Prints every sentence that was misheard, and the share of wrong words (edit distance over the words that must be heard).
A number counts as right in whichever way the recogniser writes it: "47", "forty-seven"; "$18.05", "18 dollars and 5
cents".
"""

import argparse
import itertools
import pathlib
import re
import wave

import numpy
from num2words import num2words
from scipy.signal import resample_poly

HERE = pathlib.Path(__file__).resolve().parent
SAME = {
    "oh": "zero", "o": "zero", "ok": "okay", "dollars": "dollar", "cents": "cent", "ms": "miss", "mister": "mr",
    "st": "street", "dr": "doctor", "oz": "ounce", "lbs": "pounds", "cancelled": "canceled", "minus": "negative",
}
MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
CONTRACTED = (("i'm", "i am"), ("that's", "that is"), ("we're", "we are"), ("n't", " not"), ("it's", "it is"))


def cardinal(digits):
    return num2words(int(digits)).replace("-", " ").replace(",", "")


def words(text):
    """Lower-case words, spellings that mean the same made one, "and" left out."""
    text = text.lower().replace("’", "'")
    for short, full in CONTRACTED:
        text = text.replace(short, full)
    text = text.replace("p.m.", "p m").replace("a.m.", "a m").replace("pm", "p m").replace("@", " at ")
    text = re.sub(r"(?<=\d)\s?am\b", " a m", text)
    text = re.sub(r"\.(?=com\b)", " dot ", text)
    text = re.sub(rf"\b({MONTHS}) (\d\d?)\b(?!st|nd|rd|th)", r"\1 \2th", text)
    text = re.sub(r"[^a-z0-9$%.,:/'-]", " ", text).replace("'", "")
    text = re.sub(r"[.,:/-](?!\d)|(?<!\d)[.,:/]", " ", text)
    return [SAME.get(word, word) for word in text.split() if word != "and"]


def readings(token):
    """The ways in which a token that holds digits may have been said."""
    result = []
    money = re.fullmatch(r"-?\$([\d,]+)(?:\.(\d\d))?", token)
    if money:
        sign = "negative " if token.startswith("-") else ""
        whole = cardinal(money[1].replace(",", ""))
        result.append(sign + whole + " dollars" + (" " + cardinal(money[2]) + " cents" if money[2] else ""))
    ordinal = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", token)
    if ordinal:
        result.append(num2words(int(ordinal[1]), to="ordinal").replace("-", " "))
    percent = " percent" if token.endswith("%") else ""
    bare = token.replace("$", " ").replace("%", "").replace(",", "")
    decimal = re.fullmatch(r"(\d+)\.(\d+)", bare)
    if decimal:
        result.append(cardinal(decimal[1]) + " point " + " ".join(cardinal(d) for d in decimal[2]) + percent)
    runs = re.findall(r"\d+|[a-z]+", bare)
    ways = [
        [cardinal(r), " ".join(cardinal(d) for d in r)] + ([cardinal(r[:-2]) + " " + cardinal(r[-2:])] if len(r) > 2 else [])
        if r.isdigit() else [r, " ".join(r)] for r in runs]
    result += [" ".join(way) + percent for way in itertools.islice(itertools.product(*ways), 200)]
    return [" ".join(words(reading)) for reading in result]


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def errors(expected, heard):
    """Wrong words, each token of the heard text in the reading that fits best; words run together count as right."""
    target = words(expected)
    tokens = [readings(t) if re.search(r"\d", t) else [t, " ".join(t)] if len(t) < 4 else [t] for t in words(heard)]
    choice = [0] * len(tokens)

    def text():
        return " ".join(options[i] for options, i in zip(tokens, choice)).split()

    best = distance(target, text())
    for _ in range(2):
        for k, options in enumerate(tokens):
            kept = choice[k]
            for i in range(len(options)):
                choice[k] = i
                found = distance(target, text())
                if found < best:
                    best, kept = found, i
            choice[k] = kept
    return (0 if "".join(target) == "".join(text()) else best), len(target)


def read(path):
    with wave.open(str(path)) as file:
        assert file.getframerate() == 16000 and file.getnchannels() == 1, path
        return numpy.frombuffer(file.readframes(file.getnframes()), "<i2").astype(numpy.float32) / 32768


def telephone(samples):
    """8 kHz, mu-law (G.711) and back."""
    narrow = numpy.clip(resample_poly(samples, 1, 2), -1, 1)
    code = numpy.round((numpy.sign(narrow) * numpy.log1p(255 * abs(narrow)) / numpy.log(256) + 1) / 2 * 255) / 255 * 2 - 1
    return resample_poly(numpy.sign(code) * (256 ** abs(code) - 1) / 255, 2, 1).astype(numpy.float32)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("wavs", type=pathlib.Path)
    parser.add_argument("--whisper", required=True, help="folder of the CTranslate2 model")
    arguments = parser.parse_args()
    from faster_whisper import WhisperModel
    model = WhisperModel(arguments.whisper, device="cpu", compute_type="int8", cpu_threads=1)
    lines = [l.split("\t") for l in (HERE / "sentences.tsv").read_text().splitlines() if l and not l.startswith("#")]
    for name, channel in (("telephone", telephone), ("16 kHz", lambda samples: samples)):
        wrong = total = 0
        for i, (_, expected) in enumerate(lines):
            silence = numpy.zeros(5000, numpy.float32)  # as in a call, where nobody speaks at once
            samples = channel(numpy.concatenate([silence, read(arguments.wavs / f"{i:02d}.wav"), silence]))
            segments, _ = model.transcribe(
                samples, language="en", beam_size=5, condition_on_previous_text=False, without_timestamps=True)
            heard = " ".join(segment.text.strip() for segment in segments)
            mistakes, count = errors(expected, heard)
            wrong, total = wrong + mistakes, total + count
            if mistakes:
                print(f"  {i:02d} {mistakes} wrong: {expected} | {heard}")
        print(f"{name}: {wrong} of {total} words wrong, {wrong / total:.2%}", flush=True)


if __name__ == "__main__":
    main()
