#!/bin/sh
# Fills the directory $1 with names and kinds that archivers get wrong.
set -e
LC_ALL=C
export LC_ALL
mkdir -p "$1"
cd "$1"
echo spaces > 'with two  spaces'
echo quotes > "it's \"quoted\""
echo dollar > '$HOME;`id`&|<>'
echo backslash > 'back\slash'
echo dash > ./-rf
echo star > '*?[a-z]'
printf 'x\n' > "$(printf 'line\nbreak')"
printf 'x\n' > "$(printf 'tab\there')"
printf 'x\n' > "$(printf 'umlaut-\303\244\303\266\303\274')"
printf 'x\n' > "$(printf 'decomposed-a\314\210')"
printf 'x\n' > "$(printf 'latin1-\344\366\374')"
printf 'x\n' > "$(printf 'kanji-\346\226\207\345\255\227')"
: > empty-file
mkdir -p empty-directory 'directory with space/inner'
long=$(printf '%0250d' 0)
echo long > "$long"
deep=.
i=0
while [ $i -lt 12 ]; do deep=$deep/a-directory-with-quite-a-long-name-$i; i=$((i + 1)); done
mkdir -p "$deep"
echo deep > "$deep/at the bottom"
echo target > hard-1
ln hard-1 hard-2
ln -s hard-1 link-relative
ln -s /no/such/target link-dangling
ln -s . link-to-itself
ln -s "$(printf '%0200d' 1)" link-long-target
echo secret > mode-0600; chmod 0600 mode-0600
echo setuid > mode-4755; chmod 4755 mode-4755
echo readonly > mode-0400; chmod 0400 mode-0400
mkdir -p sticky; chmod 1777 sticky
mkdir -p setgid; chmod 2775 setgid
echo old > mtime-1985; touch -d '1985-10-26 01:21:00 UTC' mtime-1985
echo nanos > mtime-nanoseconds; touch -d '2026-02-03 04:05:06.123456789 UTC' mtime-nanoseconds
dd if=/dev/zero of=sparse bs=1 count=1 seek=16777215 status=none
printf 'data in the middle' | dd of=sparse bs=4096 seek=1000 conv=notrunc status=none
if [ "$(id -u)" = 0 ]; then
  echo owner > owner-1234; chown 1234:4321 owner-1234
  chown -h 1234:4321 link-dangling
fi
