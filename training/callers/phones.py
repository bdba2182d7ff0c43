"""English and Spanish text to the teacher's phonemes: espeak-ng's IPA in the spelling that the teacher was trained on (misaki)."""

import ctypes
import json
import re
from pathlib import Path

import espeakng_loader

AMERICAN, BRITISH, SPANISH = "en-us", "en", "es"
AUDIO_RETRIEVAL, UTF8, IPA_WITH_TIE = 1, 1, 0x02 | 0x80 | (ord("^") << 8)
PUNCTUATION = ",.!?;:—…"

# espeak-ng's sequences (tied by ^) and the single letters that misaki writes for them; longest first.
COMMON = [
    ("ʔˌn\u0329", "ʔn"), ("ʔn\u0329", "ʔn"), ("a^ɪ", "I"), ("a^ʊ", "W"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("t^ʃ", "ʧ"),
    ("ɔ^ɪ", "Y"), ("ə^l", "ᵊl"), ("ʲo", "jo"), ("ʲə", "jə"), ("ʲ", ""), ("ɚ", "əɹ"), ("r", "ɹ"), ("x", "k"),
    ("ç", "k"), ("ɐ", "ə"), ("ɬ", "l"), ("\u0303", ""),
]
AMERICAN_ONLY = [("o^ʊ", "O"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɪə", "iə"), ("ː", "")]
BRITISH_ONLY = [("e^ə", "ɛː"), ("i^ə", "ɪə"), ("iə", "ɪə"), ("ə^ʊ", "Q")]
LAST = [("e", "A"), ("o", "ɔ"), ("ɾ", "T"), ("ʔ", "t"), ("^", "")]


SPANISH_ALL = [("a^ɪ", "I"), ("a^ʊ", "W"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("t^ʃ", "ʧ"), ("ɔ^ɪ", "Y"), ("^", ""), ("-", "")]


class Phones:
    """One espeak-ng for the process (its state is global); not thread-safe."""

    def __init__(self, vocabulary: Path):
        self.vocabulary = json.loads(vocabulary.read_text())
        self._espeak = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        if self._espeak.espeak_Initialize(AUDIO_RETRIEVAL, 0, data, 0) < 0:
            raise OSError(f"espeak-ng did not start with its data in {data.decode()}")
        self._espeak.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self._accent = None

    def tokens(self, text: str, accent: str) -> list[int]:
        """Token numbers without the two edge tokens; a character the teacher does not know is left out."""
        return [self.vocabulary[c] for c in self.spell(text, accent) if c in self.vocabulary]

    def spell(self, text: str, accent: str) -> str:
        """Clause by clause, because espeak-ng drops punctuation, which the teacher needs for its pauses.

        Phonemes in brackets are taken as they are: "can I get [ə]… latte".
        """
        spelled = ""
        for part in re.split(rf"([{PUNCTUATION}]+(?=\s|$)|\[[^]]*\])", text):
            if re.fullmatch(rf"[{PUNCTUATION}]+", part):
                spelled = spelled.rstrip() + part[0]
            elif part.startswith("["):
                spelled += (" " if spelled else "") + part[1:-1]
            elif part.strip():
                spelled += (" " if spelled else "") + misaki(self._ipa(part.strip(), accent), accent)
        return re.sub(r"\s+", " ", spelled)

    def _ipa(self, clause: str, accent: str) -> str:
        if accent != self._accent:
            if self._espeak.espeak_SetVoiceByName(accent.encode()) != 0:
                raise OSError(f"espeak-ng has no voice {accent}")
            self._accent = accent
        rest, pieces = ctypes.c_char_p(clause.encode()), []
        while rest.value:
            piece = self._espeak.espeak_TextToPhonemes(ctypes.byref(rest), UTF8, IPA_WITH_TIE)
            pieces.append(piece.decode())
        return re.sub(r"\([a-z-]+\)", "", " ".join(pieces)).strip()


def misaki(ipa: str, accent: str) -> str:
    if accent == SPANISH:
        return replaced(ipa, SPANISH_ALL)
    ipa = replaced(ipa, COMMON)
    ipa = re.sub("(\\S)\u0329", r"ᵊ\1", ipa).replace("\u0329", "")
    return replaced(replaced(ipa, BRITISH_ONLY if accent == BRITISH else AMERICAN_ONLY), LAST)


def replaced(text: str, pairs) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text
