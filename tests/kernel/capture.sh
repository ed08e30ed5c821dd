#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# make capture-kernel: records fixtures/usbmon-* anew, in the virtual machine, and
# has tshark say that they hold what they should.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=build/kernel/capture
mkdir -p $here
OUT=$here tests/kernel/boot.sh tests/kernel/captures/unlock.sh

holds() { # FILE FILTER: at least one packet of it is so
    if [ "$(tshark -r "$1" -Y "$2" 2>/dev/null | wc -l)" = 0 ]; then
        echo "tests/kernel/capture.sh: in $1 nothing is $2" >&2
        exit 1
    fi
}
mbim=$here/artifacts/usbmon-em7355-unlock.pcapng
qmi=$here/artifacts/usbmon-em7455-unlock.pcapng
for file in "$mbim" "$qmi"; do
    holds "$file" usb
    # DMS Set FCC Authentication, its TLVs empty, to and from the modem.
    holds "$file" "frame contains 5f:55:00:00"
    holds "$file" "frame contains 5f:55:07:00:02:04:00:00:00:00:00"
done
holds "$mbim" "mbim.control.header.message_type == 1"
holds "$mbim" "mbim.control.header.message_type == 0x80000003"
install -m 644 "$mbim" "$qmi" "${qmi%.pcapng}.usbmon" fixtures/
ls -l fixtures/usbmon-*
