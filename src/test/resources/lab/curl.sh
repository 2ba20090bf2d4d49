#!/bin/sh
# The host's curl; it asks nothing yet while a fault is switched on.
lab=@LAB@
real=/usr/bin/curl
[ -x "$real" ] || real=/usr/local/bin/curl
while [ -e "$lab/faults/slow-curl" ]; do
  sleep 0.2
done
exec "$real" "$@"
