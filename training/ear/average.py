"""A mean of weights: adapted alone, clean speech suffers.

    python training/ear/average.py --to half.pt original=0.5 adapted=0.5

Names are of data/ear/models, or `original`, or `pack` for what models/ear-en holds now. The shares must add up to 1.
"""

import argparse

import torch

import shipped
from places import MODELS, PACK, RECOVERED


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--to", required=True, help="name of a file in data/ear/models")
    options.add_argument("parts", nargs="+", metavar="NAME=SHARE")
    chosen = options.parse_args()
    shares = {name: float(share) for name, share in (part.split("=") for part in chosen.parts)}
    MODELS.mkdir(parents=True, exist_ok=True)
    torch.save(mean([(weights(name), share) for name, share in shares.items()]), MODELS / chosen.to)
    print(f"written: {MODELS / chosen.to}")


def mean(parts: list[tuple[dict, float]]) -> dict:
    total = sum(share for _, share in parts)
    if abs(total - 1) > 1e-6:
        raise SystemExit(f"shares: found a sum of {total:g}, expected 1")
    return {name: sum(share * state[name] for state, share in parts) for name in parts[0][0]}


def weights(name: str) -> dict:
    """The network's state by name: original, pack, or a file of data/ear/models with or without .pt."""
    original = torch.load(RECOVERED / "original.pt", weights_only=True)
    if name == "original":
        return original
    if name == "pack":
        return shipped.weights_of(PACK / "ear.onnx", original)
    file = MODELS / (name if name.endswith(".pt") else f"{name}.pt")
    if not file.exists():
        raise SystemExit(f"{file} is missing: expected original, pack or the name of a training")
    kept = torch.load(file, map_location="cpu", weights_only=True)
    return kept.get("ear", kept)


if __name__ == "__main__":
    main()
