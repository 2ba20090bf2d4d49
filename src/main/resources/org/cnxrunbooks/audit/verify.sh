#!/bin/sh
# Verifies this evidence pack with a POSIX shell, openssl (3.0 or newer) and sha256sum; nothing of the application.
#
#   sh verify.sh [fingerprint]     the key's fingerprint that you keep elsewhere
#
# Says what is ALTERED, DELETED, REORDERED, CUT OFF or ADDED. Exit code 0: the pack holds; 1: it does not; 2: it could
# not be verified here.
LC_ALL=C
export LC_ALL
set -f
known=$1
case $0 in
*/*) cd "${0%/*}" || exit 2 ;;
esac
keeps=yes
say() {
    keeps=no
    printf '%s\n' "$*"
}
finish() {
    [ "$keeps" = yes ] || {
        echo "THIS PACK DOES NOT HOLD."
        exit 1
    }
}
openssl version >/dev/null 2>&1 && sha256sum </dev/null >/dev/null 2>&1 || {
    echo "not verified: openssl or sha256sum is missing"
    exit 2
}

# 1. what is signed
for file in manifest.txt manifest.sig evidence-key.pub; do
    [ -f "$file" ] || say "DELETED $file"
done
finish
signed=no
openssl pkeyutl -verify -pubin -inkey evidence-key.pub -rawin -in manifest.txt -sigfile manifest.sig >/dev/null 2>&1 &&
    signed=yes
hex() { # whether $1 is 64 hexadecimal digits
    case $1 in
    *[!0-9a-f]*) return 1 ;;
    esac
    [ ${#1} -eq 64 ]
}

# 2. the manifest: "number digest size path", closed by "end count digest-of-the-lines-before"
count=0
next=0
order=yes
seen=' '
files=
end=
body=
broken=
partial=
while IFS= read -r line || { [ -n "$line" ] && partial=yes; }; do
    if [ -n "$end" ]; then
        broken="ADDED manifest.txt: lines behind the end"
        break
    fi
    set -- $line
    case $line in
    "cnx-evidence-pack-1 "?*)
        [ $next -eq 0 ] && [ $# -eq 2 ] || broken="ALTERED manifest.txt: first line"
        next=1
        ;;
    "end "*)
        if [ $# -eq 3 ] && hex "$3"; then
            end=$3
            count=$2
            break
        elif [ "$partial" != yes ]; then
            broken="ALTERED manifest.txt: last line"
        fi
        ;;
    *)
        if [ $# -eq 4 ] && hex "$2" && case $1 in *[!0-9]*) false ;; esac then
            [ $next -eq 0 ] && broken="DELETED manifest.txt: first line" && next=1
            [ "$1" -eq $next ] || order=no
            next=$((next + 1))
            seen="$seen$1 "
            files="$files$2  $4
"
        elif [ "$partial" != yes ]; then
            broken="ALTERED manifest.txt: $line"
        fi
        ;;
    esac
    body="$body$line
"
done <manifest.txt
if [ $signed = no ]; then
    if [ -n "$broken" ]; then
        say "$broken"
    elif [ -z "$end" ]; then
        say "CUT OFF manifest.txt"
    else
        number=1
        case $count in *[!0-9]*) count=0 ;; esac
        while [ $number -le "$count" ]; do
            case $seen in
            *" $number "*) ;;
            *) say "DELETED manifest.txt: line $number" ;;
            esac
            number=$((number + 1))
        done
        digest=$(printf '%s' "$body" | sha256sum)
        if [ $keeps = no ]; then
            :
        elif [ $order = no ]; then
            say "REORDERED manifest.txt"
        elif [ "${digest%% *}" != "$end" ]; then
            say "ALTERED manifest.txt"
        else
            say "ALTERED manifest.sig or evidence-key.pub"
        fi
    fi
    echo "The signature does not fit, so nothing else was looked at."
    finish
fi
print=$(openssl pkey -pubin -in evidence-key.pub -outform DER 2>/dev/null | sha256sum)
print=${print%% *}
[ -z "$known" ] || [ "$known" = "$print" ] || say "ALTERED evidence-key.pub: its fingerprint is $print"

# 3. every file that was signed for
digest_of() { # $1 file; sets $digest
    digest=$(sha256sum <"$1")
    digest=${digest%% *}
}
steps() { # which line of steps.jsonl differs; steps.sha256 has the digest of each
    expected=' '
    wanted=0
    while IFS= read -r hash; do
        expected="$expected$hash "
        wanted=$((wanted + 1))
    done <steps.sha256
    observed=' '
    had=0
    same=0
    foreign=
    rest=$expected
    whole=yes
    while IFS= read -r line || { [ -n "$line" ] && whole=no; }; do
        hash=$(printf '%s\n' "$line" | sha256sum)
        hash=${hash%% *}
        had=$((had + 1))
        rest=${rest# }
        if [ $same -eq $((had - 1)) ] && [ "$hash" = "${rest%% *}" ]; then
            same=$had
        fi
        rest=" ${rest#* }"
        case $expected in
        *" $hash "*) ;;
        *) foreign=${foreign:-$had} ;;
        esac
        observed="$observed$hash "
    done <steps.jsonl
    if [ $whole = no ] && [ $same -ge $((had - 1)) ]; then
        say "CUT OFF steps.jsonl: within step $had of $wanted"
    elif [ $same -eq $had ] && [ $had -lt $wanted ]; then
        say "CUT OFF steps.jsonl: after step $had of $wanted"
    elif [ -n "$foreign" ]; then
        say "ALTERED steps.jsonl: line $foreign"
    elif [ $had -lt $wanted ]; then
        number=0
        for hash in $expected; do
            number=$((number + 1))
            case $observed in
            *" $hash "*) ;;
            *) say "DELETED steps.jsonl: step $number of $wanted" ;;
            esac
        done
    elif [ $had -gt $wanted ]; then
        say "ADDED steps.jsonl: a step stands there twice"
    else
        say "REORDERED steps.jsonl: from step $((same + 1)) on"
    fi
}
altered() { # $1 file whose digest is not the one that was signed for
    digest_of "$1"
    case $files in
    *"$digest  "*)
        other=${files#*"$digest  "}
        say "REORDERED $1: it is ${other%%
*}"
        ;;
    *)
        if [ "$1" = steps.jsonl ] && [ -f steps.sha256 ]; then
            steps
        else
            say "ALTERED $1"
        fi
        ;;
    esac
}
gone=' '
verdicts=$(printf '%s' "$files" | sha256sum -c - 2>/dev/null)
while IFS= read -r verdict; do
    file=${verdict%: *}
    case $verdict in
    *": OK") ;;
    *": FAILED") altered "$file" ;;
    "") ;;
    *) gone="$gone$file " ;;
    esac
done <<END
$verdicts
END

# 4. the chain of the evidence itself: each entry begins with the digest of the one before
before=0000000000000000000000000000000000000000000000000000000000000000
entries=0
present=0
missing=
while IFS= read -r listed; do
    file=${listed#*  }
    case $file in
    chain/*)
        entries=$((entries + 1))
        case $gone in
        *" $file "*) missing="$missing $file" ;;
        *)
            for lost in $missing; do
                say "DELETED $lost"
            done
            missing=
            present=$entries
            IFS= read -r form <"$file"
            form=${form#14:cnx-evidence-1,64:}
            [ "${form%%,*}" = "$before" ] || [ $keeps = no ] ||
                say "ALTERED before this pack was made: entry $entries does not follow the one before it"
            ;;
        esac
        before=${listed%% *}
        ;;
    ?*)
        case $gone in
        *" $file "*) say "DELETED $file" ;;
        esac
        ;;
    esac
done <<END
$files
END
[ ! -f chain-head ] || IFS= read -r head <chain-head
[ "$head" = "$before" ] || [ $keeps = no ] || [ -n "$missing" ] || say "ALTERED before this pack was made: the last entry"
[ -z "$missing" ] || say "CUT OFF chain: after entry $present of $entries"

# 5. nothing else lies here
set +f
for file in * .[!.]* */* */.[!.]*; do
    [ -f "$file" ] || continue
    case $file in
    manifest.txt | manifest.sig | evidence-key.pub) continue ;;
    esac
    case "
$files" in
    *"  $file
"*) ;;
    *) say "ADDED $file" ;;
    esac
done
finish
echo "This pack holds: $count files, $entries entries of evidence; the hash of the last is"
echo "  $before"
echo "Signed with the key whose fingerprint is"
echo "  $print"
[ -n "$known" ] || echo "Compare both with what you keep elsewhere: whoever has the database and the key can make another pack."
