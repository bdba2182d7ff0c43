#!/bin/sh
# Writes what the canceller makes of lines with an echo, and tabulates it: training/echo/render.sh FOLDER
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$root"
mvn -q test-compile dependency:build-classpath -pl media -am -Dmdep.outputFile="$out/classpath"
java -Dparley.home="$root" -cp "media/target/test-classes:media/target/classes:$(cat "$out/classpath")" \
    io.parley.media.EchoMain "$out"
