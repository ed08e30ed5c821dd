# SPDX-License-Identifier: LGPL-2.1-or-later
# bash completion for wdmctl: names come from the program itself.

_wdmctl()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local words=() word skip= names=

    # The words so far that are no options and no values of options.
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ -n $skip ]]; then skip=; continue; fi
        case $word in
        -d | -m | -t | --device | --mode | --timeout | --method | --listen) skip=1 ;;
        -*) ;;
        *) words+=("$word") ;;
        esac
    done
    case $previous in
    -m | --mode) names="auto mbim qmi" ;;
    --method) names="auto sierra" ;;
    -d | --device)
        names="$(compgen -G '/dev/cdc-wdm*') $(compgen -G '/dev/wwan*') sim:em7355 sim:em7355-qmi"
        ;;
    *)
        case ${#words[@]}:${words[0]-} in
        0:*) names="unlock probe info radio qmi mbim send sim" ;;
        1:radio) names="on off" ;;
        1:qmi | 1:mbim) names=$(wdmctl "${words[0]}" 2>/dev/null | awk '{print $2}') ;;
        2:qmi | 2:mbim) names=$(wdmctl "${words[@]}" 2>/dev/null | awk '{print $2}') ;;
        3:mbim) names="query set" ;;
        1:sim) names=$(wdmctl sim 2>/dev/null | awk '/^  /{print $1} /^faults/{exit}') ;;
        esac
        [[ $current == -* ]] && names="--device --mode --timeout --verbose --json --personal --help"
        [[ $current == -* && ${words[0]-} == unlock ]] &&
            names+=" --method --power-on --no-verify --dry-run --list"
        [[ $current == -* && ${words[0]-} == sim ]] && names+=" --listen --pty"
        [[ $current == -* && ${words[0]-} == send ]] && names+=" --no-open"
        ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$names" -- "$current")
}
complete -F _wdmctl wdmctl
