/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* MD5 and SHA-256: the vectors of RFC 1321 (A.5) and of FIPS 180 with NIST's
 * examples, whole and in pieces. */
#include "support.h"

#include <string.h>

#include "wdm/digest.h"

static const struct {
    const char *text;
    size_t repeat;
    const char *md5;
    const char *sha256;
} vectors[] = {
    {"", 1, "d41d8cd98f00b204e9800998ecf8427e",
     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"a", 1, "0cc175b9c0f1b6a831c399e269772661",
     "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"},
    {"abc", 1, "900150983cd24fb0d6963f7d28e17f72",
     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"message digest", 1, "f96b697d7cb7938d525a2f31aaf161d0",
     "f7846f55cf23e14eebeab5b4e1550cad5b509e3348fbc4efa3a1413d393cb650"},
    {"abcdefghijklmnopqrstuvwxyz", 1, "c3fcd3d76192e4007dfb496cca67e13b",
     "71c480df93d6ae2f1efad1447c66c9525e316218cf51fc8d9ed832f2daf18b73"},
    {"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 1,
     "d174ab98d277d9f5a5611c2c9f419d9f",
     "db4bfcbd4da0cd85a60c3c37d3fbd8805c77f15fc6b1fdfe614ee0a7c8fdb4c0"},
    {"12345678901234567890123456789012345678901234567890123456789012345678901234567890", 1,
     "57edf4a22be3c955ac49da2e2107b67a",
     "f371bc4a311f2b009eef952dd83ca80e2b60026c8e935592d0f9c308453c813e"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
     "8215ef0796a20bcaaae116d3876c664a",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnop"
     "qrsmnopqrstnopqrstu",
     1, "03dd8807a93175fb062dfb55dc7d359c",
     "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
    {"aaaaaaaaaa", 100000, "7707d6ae4e027c70eea2a935c2296f21",
     "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
};

/* Adds the text `repeat` times, in pieces of at most `piece` bytes. */
static void digest(const char *text, size_t repeat, size_t piece, uint8_t md5_out[WDM_MD5_SIZE],
                   uint8_t sha256_out[WDM_SHA256_SIZE])
{
    struct wdm_md5 md5;
    struct wdm_sha256 sha256;
    size_t length = strlen(text);
    wdm_md5_init(&md5);
    wdm_sha256_init(&sha256);
    for (size_t i = 0; i < repeat; i++) {
        for (size_t done = 0; done < length; done += piece) {
            size_t count = length - done < piece ? length - done : piece;
            wdm_md5_add(&md5, text + done, count);
            wdm_sha256_add(&sha256, text + done, count);
        }
    }
    wdm_md5_end(&md5, md5_out);
    wdm_sha256_end(&sha256, sha256_out);
}

static void published_vectors(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(vectors); i++) {
        uint8_t md5[WDM_MD5_SIZE];
        uint8_t sha256[WDM_SHA256_SIZE];
        digest(vectors[i].text, vectors[i].repeat, SIZE_MAX / 2, md5, sha256);
        assert_hex(md5, sizeof(md5), vectors[i].md5);
        assert_hex(sha256, sizeof(sha256), vectors[i].sha256);
    }
}

static void in_pieces_of_every_size(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(vectors); i++) {
        if (vectors[i].repeat > 1)
            continue;
        for (size_t piece = 1; piece <= 130; piece++) {
            uint8_t md5[WDM_MD5_SIZE];
            uint8_t sha256[WDM_SHA256_SIZE];
            digest(vectors[i].text, 1, piece, md5, sha256);
            assert_hex(md5, sizeof(md5), vectors[i].md5);
            assert_hex(sha256, sizeof(sha256), vectors[i].sha256);
        }
    }
}

/* Messages of 'x' whose length is around the edges of the padding, against
 * digests made by OpenSSL. */
static void around_a_block(void **state)
{
    (void)state;
    static const struct {
        size_t length;
        const char *md5;
        const char *sha256;
    } edges[] = {
        {54, "61ea0974c662328da964d977a8253873",
         "45f316e10b2c99abf374b22bda893cf3300d77263f1e272349ed414680522952"},
        {55, "04364420e25c512fd958a70738aa8f72",
         "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072"},
        {56, "668a72d5ba17f08e62dabcafad6db14b",
         "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e"},
        {57, "693037871c4a9d3d8685018905cb530a",
         "ae14a2563ccf969d99aca69ce6bb74981f734bbf9f655f73b8f06db68cab5217"},
        {63, "7dc2ca208106a2f703567bdff99d8981",
         "75220b47218278e656f2013bb8f0c455a25eaf01e86c64924e9d48d89776d6f2"},
        {64, "c1bb4f81d892b2d57947682aeb252456",
         "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c"},
        {65, "1bc932052302d074bdec39795fe00cf6",
         "9537c5fdf120482f7d58d25e9ed583f52c02b4e304ea814db1633ad565aed7e9"},
        {119, "ab347a5f68c8a443cfcddc633f12c24f",
         "000b48d4edf0fa7bee3c6236ecd2785baa5db4eeb8bb54341b029e0d9fa5fb0c"},
        {120, "fb98667f98096de92620b64f46e1c5b5",
         "13f05a0b594787f5ecd315edc96141bd3243203d1b7d4f0836f37308b276ba98"},
        {127, "a0b28c1da68705c2ff883fe279b72753",
         "70156a14adbabf98cff3a71c7084b417abf057a8efd27329ca36b7202c87d81f"},
        {128, "d69cb61a6ee87200676eb0d4b90edbcb",
         "24da1b81d0b16df6428eee73c69fcb2a93c76bc6df706f0c6670fe6bfe800464"},
    };
    for (size_t i = 0; i < COUNT(edges); i++) {
        uint8_t md5[WDM_MD5_SIZE];
        uint8_t sha256[WDM_SHA256_SIZE];
        digest("x", edges[i].length, 1, md5, sha256);
        assert_hex(md5, sizeof(md5), edges[i].md5);
        assert_hex(sha256, sizeof(sha256), edges[i].sha256);
    }
}

/* Adding nothing, even from nowhere, changes nothing. */
static void nothing(void **state)
{
    (void)state;
    struct wdm_md5 md5;
    struct wdm_sha256 sha256;
    uint8_t out[WDM_SHA256_SIZE];
    wdm_md5_init(&md5);
    wdm_md5_add(&md5, NULL, 0);
    wdm_md5_end(&md5, out);
    assert_hex(out, WDM_MD5_SIZE, vectors[0].md5);
    wdm_sha256_init(&sha256);
    wdm_sha256_add(&sha256, NULL, 0);
    wdm_sha256_end(&sha256, out);
    assert_hex(out, WDM_SHA256_SIZE, vectors[0].sha256);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_vectors),
        cmocka_unit_test(in_pieces_of_every_size),
        cmocka_unit_test(around_a_block),
        cmocka_unit_test(nothing),
    };
    return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
