#!/bin/bash
# Stand-in of Db2's command line processor. Data, connections and images are a real PostgreSQL's; databases have the same
# names there. Refuses every word that it does not understand. Environment: LAB_HOME, LAB_HOST, PGHOST, PGPORT, PGUSER.
# Faults: database-tool-fails, database-success-text-exit-1, database-failure-text-exit-0, image-truncated,
# connections-linger.
export LC_ALL=C
instance=db2inst1
state="${LAB_HOME:?}/run/db2-connected-$PPID"

fault() { [ -e "$LAB_HOME/faults/$1" ]; }
note() {
  printf '{"id":"%s:%s","host":"%s","time":"%s","effect":"%s","target":"%s"}\n' \
    "$1" "$2" "${LAB_HOST:-db}" "$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)" "$1" "$2" >>"$LAB_HOME/ledger.jsonl"
}
sql() { psql -X -w -A -t -q -F ' ' -v ON_ERROR_STOP=1 -d postgres "$@"; }
say() { printf '%s\n' "$2"; exit "$1"; }
if [ -z "${PGHOST:-}" ]; then
  . "${0%/*}/db2-files"
fi
names() { sql -c "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate AND datname = upper(datname) ORDER BY 1"; }
known() { names | grep -qx -- "$1"; }
sessions() {
  sql -c "SELECT pid, coalesce(nullif(application_name, ''), 'db2jcc'), usename FROM pg_stat_activity WHERE datname = '$1' AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
}
syntax() { say 4 "SQL0104N  An unexpected token \"$1\" was found following \"BEGIN-OF-STATEMENT\".  Expected tokens may include:  \"<db2 command>\".  SQLSTATE=42601"; }
missing() { say 4 "SQL1013N  The database alias name or database name \"$1\" could not be found.  SQLSTATE=42705"; }

sql -c 'SELECT 1' >/dev/null 2>&1 || say 8 'SQL1032N  No start database manager command was issued.  SQLSTATE=57019'

