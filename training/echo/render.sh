#!/bin/sh
# Writes what the canceller makes of lines with an echo, and tabulates it: training/echo/render.sh FOLDER
exec "$(dirname "$0")/../media.sh" EchoMain "$1"
