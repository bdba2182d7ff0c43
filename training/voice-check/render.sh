#!/bin/sh
# Renders the sentences with the Java code: training/voice-check/render.sh FOLDER [STYLE]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$root"
mvn -q test-compile dependency:build-classpath -pl agent -am -Dmdep.outputFile="$out/classpath"
grep -v '^#' training/voice-check/sentences.tsv | cut -f1 > "$out/sentences.txt"
java -cp "agent/target/test-classes:agent/target/classes:$(cat "$out/classpath")" \
    io.parley.agent.voice.SayMain models/voice-en "$out/sentences.txt" "$out" "${2:-neutral}"
