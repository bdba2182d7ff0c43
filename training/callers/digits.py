"""One digit, said alone."""

from turns import Piece, Turn

WORDS = "zero one two three four five six seven eight nine".split()


def digit(number: int, word: str | None = None) -> Turn:
    said = word or WORDS[number]
    return Turn("digit", said, [Piece(said + ".", carrier="the number is")], {"digit": str(number)})
