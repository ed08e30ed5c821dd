/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which fields are passed over when messages are compared. Text only. */
#include <string.h>

#include "wdm/compare.h"

/* Of one connection; clocks; what the radio measures; what is counted. A name is of the
 * field itself, not of what is around it: the rest of that is compared. */
static const char *const expected[] = {
    "allocation_info.cid",
    "release_info.cid",
    "packet_data_handle",
    "time",
    "*_time",
    "time_value",
    "time_count",
    "*timestamp*",
    "*universal_time*.*",
    "gps_time*",
    "*_time_left_ms",
    "rssi",
    "*_rssi",
    "rscp",
    "rsrp",
    "*_rsrp",
    "rsrq",
    "*_rsrq",
    "rssnr",
    "snr",
    "*_snr",
    "sinr",
    "*_sinr",
    "ecio",
    "*_ecio",
    "io",
    "rx_level",
    "*_rx_level",
    "path_loss",
    "*timing_advance",
    "strength",
    "*signal_strength",
    "*signal_strength_extended",
    "signal_to_noise_ratio*",
    "error_rate",
    "error_rate_list.rate",
    "temperature",
    "change_duration",
    "*tx_packets*",
    "*rx_packets*",
    "*tx_bytes*",
    "*rx_bytes*",
    "in_octets",
    "in_packets",
    "in_errors",
    "in_discards",
    "out_octets",
    "out_packets",
    "out_errors",
    "out_discards",
};

const char *wdm_compare_expected_at(size_t index)
{
    return index < sizeof expected / sizeof expected[0] ? expected[index] : NULL;
}

/* Whether `length` characters fit a pattern with '*'. */
static bool fits(const char *pattern, const char *text, size_t length)
{
    const char *star = NULL;
    size_t at = 0, again = 0;

    while (at < length) {
        if (*pattern == '*') {
            star = ++pattern;
            again = at;
        } else if (*pattern == text[at]) {
            pattern++;
            at++;
        } else if (star != NULL) {
            pattern = star;
            at = ++again;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

/* A path without the "[N]" of lists; its length. */
static size_t plain_path(const char *path, char plain[WDM_PATH_MAX + 1])
{
    size_t length = 0;

    while (*path != '\0' && length < WDM_PATH_MAX) {
        if (*path != '[') {
            plain[length++] = *path++;
            continue;
        }
        path += strcspn(path, "]");
        path += *path == ']';
    }
    plain[length] = '\0';
    return length;
}

bool wdm_compare_ignores(const char *name, const char *path)
{
    char plain[WDM_PATH_MAX + 1];
    size_t length = plain_path(path, plain), start, end;

    if (strchr(name, '.') != NULL)
        return fits(name, plain, length);
    for (start = 0; start < length; start = end + 1) {
        end = start + strcspn(plain + start, ".");
        if (fits(name, plain + start, end - start))
            return true;
    }
    return false;
}

bool wdm_compare_expects(const char *path)
{
    char plain[WDM_PATH_MAX + 1];
    size_t length = plain_path(path, plain), last = length;

    while (last > 0 && plain[last - 1] != '.')
        last--;
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        size_t start = strchr(expected[i], '.') != NULL ? 0 : last;

        if (fits(expected[i], plain + start, length - start))
            return true;
    }
    return false;
}
