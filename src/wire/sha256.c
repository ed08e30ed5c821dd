/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* SHA-256 as FIPS 180-4 describes it. Uses string.h and nothing else. */
#include <string.h>

#include "wdm/bytes.h"
#include "wdm/digest.h"

#define BLOCK ((size_t)64)

/* FIPS 180-4, 4.2.2: from the cube roots of the first 64 primes. */
static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate_right(uint32_t value, unsigned count)
{
    return value >> count | value << (32 - count);
}

/* FIPS 180-4, 6.2.2, step 1: the message schedule. */
static void schedule(uint32_t words[64], const uint8_t *block)
{
    struct wdm_reader reader = wdm_reader(block, BLOCK);
    for (size_t i = 0; i < 16; i++)
        words[i] = wdm_read_be32(&reader);
    for (size_t i = 16; i < 64; i++) {
        uint32_t x = words[i - 15];
        uint32_t y = words[i - 2];
        uint32_t small0 = rotate_right(x, 7) ^ rotate_right(x, 18) ^ x >> 3;
        uint32_t small1 = rotate_right(y, 17) ^ rotate_right(y, 19) ^ y >> 10;
        words[i] = small1 + words[i - 7] + small0 + words[i - 16];
    }
}

static void add_block(uint32_t state[8], const uint8_t *block)
{
    uint32_t words[64];
    uint32_t work[8];
    schedule(words, block);
    memcpy(work, state, sizeof(work));
    for (size_t i = 0; i < 64; i++) {
        uint32_t a = work[0];
        uint32_t e = work[4];
        uint32_t big0 = rotate_right(a, 2) ^ rotate_right(a, 13) ^ rotate_right(a, 22);
        uint32_t big1 = rotate_right(e, 6) ^ rotate_right(e, 11) ^ rotate_right(e, 25);
        uint32_t choice = (e & work[5]) ^ (~e & work[6]);
        uint32_t majority = (a & work[1]) ^ (a & work[2]) ^ (work[1] & work[2]);
        uint32_t sum = work[7] + big1 + choice + constants[i] + words[i];
        memmove(work + 1, work, 7 * sizeof(work[0]));
        work[4] += sum;
        work[0] = sum + big0 + majority;
    }
    for (size_t i = 0; i < 8; i++)
        state[i] += work[i];
}

void wdm_sha256_init(struct wdm_sha256 *sha256)
{
    *sha256 = (struct wdm_sha256){.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                            0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

void wdm_sha256_add(struct wdm_sha256 *sha256, const void *bytes, size_t length)
{
    const uint8_t *next = bytes;
    while (length > 0) {
        size_t used = (size_t)(sha256->length % BLOCK);
        size_t count = BLOCK - used < length ? BLOCK - used : length;
        memcpy(sha256->block + used, next, count);
        sha256->length += count;
        next += count;
        length -= count;
        if (used + count == BLOCK)
            add_block(sha256->state, sha256->block);
    }
}

void wdm_sha256_end(struct wdm_sha256 *sha256, uint8_t digest[WDM_SHA256_SIZE])
{
    static const uint8_t padding[BLOCK] = {0x80};
    uint8_t bits[8];
    struct wdm_writer length = wdm_writer(bits, sizeof(bits));
    wdm_write_be32(&length, (uint32_t)(sha256->length >> 29 & UINT32_MAX));
    wdm_write_be32(&length, (uint32_t)(sha256->length << 3 & UINT32_MAX));
    size_t used = (size_t)(sha256->length % BLOCK);
    wdm_sha256_add(sha256, padding, used < 56 ? 56 - used : 120 - used);
    wdm_sha256_add(sha256, bits, sizeof(bits));
    struct wdm_writer out = wdm_writer(digest, WDM_SHA256_SIZE);
    for (size_t i = 0; i < 8; i++)
        wdm_write_be32(&out, sha256->state[i]);
}
