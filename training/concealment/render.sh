#!/bin/sh
# Writes what the Java code makes of lost packets: training/concealment/render.sh FOLDER
exec "$(dirname "$0")/../media.sh" ConcealMain "$1"
