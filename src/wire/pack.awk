# SPDX-License-Identifier: LGPL-2.1-or-later
#
# Packs texts for static builds: pairs of characters that are often side by side become
# one byte (byte pair encoding); unpack.c has the other half.
#
#   awk -f pack.awk MODE=learn KIND=kind FILE...      the table of pairs, as C
#   awk -f pack.awk MODE=pack KIND=kind PAIRS FILE    a file with its texts packed
#
# FILEs are preprocessed C. The texts are, by KIND:
#
#   layout       string literals with a colon. Natural forms ("@dBm"), which small builds
#                do not know, are taken out unless FORMS=1.
#   enumeration  those with a blank and no colon: names have neither, and stay as they are.
#   message      literals that are the format of a function below, the .summary and .help
#                of a command, and what an option's row says of it; all with a blank in
#                the files that `whole` names; and the rest of one that the preprocessor's
#                lines have in two.
#   answer       those that begin as "path=value" does: what simulated modems answer.
#
# Wants LC_ALL=C; gives the same everywhere.

BEGIN {
    FORMATTERS = "(wdm_fail|wdm_fail_hint|wdm_fail_doing|wdm_encode_fail|mistake|wdm_format|wdm_put_format|wdm_put_packed)"
    # {"help", 'h', NULL,
    OPTION = "\\{\"[a-z-]+\", *(0|'.'), *(\"[^\"]*\"|\\(\\(void *\\*\\) ?0\\)) *, *$"
    # Codes are the bytes that no text has: 1 to 31 but the newline, and 127 to 254.
    MOST = 159
    END_OF_TEXT = sprintf("%c", 255)
    NEWLINE = 9
    for (i = 0; i < MOST; i++)
        code[i] = sprintf("%c", i < 31 ? i + 1 : i + 96)
    for (i = 1; i < 256; i++)
        value[sprintf("%c", i)] = i
}

FNR == 1 {
    files++
    whole = FILENAME ~ /\/(capture\/explain[a-z_]*|session\/at_errors|sim\/sim_(faults|replay_options))\.i$/
}

