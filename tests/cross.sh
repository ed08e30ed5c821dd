#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# make check-cross: builds everything for big-endian 32-bit MIPS, statically, and
# runs the tests under qemu-user. Debian has no cmocka for MIPS: its source
# package is fetched by apt and built below build/.
set -eu
host=mips-linux-gnu
emulator=qemu-mips-static
here=build/cross
missing=
for tool in $host-gcc $emulator dpkg-source; do
    command -v "$tool" >/dev/null || missing=yes
done
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        { apt-get update -q &&
            apt-get install -y -q gcc-$host libc6-dev-mips-cross qemu-user-static dpkg-dev; } >&2
    else
        echo "make check-cross needs gcc-$host, qemu-user-static and dpkg-dev" >&2
        exit 1
    fi
fi

# apt's own sources, asked for source packages, with lists of their own.
fetch_cmocka() {
    mkdir -p "$here/apt/lists" "$here/apt/sources" "$here/cmocka"
    for list in /etc/apt/sources.list.d/*.sources; do
        [ -e "$list" ] && sed 's/^Types:.*/Types: deb-src/' "$list" \
            >"$here/apt/sources/$(basename "$list")"
    done
    if [ -s /etc/apt/sources.list ]; then
        sed 's/^deb /deb-src /' /etc/apt/sources.list >"$here/apt/sources/main.list"
    fi
    options="-o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts=$PWD/$here/apt/sources
        -o Dir::State::lists=$PWD/$here/apt/lists -o APT::Sandbox::User=root -q"
    apt-get $options update >&2
    (cd "$here/cmocka" && apt-get $options source --download-only cmocka >&2 &&
        tar xf cmocka_*.orig.tar.?z --strip-components=1)
}

[ -e $here/cmocka/src/cmocka.c ] || fetch_cmocka
if [ ! -e $here/libcmocka.a ]; then
    $host-gcc -O1 -I$here/cmocka/include -DHAVE_SIGNAL_H -DHAVE_MALLOC_H -DHAVE_INTTYPES_H \
        -DHAVE_STDINT_H -DHAVE_STRINGS_H -DHAVE_UNISTD_H -DHAVE_STRSIGNAL -DHAVE_TIME_H \
        -DHAVE_GCC_THREAD_LOCAL_STORAGE -DHAVE_CLOCK_GETTIME -DHAVE_CLOCK_REALTIME \
        -DHAVE_STRUCT_TIMESPEC -c $here/cmocka/src/cmocka.c -o $here/cmocka.o
    $host-ar rcs $here/libcmocka.a $here/cmocka.o
fi
# Of the end-to-end tests, those that have to do with bytes and their order.
end_to_end=
for test in commands decode decode_filter decode_views decode_write faults fields forms hold output \
    record replay schema; do
    end_to_end="$end_to_end build/$host-gcc/tests/e2e/test_$test"
done
WDMCTL_EVERY=13 make -j"$(nproc)" CROSS=1 CC=$host-gcc AR=$host-ar CFLAGS="-O1 -g" LDFLAGS=-static \
    CPPFLAGS="-isystem $here/cmocka/include" CMOCKA=$here/libcmocka.a \
    RUNNER=$emulator SLOW=4 E2E_TESTS="$end_to_end" check
