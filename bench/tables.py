#!/usr/bin/env python3
"""Makes the tables of bench/README.md of what bench/figures.sh has measured: bench/tables.py FOLDER"""
import json
import pathlib
import sys

from measured import percent, summary, table

FOLDER = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "target/figures")


def pair(times):
    return f"{times['p50']} / {times['p95']}"


def sip(s):
    def row(who, run):
        return [who, run["calls"], run["failed"], run["retransmissions"], run["calls_per_s"],
                " / ".join(str(run["setup_ms"][p]) for p in ("p50", "p95", "p99")), run["cpu_ms_per_call"],
                run["sipp_cpu_ms_per_call"],
                " to ".join(f"{run[when]['rss_mb']} MB" for when in ("before", "after")),
                " to ".join(str(run[when]["threads"]) for when in ("before", "after"))]

    rows = [row("Parley", s["parley"])] + ([row("Kamailio", s["relay"])] if s["relay"] else [])
    heap = " to ".join(str(s["parley"][when]["heap_mb"]) for when in ("before", "after"))
    table("bench sip", ["", "calls", "failed", "retransmissions", "a second", "INVITE to 200, p50 / p95 / p99, ms",
                        "CPU ms a call", "SIPp's", "memory", "threads, processes"], rows)
    print(f"\nProcessor time {s['cpu_ratio']} times Kamailio's. Heap {heap} MB.")


def media(s):
    rows = []
    for level in s["levels"]:
        relay = level["relay"] or {}
        rows.append([level["calls"], percent(level["in_time"], 3), percent(level["machine_in_time"], 3),
                     level["late_ms"]["p99_9"], level["lost"],
                     percent(level["core"]), percent(level["core_per_call"], 3), level["rss_mb"],
                     percent(relay.get("core")), relay.get("rss_mb"), level["core_ratio"],
                     percent(level["far_late"], 3)])
    table("bench media", ["calls", "frames within 5 ms", "the machine itself", "late p99.9, ms", "lost", "of a core",
                          "a call", "MB", "rtpengine: of a core", "MB", "times its CPU", "far ends late"], rows)


def load(s):
    rows = []
    for level in s["levels"]:
        rows.append([level["calls_at_once"], pair(level["ear_to_ear_ms"]), f"{level['right']} of {level['answers']}",
                     level["cut_ins"], percent(level["late_steps"], 3), percent(level["machine_late"], 3),
                     f"{level['lane_wait_ms']['p50']} / {level['lane_wait_ms']['p99']}", level["core"],
                     level["callers_core"], level["pss_mb"], level["lines_taken"], level["refused"],
                     level["refused_ms"]["p95"], "yes" if level["holds"] else "no"])
    table("bench load", ["callers", "ear to ear p50 / p95, ms", "right", "cut-ins", "late frames", "the machine itself",
                         "waiting for a lane p50 / p99, ms", "server, cores", "callers, cores", "PSS, MB",
                         "calls carried", "refused (503)", "told after p95, ms", "holds"], rows)
    print(f"\nServed as they should be: {s['most']} at once (limit {s['limit']}).")


def latency(s):
    rows = [[level["calls_at_once"], pair(level["ear_to_ear_ms"]), pair(level["barge_in_ms"]),
             f"{level['right']} of {level['answers']}", level["cut_ins"], percent(level["late_steps"], 3),
             level["rss_mb"]] for level in s["levels"]]
    table("bench latency", ["calls at once", "ear to ear p50 / p95, ms", "barge-in p50 / p95, ms", "right", "cut-ins",
                            "late frames", "MB, telephones included"], rows)


def voices(s):
    rows = [[level["voices"], percent(level["late_share"], 3) if level["frames"] else None, pair(level["first_ms"]),
             pair(level["cached_first_ms"]), level["silence_ms"]["p50"], level["real_time_factor"], level["core"],
             percent(level["late_steps"], 3), "yes" if level["holds"] else "no"]
            for level in sorted(s["levels"], key=lambda level: level["voices"])]
    table("bench voices", ["voices", "late frames", "first sound p50 / p95, ms", "of kept prompts p50 / p95, ms",
                           "silence before it p50, ms", "real-time factor", "cores", "playing thread late", "holds"],
          rows)
    deaf = summary(FOLDER, "voices-deaf")
    print(f"\nMost voices at once: {s['most']}; with `--deaf`: {deaf['most'] if deaf else 'not measured'}.")


def understanding(clean, loss):
    def cells(score):
        return [percent(score["slots"]), percent(score["whole"]), percent(score["wrong"]),
                percent(score["asked_again"]), percent(score["cut_ins"]), pair(score["ear_to_ear_ms"])]

    bad = {one["set"]: one for one in loss["sets"]} if loss else {}
    rows = []
    for one in clean["sets"] + [dict(clean, set="all")]:
        rows.append([one["set"], one["turns"]] + cells(one))
        other = loss if one["set"] == "all" else bad.get(one["set"])
        if other:
            rows.append(["with " + " ".join(loss["impair"]), other["turns"]] + cells(other))
    table("bench understanding --virtual", ["set", "turns", "slots", "whole", "wrong", "asked again", "cut-ins",
                                            "ear to ear p50 / p95, ms"], rows)


def jmh():
    file = FOLDER / "jmh.json"
    if not file.exists():
        return
    rows = []
    for one in json.loads(file.read_text()):
        params = " ".join(one.get("params", {}).values())
        metric = one["primaryMetric"]
        rows.append([".".join(one["benchmark"].split(".")[-2:]), params, f"{metric['score']:.3f}",
                     f"{metric['scoreError']:.3f}" if metric["scoreError"] != "NaN" else None, metric["scoreUnit"]])
    table("bench/jmh", ["", "", "score", "±", "unit"], rows)


for measured, show in (("sip", sip), ("media", media), ("load", load), ("latency", latency),
                       ("voices", voices)):
    found = summary(FOLDER, measured)
    if found:
        show(found)
    else:
        print(f"\n### bench {measured}\n\nnot measured")
if summary(FOLDER, "understanding"):
    understanding(summary(FOLDER, "understanding"), summary(FOLDER, "understanding-loss"))
jmh()
