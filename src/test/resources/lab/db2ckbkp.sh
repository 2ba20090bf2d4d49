#!/bin/bash
# Stand-in of Db2's image checker: the image is a PostgreSQL archive, which is read to its end. Takes one file.
if [ -z "${PGHOST:-}" ]; then
  . "${0%/*}/db2-files"
fi
[ $# = 1 ] && [ -r "$1" ] || { echo 'Usage: db2ckbkp <filename>'; exit 20; }
printf '\n[1] Buffers processed: '
export LC_ALL=C
if reason=$(pg_restore -f /dev/null "$1" 2>&1); then
  printf '####\n\nImage Verification Complete - successful.\n'
else
  printf '#\n\nERROR! %s\n\nImage Verification Complete - ERROR DETECTED: -1\n' "$reason"
  exit 1
fi
