# SPDX-License-Identifier: LGPL-2.1-or-later
# fish completion for wdmctl: candidates come from the program itself.

function __wdmctl_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program $words[1]
    set -e words[1]

    for line in (command $program complete $words "$current" 2>/dev/null)
        set -l parts (string split -m 1 \t -- $line)
        if test "$parts[2]" = "(file)"
            set -l head (string length -- "$parts[1]")
            for file in (__fish_complete_path (string sub -s (math $head + 1) -- "$current"))
                echo "$parts[1]$file"
            end
        else
            echo $line
        end
    end
end

complete -c wdmctl -f -a '(__wdmctl_complete)'
