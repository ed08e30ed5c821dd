#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Checks that a program with packed texts says what one with plain texts says, byte for
# byte: the page of all messages, help, every message's fields, names that are looked for,
# completion, and private schemas, right and wrong: tests/packed.sh PACKED PLAIN
set -eu
packed=$1
plain=$2
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
schema=fixtures/acme.schema
export XDG_CONFIG_HOME="$build"

# ---- Command lines, one a line; the names come from the plain program.
names() {
    "$plain" --schema $schema "$@" 2>/dev/null | cut -f 1
}

commands() {
    printf '%s\n' "" --help catalogue qmi mbim sim "-j qmi" "-j mbim" "unlock --list" "complete ''" \
        "complete --" "complete sim ''" "complete sim em7355,''" "complete --mode ''" "-d sim:em735 info" "-d sim:em7355,delays info" \
        "unlok" "qmi nos" "qmi dms get-mode" "unlock --dri" "qmi dms set-operating-mode mode=onlin"
    for word in mode signal radio state low-power lte code time a_; do
        echo "qmi --find $word"
        echo "mbim --find $word"
        echo "--schema $schema -j qmi --find $word"
    done
    for command in $(names complete ''); do
        echo "$command --help"
        echo "complete $command --"
    done
    for protocol in qmi mbim; do
        for service in $(names complete $protocol ''); do
            echo "--schema $schema $protocol $service"
            echo "complete --schema $schema $protocol $service ''"
            for message in $(names complete $protocol "$service" ''); do
                one="--schema $schema $protocol $service $message"
                printf '%s\n' "$one" "$one --help" "$one no_such_field=1" "complete $one ''"
            done
        done
    done
}

# Each field that can be given, with the names of its values, and a wrong one.
values() {
    sed -n "s/^complete --schema [^ ]* \(qmi .*\) ''\$/\1/p; s/^complete --schema [^ ]* \(mbim .*\) ''\$/\1 set/p" \
        "$build/commands" | while read -r message; do
        # shellcheck disable=SC2086
        for field in $(names complete $message '' | grep '=$'); do
            echo "complete --schema $schema $message $field"
            echo "--dry-run --schema $schema -d sim:em7355 $message ${field}nonsense"
        done
    done
}

# ---- Schemas that are wrong, one a line ('|' for a new line).
write_schemas() {
    number=0
    while read -r text; do
        number=$((number + 1))
        echo "$text" | tr '|' '\n' >"$build/wrong$number"
        echo "--schema $build/wrong$number qmi"
    done <<'END'
qmi acme 0xe5|enum mode
qmi acme 0xe5|enum bool a b
qmi acme 0xe5|enum mode a| b a
qmi acme 0xe5|flags mode a, b
qmi acme 0xe5|flags mode 0x8000000000000000=a b
qmi acme 0xe5|enum mode 0x1ffffffffffffffff=a
qmi acme 0xe5|enum a_name_that_is_longer_than_those_that_a_packed_text_has_room_for_in_any_build_at_all a b
qmi acme 0xe5|enum mode a-name-that-is-longer-than-those-that-a-packed-text-has-room-for-in-any-build-at-all
qmi acme 0xe5|enum mode a b|enum mode c
qmi acme 0xe5|message 1 a| request 01 a:u8=mode
qmi acme 0xe5|message 1 a| request 01 a:{Nothing}
qmi acme 0xe5|message 1 a| response 02 a:u8
qmi dms|enum operating_mode a b c|message 0x002d get-mode| response 01 a:u8=operating_mode| 01 b:u8
qmi nas|struct Z a:u8 b:|message 0x5f00 z| request 01 a:{Z}
mbim basic-connect|struct A b:{A}|command 77 a| query x:{A}
mbim ms-basic-connect-extensions|command 77 a| query x:{Nothing} y:u8
END
}

write_schemas >"$build/commands"
# Right ones: over what is built in, and with what is built in.
cat >"$build/over" <<'END'
qmi dms
enum operating_mode yes-please no-thanks 7=low-power
message 0x002e set-operating-mode
  request 01 mode:u8=operating_mode 10 list:[u8]{Mine} 11 id:{Mine}
struct Mine id:u16 mode:u8=operating_mode
message 0x5f01 other
  request 01 mode:u8=operating_mode
mbim ms-basic-connect-extensions
command 77 other
  set a:u32 b:{Mine}
struct Mine id:u16 text:str
END
for rest in "qmi dms" "qmi dms set-operating-mode --help" "qmi dms other --help" "qmi dms other mode=no" \
    "qmi --find please" "mbim ms-basic-connect-extensions other --help" \
    "-vv -d sim:em7355 qmi dms other mode=no-thanks" "qmi dms get-operating-mode --help"; do
    echo "--schema $build/over $rest"
done >>"$build/commands"
commands >>"$build/commands"
values >"$build/values"
cat "$build/values" >>"$build/commands"

answers() {
    while read -r arguments; do
        echo "=== $arguments"
        code=0
        eval "\"$1\" $arguments" 2>&1 </dev/null || code=$?
        echo "exit $code"
    done <"$build/commands"
}

# Traces have times.
answers "$plain" | sed 's/^ *[0-9]*\.[0-9]* [<>]/TIME/' >"$build/plain"
answers "$packed" | sed 's/^ *[0-9]*\.[0-9]* [<>]/TIME/' >"$build/packed"
diff "$build/plain" "$build/packed" >"$build/difference" || {
    echo "tests/packed.sh: $packed says other things than $plain:" >&2
    head -20 "$build/difference" >&2
    exit 1
}
count=$(wc -l <"$build/commands")
test "$count" -ge 1500 || {
    echo "tests/packed.sh: there are only $count commands" >&2
    exit 1
}
echo "packed texts: $count commands say the same, $(wc -l <"$build/plain") lines"
