#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# pre-pivot: waits until modems are unlocked, or the time for it is up.
/usr/lib/wdmctl/unlock-at-boot finish
