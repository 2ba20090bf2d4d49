# Sourced by db2 and db2ckbkp where no PostgreSQL is installed: a database is a file, an image its gzip.
files="${LAB_HOME:?}/db/home/db2inst1/databases"

sql() {
  case "$*" in
    *pg_database_size*) stat -c %s "$files/$(cat "$state")" ;;
    *pg_stat_activity*) ;;
    *'FROM pg_database '*) ls "$files" ;;
    *'DROP DATABASE'*) rm -f "$files/$name" ;;
  esac
}
pg_dump() { gzip -n -c "$files/$6" >"$4"; }
pg_restore() {
  case $1 in
    -f) gzip -t <"$3" ;;
    -w) gzip -dc "$4" >"$files/$3" ;;
  esac
}
