#!/bin/sh
# The host's tar, unless a fault is switched on.
lab=@LAB@
real=/usr/bin/tar
[ -x "$real" ] || real=/bin/tar
create=no
for word in "$@"; do
  case $word in
    --create|-c*|c*f*|-[!-]*c*) create=yes ;;
  esac
done
if [ -e "$lab/faults/old-tar" ]; then
  echo "tar: unknown option" >&2
  exit 1
fi
if [ "$create" = yes ] && [ -e "$lab/faults/disk-error" ]; then
  "$real" "$@" | head -c 65536
  echo "tar: files: Read error at byte 65536, while reading 10240 bytes: Input/output error" >&2
  exit 2
fi
if [ "$create" = yes ] && [ -e "$lab/faults/slow-tar" ]; then
  "$real" "$@" | while dd bs=16384 count=1 iflag=fullblock status=none of="$lab/run/slow.$$" && [ -s "$lab/run/slow.$$" ]; do
    cat "$lab/run/slow.$$"
    [ -e "$lab/faults/slow-tar" ] && sleep 0.2
  done
  rm -f "$lab/run/slow.$$"
  exit 0
fi
exec "$real" "$@"
