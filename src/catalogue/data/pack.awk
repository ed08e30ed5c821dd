# SPDX-License-Identifier: LGPL-2.1-or-later
#
# Packs the catalogue's texts for small builds: pairs of characters that are often
# side by side become one byte (byte pair encoding); unpack.c has the other half.
#
#   awk -f pack.awk MODE=learn FILE...   the table of pairs, as C, from preprocessed C
#   awk -f pack.awk MODE=pack PAIRS FILE one preprocessed file, with its texts packed
#
# Texts are the string literals that have a blank or a colon: layouts, and the values
# of enumerations. Names have neither, and stay as they are. Natural forms ("@dBm"),
# which small builds do not know, are taken out. Wants LC_ALL=C; the same everywhere.

BEGIN {
    # Codes are the bytes that no text has: 1 to 31, and 127 on.
    MOST = 160
    for (i = 0; i < MOST; i++)
        code[i] = sprintf("%c", i < 31 ? i + 1 : i + 96)
    for (i = 1; i < 256; i++)
        value[sprintf("%c", i)] = i
    reading_pairs = 0
}

FNR == 1 { files++; reading_pairs = MODE == "pack" && files == 1 }

reading_pairs {
    if ($1 == "/*")
        next
    if ($1 ~ /^\{/)
        pair[pairs++] = sprintf("%c%c", substr($1, 2) + 0, $2 + 0)
    next
}

# What the preprocessor says of files is no text.
/^#/ { body = body "\n" $0 "\n"; next }
{ body = body $0 "\n" }

# Splits what is left of `body` before the next literal, and the literal, which may be
# written as several; returns false where there is none.
function next_literal(    rest, at) {
    literal = ""
    before = ""
    for (;;) {
        if (match(body, /^#[^\n]*\n/) || match(body, /^[^"\n]*\n/)) {
            before = before substr(body, 1, RLENGTH)
            body = substr(body, RLENGTH + 1)
            continue
        }
        break
    }
    at = index(body, "\"")
    if (at == 0)
        return 0
    before = before substr(body, 1, at - 1)
    body = substr(body, at)
    while (match(body, /^"[^"]*"/)) {
        literal = literal substr(body, 2, RLENGTH - 2)
        body = substr(body, RLENGTH + 1)
        rest = body
        while (match(rest, /^([ \t\n]+|#[^\n]*\n)/))
            rest = substr(rest, RLENGTH + 1)
        if (substr(rest, 1, 1) != "\"")
            break
        body = rest
    }
    return 1
}

function is_text(text) { return text ~ /[ :]/ }

function without_forms(text) {
    gsub(/@[^ }]+/, "", text)
    return text
}

# Puts `new` where `old`, two characters, stands.
function replace(text, old, new,    at, done) {
    done = ""
    while ((at = index(text, old)) > 0) {
        done = done substr(text, 1, at - 1) new
        text = substr(text, at + 2)
    }
    return done text
}

function learn(all,    i, n, k, p, best, count, length_of_all) {
    print "/* Made by pack.awk: the pairs that codes stand for. */"
    print "#include \"unpack.h\""
    print "const unsigned char wdm_pairs[WDM_PAIRS][2] = {"
    for (k = 0; k < MOST; k++) {
        for (p in count)
            delete count[p]
        length_of_all = length(all)
        for (i = 1; i < length_of_all; i++)
            count[substr(all, i, 2)]++
        best = ""
        n = 0
        for (p in count)
            if (index(p, "\n") == 0 && (count[p] > n || (count[p] == n && p < best)) &&
                depth[substr(p, 1, 1)] < 14 && depth[substr(p, 2, 1)] < 14) {
                best = p
                n = count[p]
            }
        all = replace(all, best, code[k])
        i = depth[substr(best, 1, 1)]
        if (depth[substr(best, 2, 1)] > i)
            i = depth[substr(best, 2, 1)]
        depth[code[k]] = i + 1
        printf "{%d, %d},\n", value[substr(best, 1, 1)], value[substr(best, 2, 1)]
    }
    print "};"
}

# As a literal of C: codes as three octal digits.
function quoted(text,    i, c, out) {
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        out = out (value[c] < 32 || value[c] > 126 ? sprintf("\\%03o", value[c]) : c)
    }
    return "\"" out "\""
}

END {
    if (MODE == "learn") {
        while (next_literal())
            if (is_text(literal) && !(literal in seen)) {
                seen[literal] = 1
                all = all without_forms(literal) "\n"
            }
        learn(all)
    } else {
        while (next_literal()) {
            text = literal
            if (is_text(text)) {
                text = without_forms(text)
                for (i = 0; i < pairs; i++)
                    text = replace(text, pair[i], code[i])
            }
            printf "%s%s", before, quoted(text)
        }
        printf "%s%s", before, body
    }
}
