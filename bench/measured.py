"""What bench/tables.py and bench/hearing_tables.py have in common: summaries of measurements in, tables in Markdown out."""
import json
import pathlib


def summary(folder: pathlib.Path, name: str):
    """The last line of a measurement; None where it was not taken."""
    file = folder / (name + ".jsonl")
    lines = file.read_text().splitlines() if file.exists() else []
    last = json.loads(lines[-1]) if lines else {}
    return last if last.get("event") == "summary" else None


def table(title, head, rows):
    print(f"\n### {title}\n")
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join("" if cell is None else str(cell) for cell in row) + " |")


def percent(share, digits=1):
    return None if share is None else f"{100 * share:.{digits}f} %"
