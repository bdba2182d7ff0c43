#!/bin/sh
# Runs one of the media module's programs for judges, which writes into a folder: training/media.sh CLASS FOLDER
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
cd "$root"
mvn -q test-compile dependency:build-classpath -pl media -am -Dmdep.outputFile="$out/classpath"
java -Dparley.home="$root" -cp "media/target/test-classes:media/target/classes:$(cat "$out/classpath")" \
    "io.parley.media.$1" "$out"
