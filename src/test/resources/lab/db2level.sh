#!/bin/bash
# Stand-in of db2level.
[ $# = 0 ] || { echo 'Usage: db2level'; exit 1; }
cat <<'TEXT'
DB21085I  This instance or install (instance name, where applicable:
"db2inst1") uses "64" bits and DB2 code release "SQL11059" with level
identifier "060A010F".
Informational tokens are "DB2 v11.5.9.0", "stand-in on PostgreSQL",
"DYN0000000000AMD64", and Fix Pack "0".
Product is installed at "/opt/ibm/db2/V11.5".
TEXT
