/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* MD5 as RFC 1321 describes it. Uses string.h and nothing else. */
#include <string.h>

#include "wdm/bytes.h"
#include "wdm/digest.h"

#define BLOCK ((size_t)64)

/* RFC 1321, 3.4: the integer part of 2^32 * abs(sin(i)), i = 1..64. */
static const uint32_t sines[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391};

/* How far each step of the four rounds rotates. */
static const uint8_t rotations[4][4] = {
    {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};

static uint32_t rotate_left(uint32_t value, unsigned count)
{
    return value << count | value >> (32 - count);
}

/* The functions F, G, H, I of the rounds 0 to 3. */
static uint32_t mix(unsigned round, uint32_t x, uint32_t y, uint32_t z)
{
    switch (round) {
    case 0:
        return (x & y) | (~x & z);
    case 1:
        return (x & z) | (y & ~z);
    case 2:
        return x ^ y ^ z;
    default:
        return y ^ (x | ~z);
    }
}

/* Which word of the block step `step` of a round takes. */
static unsigned word_of(unsigned round, unsigned step)
{
    static const uint8_t factor[4] = {1, 5, 3, 7};
    static const uint8_t offset[4] = {0, 1, 5, 0};
    return (factor[round] * step + offset[round]) % 16;
}

static void add_block(uint32_t state[4], const uint8_t *block)
{
    uint32_t a = state[0];
    uint32_t b = state[1];
    uint32_t c = state[2];
    uint32_t d = state[3];
    for (unsigned i = 0; i < 64; i++) {
        unsigned round = i / 16;
        uint32_t word = wdm_get_u32(block + (size_t)4 * word_of(round, i % 16));
        uint32_t sum = a + mix(round, b, c, d) + word + sines[i];
        a = d;
        d = c;
        c = b;
        b += rotate_left(sum, rotations[round][i % 4]);
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
}

void wdm_md5_init(struct wdm_md5 *md5)
{
    *md5 = (struct wdm_md5){.state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}};
}

void wdm_md5_add(struct wdm_md5 *md5, const void *bytes, size_t length)
{
    const uint8_t *next = bytes;
    while (length > 0) {
        size_t used = (size_t)(md5->length % BLOCK);
        size_t count = BLOCK - used < length ? BLOCK - used : length;
        memcpy(md5->block + used, next, count);
        md5->length += count;
        next += count;
        length -= count;
        if (used + count == BLOCK)
            add_block(md5->state, md5->block);
    }
}

void wdm_md5_end(struct wdm_md5 *md5, uint8_t digest[WDM_MD5_SIZE])
{
    static const uint8_t padding[BLOCK] = {0x80};
    uint8_t bits[8];
    struct wdm_writer length = wdm_writer(bits, sizeof(bits));
    wdm_write_u64(&length, md5->length << 3);
    size_t used = (size_t)(md5->length % BLOCK);
    wdm_md5_add(md5, padding, used < 56 ? 56 - used : 120 - used);
    wdm_md5_add(md5, bits, sizeof(bits));
    struct wdm_writer out = wdm_writer(digest, WDM_MD5_SIZE);
    for (size_t i = 0; i < 4; i++)
        wdm_write_u32(&out, md5->state[i]);
}
