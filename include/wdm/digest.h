/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wdm/digest.h - MD5 (RFC 1321) and SHA-256 (FIPS 180-4), for the answers that
 * some radio locks want. Not for secrets: nothing here runs in constant time. */
#ifndef WDM_DIGEST_H
#define WDM_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#define WDM_MD5_SIZE    ((size_t)16)
#define WDM_SHA256_SIZE ((size_t)32)

struct wdm_md5 {
    uint32_t state[4];
    uint64_t length; /* bytes so far */
    uint8_t block[64];
};

struct wdm_sha256 {
    uint32_t state[8];
    uint64_t length; /* bytes so far */
    uint8_t block[64];
};

void wdm_md5_init(struct wdm_md5 *md5);
void wdm_md5_add(struct wdm_md5 *md5, const void *bytes, size_t length);
void wdm_md5_end(struct wdm_md5 *md5, uint8_t digest[WDM_MD5_SIZE]);

void wdm_sha256_init(struct wdm_sha256 *sha256);
void wdm_sha256_add(struct wdm_sha256 *sha256, const void *bytes, size_t length);
void wdm_sha256_end(struct wdm_sha256 *sha256, uint8_t digest[WDM_SHA256_SIZE]);

#endif
