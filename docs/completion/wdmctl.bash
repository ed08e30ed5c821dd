# SPDX-License-Identifier: LGPL-2.1-or-later
# bash completion for wdmctl: candidates come from the program itself.

_wdmctl()
{
    local typed=${COMP_LINE:0:COMP_POINT} words line candidate current breaks tail cut=0 i
    read -ra words <<<"$typed"
    [[ $typed == *[[:space:]] ]] && words+=("")
    current=${words[-1]}

    COMPREPLY=()
    while IFS= read -r line; do
        candidate=${line%%$'\t'*}
        if [[ ${line#*$'\t'} == "(file)" ]]; then
            while IFS= read -r line; do
                COMPREPLY+=("$candidate$line")
            done < <(compgen -f -- "${current#"$candidate"}")
            compopt -o filenames 2>/dev/null
        else
            COMPREPLY+=("$candidate")
        fi
    done < <("${words[0]/#\~/$HOME}" complete "${words[@]:1}" 2>/dev/null)

    # Readline has cut the word at these, and puts candidates behind the last one.
    breaks=${COMP_WORDBREAKS//[^=:@]/}
    if [[ -n $breaks ]]; then
        tail=${current##*[$breaks]}
        cut=$((${#current} - ${#tail}))
    fi
    for i in "${!COMPREPLY[@]}"; do
        COMPREPLY[i]=${COMPREPLY[i]:cut}
    done
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[=:,] ]] && compopt -o nospace 2>/dev/null
    return 0
}
complete -F _wdmctl wdmctl
