#!/usr/bin/env python3
"""Makes the tables of docs/hearing.md of what bench/hearing.sh has measured: bench/hearing_tables.py FOLDER"""
import pathlib
import sys

from measured import percent, summary, table

FOLDER = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "target/hearing")


def times(of):
    return None if of["p50"] is None else " / ".join(f"{of[name]:.0f}" for name in ("p50", "mean", "p95"))


def engines(told):
    return told["engines"] if "engines" in told else [told]


def understood(told):
    rows = []
    for one in sorted(told["sets"], key=lambda one: one["set"]):
        if one["counts"]["telling_values"] and "floor" not in one:
            rows.append([one["set"], one["engine"], one["turns"], percent(one["slots"]), percent(one["whole"]),
                         percent(one["wrong"]), percent(one["asked_again"]), times(one["ear_to_ear_ms"])])
    return "Understood", ["set", "engine", "turns", "slots", "whole", "wrong", "asked again",
                         "ear to ear p50 / mean / p95, ms"], rows


def rejected(told):
    rows = [[one["set"], one["engine"], one["counts"]["to_reject"], percent(one["rejected"])]
            for one in told["sets"] if one["counts"]["to_reject"]]
    return "None of the agent's business", ["set", "engine", "turns", "rejected"], rows


def floors(told):
    rows = []
    for one in sorted(told["sets"], key=lambda one: one["set"]):
        floor = one.get("floor")
        if floor:
            rows.append([one["set"], one["engine"],
                         f"{floor['taken']} of {floor['interruptions']}" if floor["interruptions"] else None,
                         f"{floor['yields']} of {floor['others']}" if floor["others"] else None,
                         floor["paused"] if floor["others"] else None, times(floor["silent_ms"]), floor["missed"]])
    return "Spoken into", ["set", "engine", "interruptions taken", "yields to what is none", "silent for a moment",
                          "silent after p50 / mean / p95, ms", "began too late"], rows


def ends(told):
    rows = []
    for one in told["sets"]:
        end = one["end_of_turn"]
        hesitating = end["hesitating"]
        if hesitating["turns"]:
            rows.append([one["set"], one["engine"], hesitating["turns"], hesitating["pauses"],
                         hesitating["pauses_taken"], percent(hesitating["early"]), percent(hesitating["cut_ins"]),
                         times(end["commit_ms"])])
    return "Hesitating callers", ["set", "engine", "callers", "pauses", "pauses taken", "taken early", "cut in on",
                                 "committed p50 / mean / p95, ms"], rows


def costs(told):
    rows = [[one["engine"], one["turns"], one["cpu_ms_per_call_s"]] for one in engines(told)]
    return "Cost", ["engine", "calls", "CPU ms for a second of a call"], rows


for name, shows in (("hearing", (understood, rejected, floors, ends)), ("cost", (costs,))):
    found = summary(FOLDER, name)
    for show in shows if found else ():
        title, head, rows = show(found)
        if rows:
            table(title, head, rows)
if (FOLDER / "end-of-turn.md").exists():
    print("\n### End of turn\n\n" + (FOLDER / "end-of-turn.md").read_text().rstrip())
