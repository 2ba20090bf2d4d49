# The journal of one job on this host, POSIX sh. Runs as: sh -c "$(cat job.sh)" cnx-job VERB ID ...
#   start  ID LENGTH LINE   starts the command LINE unless the journal knows ID; standard input: LENGTH bytes for it
#   status ID BYTES STEPS   waits at most STEPS times 0.2 s for the end, then tells the state and the last BYTES of log
#   end    ID [SUDO WORDS]  TERM, then KILL, for the process group
# The journal, mode 0700: intent (time), command, runner, running (pid, its birth, boot of the host), log, done (code).
# Making the directory is the start; it can succeed once only. The input is on disk from its arrival until the runner opened it.
# Without /proc (AIX) births are told by ps, without setsid sessions are made by perl, else by nohup: unverified.
mask=$(umask)
umask 077
verb=$1
id=$2
base=$HOME/.connections-runbooks/jobs
dir=$base/$id

# A process is known by number, birth and boot: numbers are used again.
lib='
boot() {
  b=$(cat /proc/sys/kernel/random/boot_id 2>/dev/null) || b=$(who -b 2>/dev/null | tr -s " " _)
  echo "${b:-unknown}"
}
born() {
  if [ -r /proc/self/stat ]; then
    s=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
    set -- ${s##*) }
    [ "$1" = Z ] || eval "echo \${20}"
  else
    ps -p "$1" -o args= 2>/dev/null | grep -c -F -- "$dir/runner"
  fi
}
'
eval "$lib"

fail() {
  echo "$1" >&2
  exit 70
}

# nothing of the command ran: the next start may try again
undo() {
  rm -rf "$dir"
  fail "$1"
}

alive() {
  read -r pid birth booted <"$dir/running" || return 1
  [ "$booted" = "$(boot)" ] || return 1
  now=$(born "$pid")
  [ "$birth" = "$now" ] && return 0
  [ -d "/proc/$pid" ] && [ -n "$now" ] && return 1
  # the runner is gone; what it started may live on in its group
  ps -A -o pgid= -o stat= 2>/dev/null | while read -r group state; do
    [ "$group" = "$pid" ] || continue
    case $state in Z*) ;; *) echo "$group" ;; esac
  done | grep . >/dev/null
}

# to the group; where the runner could not be made the leader of one, to the command alone
signal() {
  name=$1
  shift
  "$@" kill -s "$name" -- "-$pid" 2>/dev/null && return 0
  ps -A -o ppid= -o pid= 2>/dev/null | while read -r parent child; do
    [ "$parent" = "$pid" ] && "$@" kill -s "$name" "$child" 2>/dev/null
  done
}

state() {
  if [ ! -d "$dir" ]; then
    echo absent
  elif [ -f "$dir/done" ]; then
    echo done
  elif [ -f "$dir/running" ]; then
    if alive; then echo running; elif [ -f "$dir/done" ]; then echo done; else echo lost; fi
  else
    [ -s "$dir/intent" ] || date +%s >"$dir/intent"
    read -r since <"$dir/intent"
    if [ $(($(date +%s) - since)) -lt 15 ]; then echo starting; elif [ -f "$dir/running" ]; then echo running; else echo lost; fi
  fi
}

case $verb in
start)
  length=$3
  mkdir -p "$base" || fail "no journal: $base cannot be made"
  if mkdir "$dir" 2>/dev/null; then
    date +%s >"$dir/intent" && printf "exec %s\n" "$4" >"$dir/command" || undo "journal not written: $dir"
    if [ "$length" -gt 0 ]; then
      cat >"$dir/input"
      [ "$(wc -c <"$dir/input")" -eq "$length" ] || undo "input cut short"
    fi
    {
      printf "dir=%s/.connections-runbooks/jobs/%s\n" "\$HOME" "$id"
      printf "%s\n" "$lib"
      printf "mask=%s\n" "$mask"
      cat <<\END
umask 077
cd "$HOME" || exit 1
trap : TERM
trap "" HUP
: >"$dir/log" && echo "$$ $(born $$) $(boot)" >"$dir/running.new" && mv "$dir/running.new" "$dir/running" || exit 1
if [ -f "$dir/input" ]; then
  exec <"$dir/input"
  rm -f "$dir/input"
fi
(umask "$mask" && exec sh "$dir/command") >>"$dir/log" 2>&1
echo $? >"$dir/done.new" && mv "$dir/done.new" "$dir/done"
END
    } >"$dir/runner" || undo "journal not written: $dir"
    # a session of its own outlives the connection
    if command -v setsid >/dev/null 2>&1; then
      setsid sh "$dir/runner" </dev/null >/dev/null 2>&1 &
    elif command -v perl >/dev/null 2>&1; then
      perl -e "use POSIX; POSIX::setsid(); exec @ARGV" sh "$dir/runner" </dev/null >/dev/null 2>&1 &
    else
      nohup sh "$dir/runner" </dev/null >/dev/null 2>&1 &
    fi
    n=0
    while [ ! -f "$dir/running" ] && [ $n -lt 100 ]; do
      sleep 0.03 2>/dev/null || sleep 1
      n=$((n + 1))
    done
    echo "cnx-job started"
  elif [ -d "$dir" ]; then
    echo "cnx-job found"
  else
    fail "no journal: $dir cannot be made"
  fi
  ;;
status)
  n=0
  while [ $n -lt "$4" ] && [ -d "$dir" ] && [ ! -f "$dir/done" ]; do
    if [ $((n % 10)) -eq 9 ]; then
      case $(state) in running | starting) ;; *) break ;; esac
    fi
    if [ $n -eq 0 ]; then pause=0.05; else pause=0.2; fi
    sleep $pause 2>/dev/null || sleep 1
    n=$((n + 1))
  done
  what=$(state)
  code=-1
  bytes=$3
  case $what in
  done)
    read -r code <"$dir/done"
    bytes=1048576
    ;;
  lost)
    rm -f "$dir/input"
    bytes=1048576
    ;;
  esac
  since=0
  [ -f "$dir/intent" ] && read -r since <"$dir/intent"
  echo "cnx-job $what $code $since $(date +%s)"
  if [ "$bytes" -gt 0 ] && [ -f "$dir/log" ]; then tail -c "$bytes" "$dir/log"; fi
  ;;
end)
  shift 2
  read -r pid birth booted <"$dir/running" || exit 0
  alive || exit 0
  signal TERM "$@"
  n=0
  while [ ! -f "$dir/done" ] && [ $n -lt 25 ]; do
    sleep 0.2 2>/dev/null || sleep 1
    n=$((n + 1))
  done
  if [ ! -f "$dir/done" ] && alive; then signal KILL "$@"; fi
  ;;
esac
