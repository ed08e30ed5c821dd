/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a wrong name of a field or a value may have been meant for. Uses string.h. */
#include <string.h>

#include "encode.h"
#include "print.h"

/* Looks for the field whose path is nearest to one that is wrong. */
struct search {
    struct wdm_walker walker;
    const char *wrong; /* with "[N]" for its indexes */
    size_t least;
    struct wdm_path best;
    struct wdm_output *all; /* where all paths go */
    bool first;
};

static const char *last_part(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot ? dot + 1 : path;
}

static void consider(struct wdm_walker *walker, const struct wdm_layout_field *field,
                     const struct wdm_layout_type *type)
{
    struct search *search = (struct search *)walker;
    const char *path = walker->path.text;
    (void)field;
    (void)type;
    if (!search->first)
        wdm_put(search->all, ", ");
    search->first = false;
    wdm_put(search->all, path);
    size_t distance = wdm_name_distance(search->wrong, path);
    /* "mode" may well mean "info.mode", and "inf.mode" too. */
    size_t last = wdm_name_distance(last_part(search->wrong), last_part(path)) + 1;
    if (last < distance)
        distance = last;
    if (distance < search->least) {
        search->least = distance;
        search->best = walker->path;
    }
}

/* The path with "[N]" for each index. */
static void generalize(struct wdm_name path, struct wdm_path *general)
{
    wdm_path_cut(general, 0);
    while (path.length > 0) {
        struct wdm_name left = path;
        if (path.text[0] == '[' && wdm_encode_take_index(&left)) {
            wdm_path_text(general, "[N]");
            path = left;
        } else {
            char character[2] = {path.text[0], '\0'};
            wdm_path_text(general, character);
            path.text++;
            path.length--;
        }
    }
}

bool wdm_encode_no_field(struct wdm_encoder *encoder, struct wdm_name path)
{
    char all[120];
    struct wdm_text_output output;
    struct wdm_path general;
    struct search search = {
        .walker = {.layout = encoder->layout, .visit = consider},
        .least = 255,
        .first = true,
    };
    int length = path.length < 60 ? (int)path.length : 60;
    wdm_text_output_init(&output, all, sizeof(all));
    generalize(path, &general);
    search.wrong = general.text;
    search.all = &output.output;
    wdm_layout_walk(&search.walker);
    if (search.first)
        return wdm_fail(encoder->error, WDM_USAGE, "no field \"%.*s\": there are none", length,
                        path.text);
    if (search.least <= 2 || search.least * 3 <= general.length)
        return wdm_fail(encoder->error, WDM_USAGE, "no field \"%.*s\"; did you mean \"%s\"?",
                        length, path.text, search.best.text);
    return wdm_fail(encoder->error, WDM_USAGE, "no field \"%.*s\"; there are: %s%s", length,
                    path.text, all, output.cut ? "..." : "");
}

/* Copies a name into `text`, cut to fit, with a NUL. */
static void copy_name(char *text, size_t capacity, const char *name, size_t length)
{
    if (length > capacity - 1)
        length = capacity - 1;
    memcpy(text, name, length);
    text[length] = '\0';
}

/* Whether two names are near enough for one to be meant by the other. */
static bool is_near(size_t distance, size_t length)
{
    return distance <= 1 || distance * 3 <= length;
}

bool wdm_encode_bad_name(struct wdm_encoder *encoder, const struct wdm_layout_type *type,
                         const struct wdm_enumeration *enumeration, struct wdm_name name)
{
    char wrong[48];
    char best[64] = "";
    char words[WDM_ENCODE_WORDS];
    size_t least = 255;
    struct wdm_enumerator each = wdm_enumerator_before(enumeration);
    copy_name(wrong, sizeof(wrong), name.text, name.length);
    while (wdm_enumerator_next(enumeration, &each)) {
        char candidate[sizeof(best)];
        copy_name(candidate, sizeof(candidate), each.name, each.length);
        size_t distance = wdm_name_distance(wrong, candidate);
        if (distance >= least)
            continue;
        least = distance;
        memcpy(best, candidate, sizeof(best));
    }
    wdm_encode_put_words(encoder, type, words);
    if (!is_near(least, strlen(wrong)))
        return wdm_encode_fail(encoder, "no such name \"%s\"; %s", wrong, words);
    return wdm_encode_fail(encoder, "no such name \"%s\" (did you mean \"%s\"?); %s", wrong, best,
                           words);
}