line=$(printf '%s ' "$@" | tr -s ' ' | sed 's/ $//')
verb=$(printf '%s' "$line" | tr '[:upper:]' '[:lower:]')
case $verb in
  'list database directory' | 'list db directory')
    all=$(names)
    printf '\n System Database Directory\n\n Number of entries in the directory = %s\n' "$(printf '%s\n' "$all" | grep -c .)"
    i=0
    for name in $all; do
      i=$((i + 1))
      printf '\nDatabase %s entry:\n\n Database alias                       = %s\n Database name                        = %s\n' $i "$name" "$name"
      printf ' Local database directory             = /home/%s\n Database release level               = 14.00\n Comment                              =\n' $instance
      printf ' Directory entry type                 = Indirect\n Catalog database partition number    = 0\n'
    done
    printf '\nDatabase %s entry:\n\n Database alias                       = REMOTEDB\n Database name                        = REMOTEDB\n' $((i + 1))
    printf ' Node name                            = FARNODE\n Directory entry type                 = Remote\n\n'
    ;;
  'list applications for database '* | 'list applications for db '*)
    name=${line##* }
    name=${name^^}
    known "$name" || missing "$name"
    rows=$(sessions "$name")
    [ -n "$rows" ] || say 2 'SQL1611W  No data was returned by Database System Monitor.'
    printf '\nAuth Id  Application    Appl.      Application Id                                                 DB       # of\n'
    printf '         Name           Handle                                                                    Name    Agents\n'
    printf -- '-------- -------------- ---------- -------------------------------------------------------------- -------- -----\n'
    while read -r pid application user; do
      printf '%-8.8s %-14.14s %-10s %-62s %-8.8s %-5s\n' "${user^^}" "$application" "$pid" "127.0.0.1.$pid" "$name" 1
    done <<<"$rows"
    printf '\n'
    ;;
  'force application all' | 'force applications all' | 'force application ('*')')
    if [ "${verb##* }" = all ]; then
      pids=$(sql -c "SELECT pid FROM pg_stat_activity WHERE datname = upper(datname) AND backend_type = 'client backend' AND pid <> pg_backend_pid()")
    else
      pids=$(printf '%s' "$verb" | sed 's/^force application (//; s/)$//; s/,/ /g')
    fi
    for pid in $pids; do
      case $pid in *[!0-9]*) syntax "$pid" ;; esac
      fault connections-linger || sql -c "SELECT pg_terminate_backend($pid)" >/dev/null
      note db2Forced "$pid"
    done
    printf 'DB20000I  The FORCE APPLICATION command completed successfully.\nDB21024I  This command is asynchronous and may not be effective immediately.\n\n'
    ;;
  'deactivate database '* | 'deactivate db '*)
    name=${line##* }
    name=${name^^}
    known "$name" || missing "$name"
    [ -z "$(sessions "$name")" ] || say 2 'SQL1495W  Deactivate database is successful, however, there is still a connection to the database.'
    say 2 'SQL1496W  Deactivate database is successful, but the database was not activated.'
    ;;
  'connect to '*)
    name=${line##* }
    name=${name^^}
    known "$name" || missing "$name"
    printf '%s' "$name" >"$state"
    printf '\n   Database Connection Information\n\n Database server        = DB2/LINUXX8664 11.5.9.0\n SQL authorization ID   = DB2INST1\n Local database alias   = %s\n\n' "$name"
    ;;
  'connect reset' | 'terminate')
    rm -f "$state"
    printf 'DB20000I  The SQL command completed successfully.\n'
    ;;
  'call get_dbsize_info(?,?,?,-1)')
    [ -e "$state" ] || say 4 'SQL1024N  A database connection does not exist.  SQLSTATE=08003'
    size=$(sql -c "SELECT pg_database_size('$(cat "$state")')")
    printf '\n  Value of output parameters\n  --------------------------\n  Parameter Name  : SNAPSHOTTIMESTAMP\n  Parameter Value : %s\n\n' "$(date -u +%Y-%m-%d-%H.%M.%S.000000)"
    printf '  Parameter Name  : DATABASESIZE\n  Parameter Value : %s\n\n  Parameter Name  : DATABASECAPACITY\n  Parameter Value : %s\n\n  Return Status = 0\n\n' "$size" $((size * 8))
    ;;
  'backup database '*' to '* | 'backup db '*' to '*)
    read -r -a words <<<"$line"
    name=${words[2]^^}
    directory=${words[4]}
    rest="${words[*]:5}"
    [ "${words[3],,}" = to ] || syntax "${words[3]}"
    case ${rest,,} in '' | 'without prompting') ;; *) syntax "${words[5]}" ;; esac
    known "$name" || missing "$name"
    [ -d "$directory" ] && [ -w "$directory" ] || say 4 "SQL2036N  The path for the file, named pipe, or device \"$directory\" is not valid."
    fault database-tool-fails && say 4 'SQL2025N  An I/O error occurred.  Error code: "6".  Media on which this error occurred: "DISK".'
    [ -z "$(sessions "$name")" ] || say 4 'SQL1035N  The operation failed because the specified database cannot be connected to in the mode requested.  SQLSTATE=57019'
    stamp=$(date -u +%Y%m%d%H%M%S)
    image="$directory/$name.0.$instance.DBPART000.$stamp.001"
    umask 077
    pg_dump -w -Fc -f "$image" -d "$name" || say 4 'SQL2071N  An error occurred while accessing the shared library or disk.  Reason code: "1".'
    note db2Backup "$name"
    if fault image-truncated; then
      truncate -s "$(($(stat -c %s "$image") * 2 / 3))" "$image"
    fi
    fault database-failure-text-exit-0 && say 0 'SQL2059W  A device full warning was encountered on device "DISK".
SQL2025N  An I/O error occurred.  Error code: "28".  Media on which this error occurred: "DISK".'
    printf '\nBackup successful. The timestamp for this backup image is : %s\n\n' "$stamp"
    fault database-success-text-exit-1 && exit 1
    ;;
  'restore database '*' from '*' taken at '*)
    read -r -a words <<<"$line"
    name=${words[2]^^}
    image="${words[4]}/$name.0.$instance.DBPART000.${words[7]}.001"
    [ "${#words[@]}" = 8 ] || [ "${words[*]:8}" = 'without prompting' ] || syntax "${words[8]}"
    [ -r "$image" ] || say 4 "SQL2542N  No match for a database image file was found based on the source database alias \"$name\" and timestamp \"${words[7]}\" provided."
    known "$name" && [ -n "$(sessions "$name")" ] && say 4 'SQL1035N  The operation failed because the specified database cannot be connected to in the mode requested.  SQLSTATE=57019'
    sql -c "DROP DATABASE IF EXISTS \"$name\"" && sql -c "CREATE DATABASE \"$name\" TEMPLATE template0" \
      && pg_restore -w -d "$name" "$image" || say 4 'SQL2530N  The backup image is corrupted.'
    note db2Restore "$name"
    printf 'DB20000I  The RESTORE DATABASE command completed successfully.\n'
    ;;
  *) syntax "$1" ;;
esac
exit 0
