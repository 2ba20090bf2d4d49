#!/bin/sh
# stand-in of IBM HTTP Server's httpd @VERSION@: a real Apache 2.4 that says what IBM's says
root=@ROOT@
old=@OLD@
version=@VERSION@
configuration=$root/conf/httpd.conf
# switch of the plug-in stand-in
LAB_PLUGIN_AFFINITY_ALL=@FAULTS@/plugin-affinity-all
export LAB_PLUGIN_AFFINITY_ALL

# what IBM's has compiled in comes before the configuration
run() {
  /usr/sbin/apache2 -d "$root" -f "$root/conf/httpd.conf" @COMPILED_IN@ "$@"
}

# Apache 2.2 does not know the words of 2.4. It would take "Require all granted" at the test and then answer every
# request with 500 (AuthType not set); refused here at once, as no configuration may carry it.
words_of_24() {
  run -t -D DUMP_INCLUDES -f "$configuration" 2>/dev/null | sed -n 's/^ *([0-9*]*) //p' | sort -u |
    while IFS= read -r file; do
      awk -v file="$file" '
        function refuse(word) {
          print "Syntax error on line " first " of " file ":"
          print "Invalid command '\''" word "'\'', perhaps misspelled or defined by a module not included in the server configuration"
          exit 1
        }
        !continued { first = FNR; line = "" }
        { continued = sub(/\\\r?$/, ""); line = line $0 }
        continued { next }
        {
          count = split(line, words, /[ \t\r]+/)
          at = words[1] == "" ? 2 : 1
          word = words[at]; name = tolower(word); second = tolower(words[at + 1])
          sub(/>$/, "", name)
          if (name ~ /^(<if|<elseif|<else|<ifdirective|<ifsection|<iffile|<requireall|<requireany|<requirenone|<authzprovideralias|<macro)$/) refuse(word)
          if (name ~ /^(includeoptional|define|undefine|error|mutex|defaultruntimedir|maxrequestworkers|maxconnectionsperchild|errorlogformat|authmerging|use|remoteipheader|remoteipinternalproxy|remoteiptrustedproxy|remoteipproxiesheader|sslsessiontickets|protocols)$/) refuse(word)
          if (name == "require" && second ~ /^(all|ip|host|local|env|expr|method|not|forward-dns)$/) refuse(word)
          if (name ~ /^(header|requestheader)$/ && tolower(line) ~ /[ "]expr=/) {
            print "Syntax error on line " first " of " file ":"
            print "error: envclause should be in the form env=envar"
            exit 1
          }
          if (name == "rewriteoptions" && second ~ /^inherit.+/) {
            print "Syntax error on line " first " of " file ":"
            print "RewriteOptions: unknown option '\''" words[at + 1] "'\''"
            exit 1
          }
        }' "$file" || break
    done
}

verb=
expects=
for word in "$@"; do
  case $expects in
    -f) configuration=$word ;;
    -k) verb=$word ;;
  esac
  expects=
  case $word in
    -f|-k) expects=$word ;;
    -f?*) configuration=${word#-f} ;;
    -v)
      echo "Server version: $version (Unix)"
      echo "Server built:   Mar 10 2026 09:12:44"
      exit 0
      ;;
    -V)
      run "$@" | sed "1s|^Server version:.*|Server version: $version (Unix)|"
      exit 0
      ;;
  esac
done

case $verb in
  graceful|restart)
    if [ -e @FAULTS@/httpd-will-not-reload ] || [ -e @FAULTS@/httpd-will-not-reload-@NAME@ ]; then
      exit 0
    fi
    if [ -e @FAULTS@/httpd-reload-hangs ] || [ -e @FAULTS@/httpd-reload-hangs-@NAME@ ]; then
      printf '{"id":"reloadHangs:%s","host":"%s","time":"%s","effect":"reloadHangs","target":"%s"}\n' \
        @NAME@ @HOST@ "$(date -u +%Y-%m-%dT%H:%M:%SZ)" @NAME@ >>@LEDGER@
      while [ -e @FAULTS@/httpd-reload-hangs ] || [ -e @FAULTS@/httpd-reload-hangs-@NAME@ ]; do
        sleep 0.2
      done
      exit 1
    fi
    ;;
esac

if [ "$old" = yes ] && [ "$verb" != stop ] && [ "$verb" != graceful-stop ]; then
  refusal=$(words_of_24)
  if [ -n "$refusal" ]; then
    printf '%s\n' "$refusal" >&2
    exit 1
  fi
  case " $* " in
    # Order, Allow and Deny belong to mod_authz_host there
    *" -M "*|*" DUMP_MODULES "*)
      run "$@" | grep -v -e access_compat_module -e authz_core_module
      exit 0
      ;;
  esac
fi
exec /usr/sbin/apache2 -d "$root" -f "$root/conf/httpd.conf" @COMPILED_IN@ "$@"
