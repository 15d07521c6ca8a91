#!/bin/sh
# Runs a command: what it says is kept in LOG, and shown when it fails.
# usage: quietly.sh LOG COMMAND...
log=$1
shift
"$@" >"$log" 2>&1 || { status=$?; cat "$log"; exit $status; }
