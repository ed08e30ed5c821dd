/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Findings of --explain that are alike: only the first few are told as they come, and how
 * many more there were at the end. In constant memory, and without I/O. */
#include <string.h>

#include "decode.h"
#include "wdm/format.h"

static uint64_t mix(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * UINT64_C(0x100000001b3);
}

static bool is_in_word(char character)
{
    return wdm_digit(character) < 10 || (character >= 'a' && character <= 'z') ||
           (character >= 'A' && character <= 'Z');
}

/* The words but for their numbers: ids, lengths and times. What is written 0x is a name. */
static uint64_t mix_words(uint64_t hash, const char *words)
{
    char before = ' ';

    for (; *words != '\0'; words++) {
        bool number = wdm_digit(*words) < 10 && !is_in_word(before) && words[1] != 'x';

        while (number && wdm_digit(words[1]) < 10)
            words++;
        hash = mix(hash, number ? '0' : (unsigned char)*words);
        before = *words;
    }
    return hash;
}

static uint64_t key_of(const struct wdm_finding *finding)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    hash = mix(hash, (uint64_t)finding->rule * 2 + finding->problem);
    hash = mix(hash, (uint64_t)finding->device << 16 | finding->interface);
    return mix_words(hash, finding->what);
}

static bool is_pending(const struct decode_fold *fold)
{
    return fold->count > DECODE_FOLD_TOLD;
}

/* The one that is missed least: free, or with nothing to tell at the end, or old. */
static struct decode_fold *least_of(struct decode_folds *folds)
{
    struct decode_fold *least = &folds->list[0];

    for (size_t i = 1; i < DECODE_FOLDS; i++) {
        struct decode_fold *each = &folds->list[i];

        if (is_pending(each) != is_pending(least) ? is_pending(least) : each->seen < least->seen)
            least = each;
    }
    return least;
}

uint64_t decode_fold_add(struct decode_folds *folds, const struct wdm_finding *finding,
                         struct decode_fold *gone)
{
    uint64_t key = key_of(finding);
    struct decode_fold *fold = NULL;

    gone->count = 0;
    for (size_t i = 0; i < DECODE_FOLDS && fold == NULL; i++) {
        if (folds->list[i].count > 0 && folds->list[i].key == key)
            fold = &folds->list[i];
    }
    if (fold == NULL) {
        fold = least_of(folds);
        if (is_pending(fold))
            *gone = *fold;
        fold->key = key;
        fold->count = 0;
        fold->first = *finding;
        wdm_format(fold->what, sizeof fold->what, "%s", finding->what);
    }
    fold->seen = ++folds->clock;
    fold->last_number = finding->number;
    fold->last_offset = finding->offset;
    return ++fold->count;
}

bool decode_fold_next(struct decode_folds *folds, struct decode_fold *gone)
{
    struct decode_fold *first = NULL;

    for (size_t i = 0; i < DECODE_FOLDS; i++) {
        struct decode_fold *each = &folds->list[i];

        if (is_pending(each) && (first == NULL || each->first.number < first->first.number))
            first = each;
    }
    if (first == NULL)
        return false;
    *gone = *first;
    first->count = 0;
    return true;
}

void decode_fold_begin(struct decode_folds *folds)
{
    memset(folds, 0, sizeof *folds);
}
