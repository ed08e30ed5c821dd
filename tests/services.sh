#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Checks that make SERVICES="..." builds in the services it names and no others, that
# what needs one that is left out says so, and that a wrong name is refused.
set -eu
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
program=$build/wdmctl

fail() {
    echo "tests/services.sh: $1" >&2
    exit 1
}

make -s SERVICES="nas ms-sar" B="$build" "$program" "$build/libwdm.a"

services=$("$program" qmi | awk '{ printf "%s ", $2 }'; "$program" mbim | awk '{ printf "%s ", $2 }')
[ "$services" = "ctl nas basic-connect ms-sar qmi " ] || fail "there are $services"
nm "$build/libwdm.a" 2>/dev/null | grep -q wdm_catalogue_qmi_wds && fail "WDS is in the library"
"$program" -d sim:em7355,unlocked qmi nas get-signal-info | grep -q rsrp || fail "NAS has no answer"
if "$program" -d sim:em7355 unlock 2>"$build/error"; then
    fail "unlock needs DMS"
fi
grep -q "not built in" "$build/error" || fail "unlock says: $(cat "$build/error")"
if make -s SERVICES="nas nonsense" B="$build" -n all >/dev/null 2>"$build/error"; then
    fail "there is no service nonsense"
fi
grep -q nonsense "$build/error" || fail "make says: $(cat "$build/error")"
echo "make SERVICES: as picked"