MODE == "pack" && files == 1 {
    if ($1 ~ /^\{/)
        pair[pairs++] = sprintf("%c%c", substr($1, 2) + 0, $2 + 0)
    next
}

# Lines without a literal, and what the preprocessor says of files, hold no text.
/^#/ || !/"/ { add($0, 0); next }
{ add($0, 1) }

function add(line, has_literal) {
    if (FNR > 1 && kinds[lines - 1] == has_literal) {
        body[lines - 1] = body[lines - 1] "\n" line
    } else {
        kinds[lines] = has_literal
        whole_of[lines] = whole
        body[lines++] = line
    }
}

# Where the next literal begins in `rest`, or 0; a quote may be a character too.
function next_quote(    at, passed) {
    passed = 0
    while ((at = index(substr(rest, passed + 1), "\"")) > 0) {
        passed += at
        if (substr(rest, passed - 1, 3) != "'\"'")
            return passed
    }
    return 0
}

# Takes the literal, which may be written as several, at the beginning of `rest`.
function take_literal(    before) {
    literal = ""
    before = rest
    while (match(rest, /^"([^"\\]|\\.)*"/)) {
        literal = literal substr(rest, 2, RLENGTH - 2)
        rest = substr(rest, RLENGTH + 1)
        if (!match(rest, /^[ \t\n]*"/))
            break
        rest = substr(rest, RLENGTH)
    }
    written = substr(before, 1, length(before) - length(rest))
}

function is_packed(text, before, after) {
    if (text ~ /\\[^n"\\]/)
        return 0
    if (KIND == "layout")
        return text ~ /:/
    if (KIND == "enumeration")
        return text ~ / / && text !~ /:/
    if (before ~ /" *$/)
        return was_packed
    if (KIND == "answer")
        return text ~ /^[a-z0-9_.\[\]]+=/
    if (whole)
        return text ~ / /
    if (before ~ /\.(summary|help) = *$/ || before ~ OPTION)
        return text ~ / /
    return before ~ (FORMATTERS " ?\\(([^;()\"]|\\([^()\"]*\\))*, *$") && after ~ /^ *[,)]/
}

# Without what the preprocessor says of files.
function without_lines(text) {
    gsub(/# [0-9]+ "[^"]*"[ 0-9]*/, " ", text)
    return text
}

# The text that a literal stands for.
function meant(text) {
    if (KIND == "layout" && !FORMS)
        gsub(/@[^ }]+/, "", text)
    gsub(/\\n/, "\n", text)
    gsub(/\\"/, "\"", text)
    return text
}

# Goes through all texts: learns them, or prints the files with them packed.
function go_through(    k, at, tail, i, text, after) {
    for (k = 0; k < lines; k++) {
        whole = whole_of[k]
        if (kinds[k] == 0) {
            if (MODE == "pack")
                print body[k]
            tail = tail without_lines(substr(body[k], length(body[k]) - 300))
            continue
        }
        rest = body[k] "\n"
        while ((at = next_quote()) > 0) {
            tail = tail substr(rest, 1, at - 1)
            if (MODE == "pack")
                printf "%s", substr(rest, 1, at - 1)
            rest = substr(rest, at)
            take_literal()
            gsub(/[ \t\n]+/, " ", tail)
            tail = substr(tail, length(tail) > 400 ? length(tail) - 400 : 1)
            after = rest == "\n" && k + 2 < lines ? substr(body[k + 1], 1, 200) : substr(rest, 1, 20)
            after = without_lines(after)
            gsub(/[ \t\n]+/, " ", after)
            was_packed = is_packed(literal, tail, after)
            if (!was_packed) {
                if (MODE == "pack")
                    printf "%s", written
            } else if (MODE == "pack") {
                text = meant(literal)
                for (i = 0; i < pairs; i++)
                    if (i != NEWLINE)
                        text = replace(text, pair[i], code[i])
                printf "%s", quoted(text)
            } else if (!(literal in seen)) {
                seen[literal] = 1
                all = all meant(literal) END_OF_TEXT
            }
            tail = tail "\"" literal "\""
        }
        if (MODE == "pack")
            printf "%s", rest
        tail = tail rest
    }
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

function deeper(pair,    a, b) {
    a = depth[substr(pair, 1, 1)]
    b = depth[substr(pair, 2, 1)]
    return (a > b ? a : b) + 1
}

function learn(    i, n, k, p, best, count, most) {
    print "/* Made by pack.awk: what codes stand for. */"
    print "#include \"wdm/unpack.h\""
    print "const unsigned char wdm_" KIND "_pairs[WDM_PAIRS][2] = {"
    for (k = 0; k < MOST; k++) {
        if (k == NEWLINE) {
            print "{0, 0},"
            continue
        }
        for (p in count)
            delete count[p]
        most = length(all)
        for (i = 1; i < most; i++)
            count[substr(all, i, 2)]++
        best = ""
        n = 2
        for (p in count)
            if (count[p] >= n && index(p, END_OF_TEXT) == 0 && deeper(p) < 15 &&
                (count[p] > n || best == "" || p < best)) {
                best = p
                n = count[p]
            }
        if (best == "") {
            print "{0, 0},"
            continue
        }
        all = replace(all, best, code[k])
        depth[code[k]] = deeper(best)
        printf "{%d, %d},\n", value[substr(best, 1, 1)], value[substr(best, 2, 1)]
    }
    print "};"
}

# As a literal of C: codes as three octal digits.
function quoted(text,    i, c, out) {
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (value[c] < 32 || value[c] > 126)
            c = sprintf("\\%03o", value[c])
        else if (c == "\"" || c == "\\")
            c = "\\" c
        out = out c
    }
    return "\"" out "\""
}

END {
    go_through()
    if (MODE == "learn")
        learn()
}
