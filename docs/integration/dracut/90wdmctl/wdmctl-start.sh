#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# pre-trigger: begins to unlock modems, in the background.
/usr/lib/wdmctl/unlock-at-boot start
