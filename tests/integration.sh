#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# make check-integration: installs what "make install-integration" does below a
# temporary folder, and puts it to work: the scripts in their shells, the images that
# initramfs-tools and dracut make with them (of a kernel that has stubs for modules), the
# unit, the rules, and the call by ModemManager with a real syslogd. As root, in a mount
# namespace of its own; the machine is left as it was, but for the packages.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"

fail() {
    echo "tests/integration.sh: $*" >&2
    exit 1
}

tools="shellcheck dash busybox mkinitramfs udevadm systemd-analyze depmod cpio"
found() {
    for tool in $tools; do
        command -v "$tool" >/dev/null || return 1
    done
    [ -d /usr/lib/dracut/modules.d ]
}

[ "$(id -u)" = 0 ] || fail "run as root: it mounts, in a namespace of its own"
if ! found && command -v apt-get >/dev/null; then
    echo "The tests of the integration need some packages: installing them."
    {
        apt-get update -q
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
            shellcheck dash busybox-static initramfs-tools dracut-core udev systemd kmod cpio
    } >&2
fi
found || fail "install $tools and dracut's modules (Debian: dracut-core)"
if [ "${1:-}" != inside ]; then
    # Debian has the folder with its first kernel.
    mkdir -p /lib/modules
    exec unshare -m --propagation private "$0" inside
fi

work=$(mktemp -d)
sim=
logger=
end() {
    [ -z "$sim" ] || kill "$sim" || :
    [ -z "$logger" ] || kill "$logger" || :
    rm -rf --one-file-system "$work"
}
trap end EXIT
trap 'exit 1' INT TERM

# ---- Installing: everything, to where it is asked for, and gone again.

make -s install-integration DESTDIR="$work/dest" PREFIX=/usr
installed=$(cd "$work/dest" && find . -type f -o -type l | sort)
[ "$(echo "$installed" | grep -vc fcc-unlock)" = 14 ] || fail "installed: $installed"
! grep -rqE '@[A-Z]+@' "$work/dest/usr/lib" "$work/dest/usr/share" || fail "a path is not filled in"
make -s uninstall-integration DESTDIR="$work/dest" PREFIX=/usr
left=$(cd "$work/dest" && find . -type f -o -type l)
[ "$left" = ./usr/bin/wdmctl ] || fail "uninstalling leaves $left"
if make -s install-integration DESTDIR="$work/dest" LOCKS=/dev/null 2>"$work/error"; then
    fail "there are rules without modems"
fi
if make -s B="$work/build" "$work/build/locks" RUNNER=false -o "$work/build/wdmctl" 2>"$work/error"; then
    fail "a program that does not run has a list"
fi
grep -q LOCKS= "$work/error" || fail "a program that does not run: $(cat "$work/error")"

mkdir -p "$work/etc"
install_there() {
    make -s "$1" PREFIX="$work/usr" SYSCONFDIR="$work/etc" INITRAMFSDIR="$work/initramfs-tools" \
        DRACUTDIR="$work/dracut" MKINITCPIODIR="$work/initcpio" SYSTEMDUNITDIR="$work/systemd" \
        UDEVRULESDIR="$work/udev"
}
install_there install-integration
share=$work/usr/share/wdmctl
program=$work/usr/bin/wdmctl
echo "installing: as asked, and back"

# ---- The shells' opinion.

posix="$share/unlock-at-boot $work/initramfs-tools/hooks/wdmctl
    $work/initramfs-tools/scripts/init-premount/wdmctl
    $work/initramfs-tools/scripts/init-bottom/wdmctl $work/dracut/90wdmctl/wdmctl-start.sh
    $work/dracut/90wdmctl/wdmctl-finish.sh $work/initcpio/hooks/wdmctl
    docs/integration/udev/make-rules.sh"
# shellcheck disable=SC2086
shellcheck -s dash $posix
shellcheck "$work/dracut/90wdmctl/module-setup.sh" "$work/initcpio/install/wdmctl" tests/integration.sh
for script in $posix; do
    dash -n "$script"
    busybox ash -n "$script"
done
echo "shellcheck, dash, ash: nothing to say"

# ---- The unit and the rules.

systemd-analyze verify --man=no "$work/systemd/wdmctl-unlock@.service" 2>"$work/error" || :
! grep -F wdmctl "$work/error" || fail "systemd-analyze verify"

"$program" unlock --list | cut -d ' ' -f 1 | while read -r id; do
    grep -q "ATTRS{idVendor}==\"${id%:*}\", ATTRS{idProduct}==\"${id#*:}\"" \
        "$work/udev/78-wdmctl.rules" || fail "no rule for $id"
    grep -q "ATTRS{vendor}==\"0x${id%:*}\", ATTRS{device}==\"0x${id#*:}\"" \
        "$work/udev/78-wdmctl.rules" || fail "no PCI rule for $id"
    [ "$(readlink -f "$share/fcc-unlock.available.d/$id")" = "$program" ] || fail "no link for $id"
done
mount -t tmpfs none /run
mount -t tmpfs none /boot
mount -t tmpfs none /lib/modules
mkdir -p /run/udev/rules.d
cp "$work/udev/78-wdmctl.rules" /run/udev/rules.d/
if udevadm verify --help >/dev/null 2>&1; then
    udevadm verify "$work/udev/78-wdmctl.rules"
else
    # It reads all rules first, and says what it does not understand in them.
    udevadm test --action=add /sys/class/mem/null >"$work/udevadm" 2>&1 || :
    grep -q 'Reading rules file: /run/udev/rules.d/78-wdmctl.rules' "$work/udevadm" ||
        fail "udevadm test has not read the rules: $(cat "$work/udevadm")"
    ! grep '78-wdmctl.rules:' "$work/udevadm" || fail "udevadm test"
fi
echo "unit and rules: understood"

# ---- unlock-at-boot, in a tree that looks like a system's, with a modem that the
# simulator plays.

trees=0
stubs=$work/stubs
mkdir -p "$stubs"
ln -s "$program" "$stubs/wdmctl"
cat >"$stubs/modprobe" <<TEXT
#!/bin/sh
echo "\$2" >>"$work/modprobe"
TEXT
chmod +x "$stubs/modprobe"

# A new one each time: what an earlier one started may still be looking there.
make_tree() {
    trees=$((trees + 1))
    tree=$work/tree$trees
    mkdir -p "$tree/dev" "$tree/etc" "$tree/run/udev" "$tree/proc" "$tree/usr/lib/wdmctl" \
        "$tree/sys/usb/interface" "$tree/sys/class/usbmisc/cdc-wdm0"
    ln -s /proc/uptime "$tree/proc/uptime"
    cp "$share/modules" "$tree/usr/lib/wdmctl/modules"
    ln -s ../../../usb/interface "$tree/sys/class/usbmisc/cdc-wdm0/device"
    echo "quiet wdmctl.timeout=$1 root=/dev/*" >"$tree/proc/cmdline"
    : >"$tree/dev/kmsg"
    : >"$tree/run/udev/control"
    : >"$work/modprobe"
}

# The modem: its ids, and its port on a pseudo-terminal.
plug() {
    echo "${1%:*}" >"$tree/sys/usb/idVendor"
    echo "${1#*:}" >"$tree/sys/usb/idProduct"
    ln -s "$port" "$tree/dev/cdc-wdm0"
}

play() {
    rm -f "$work/port"
    "$program" sim "$1" --pty >"$work/port" &
    sim=$!
    until [ -s "$work/port" ]; do sleep 0.05; done
    read -r port <"$work/port"
}

unplay() {
    kill "$sim"
    wait "$sim" || :
    sim=
}

uptime() {
    read -r up _ </proc/uptime
    echo "${up%.*}${up#*.}"
}

# The script with each word given, in $shell.
at_boot() {
    for word in "$@"; do
        PATH="$stubs:$PATH" WDMCTL_ROOT=$tree $shell "$share/unlock-at-boot" "$word"
    done
}

# Both, and how long that took, in hundredths of a second in $took.
both() {
    before=$(uptime)
    at_boot start finish
    took=$(($(uptime) - before))
}

kmsg_is() {
    if ! grep -qxE "$1" "$tree/dev/kmsg" || [ "$(wc -l <"$tree/dev/kmsg")" != 1 ]; then
        fail "$shell: not '$1' in the log but: $(cat "$tree/dev/kmsg")"
    fi
}

# $1 is from $2 to $3.
within() {
    if [ "$1" -lt "$2" ] || [ "$1" -gt "$3" ]; then
        fail "$shell: $4: $1 hundredths of a second, not $2 to $3"
    fi
}

for shell in dash "busybox ash"; do
    # No modem: no word, and not more time than allowed.
    make_tree 1
    both
    [ ! -s "$tree/dev/kmsg" ] || fail "$shell: no modem: $(cat "$tree/dev/kmsg")"
    within "$took" 90 250 "no modem"
    [ ! -s "$work/modprobe" ] || fail "$shell: modprobe, with udev there"

    # A modem that comes later, from a module that only modprobe loads.
    make_tree 9
    rm "$tree/run/udev/control"
    play em7355
    (sleep 0.5 && plug 1199:901f) &
    both
    kmsg_is '<6>wdmctl: cdc-wdm0 \(1199:901f\) is unlocked, [0-9]+\.[0-9][0-9] s after it appeared, at [0-9]+\.[0-9][0-9] s'
    within "$took" 40 500 "a modem"
    # busybox may have a modprobe of its own inside, which finds nothing here.
    if [ "$shell" = dash ] && [ "$(cat "$work/modprobe")" != "$(cat "$share/modules")" ]; then
        fail "modprobe: $(cat "$work/modprobe")"
    fi
    cat "$tree/dev/kmsg"
    # Once more: finish does not wait for what has ended.
    before=$(uptime)
    at_boot finish
    [ $(($(uptime) - before)) -le 50 ] || fail "$shell: finish waits for nothing"
    unplay

    # One whose lock is not known is left alone; 0 is off.
    make_tree 1
    play em7355
    plug 1199:9999
    both
    [ ! -s "$tree/dev/kmsg" ] || fail "$shell: unknown: $(cat "$tree/dev/kmsg")"
    make_tree 1 # soldered on: it has no ids
    ln -s "$port" "$tree/dev/cdc-wdm0"
    both
    [ ! -s "$tree/dev/kmsg" ] || fail "$shell: without ids: $(cat "$tree/dev/kmsg")"
    make_tree 0
    plug 1199:901f
    both
    [ ! -s "$tree/dev/kmsg" ] || fail "$shell: 0 is not off"
    within "$took" 0 50 "0"
    unplay

    # One that refuses ends it, with the reason; one that is silent has its time, no more.
    make_tree 9
    play em7355,busy
    plug 1199:901f
    both
    kmsg_is '<3>wdmctl: cdc-wdm0 \(1199:901f\): [a-z].*'
    within "$took" 0 500 "a refusal"
    unplay
    make_tree 2
    play silent
    plug 1199:901f
    both
    kmsg_is '<3>wdmctl: cdc-wdm0 \(1199:901f\): [a-z].*'
    within "$took" 150 350 "silence"
    unplay

    # The file's timeout, unless the command line has a good one; else 5.
    while read -r words file wanted; do
        make_tree "$words"
        echo "timeout=$file" >"$tree/etc/wdmctl.conf"
        plug 1199:9999
        before=$(uptime)
        at_boot start
        read -r deadline <"$tree/run/wdmctl.began"
        within $((deadline - before)) "$wanted" $((wanted + 100)) "wdmctl.timeout=$words, timeout=$file"
    done <<TEXT
2 9 200
x 3 300
08 7 700
1000 x 500
TEXT
done
echo "unlock-at-boot: unlocks, waits no longer than it may, is silent without a modem"

# ---- Images. The kernel is nobody's; its modules are stubs with the right dependencies.

version=0.0-wdmctl-test
mkdir -p "/lib/modules/$version/kernel"
printf 'CONFIG_RD_GZIP=y\n' >"/boot/config-$version"
# NAME, the symbol it exports, the symbol it wants.
stub_module() {
    cat >"$work/stub.c" <<TEXT
static const char name[] __attribute__((section(".modinfo"), used)) = "name=$1";
extern int $3;
int $2;
int __ksymtab_$2 __attribute__((section("__ksymtab")));
const char text[] __attribute__((section("__ksymtab_strings"))) = "$2";
int *wants = &$3;
TEXT
    ${CC:-cc} -c -fno-pic -o "/lib/modules/$version/kernel/$1.ko" "$work/stub.c"
}
stub_module cdc-wdm cdc_wdm_register printk
stub_module cdc_mbim cdc_mbim_bind cdc_wdm_register
stub_module xhci_pci xhci_pci_probe printk
stub_module other other_probe printk
for file in builtin builtin.modinfo order; do : >"/lib/modules/$version/modules.$file"; done
depmod "$version" 2>/dev/null

sed 's/initramfs=no/initramfs=yes/' "$share/wdmctl.conf" >"$work/etc/wdmctl.conf"
grep -qx initramfs=yes "$work/etc/wdmctl.conf" || fail "the example has no such line"

# Whether the list of an image has each of the files.
has() {
    list=$1
    shift
    for file in "$@"; do
        grep -qE "(^|[/ ])$file( |\$)" "$list" || fail "$list has no $file: $(cat "$list")"
    done
}

conf=$work/confdir
mkdir -p "$conf/hooks" "$conf/conf.d" "$conf/scripts/init-premount" "$conf/scripts/init-bottom"
printf 'MODULES=list\nBUSYBOX=y\nCOMPRESS=gzip\nKEYMAP=n\n' >"$conf/initramfs.conf"
: >"$conf/modules"
cp "$work/initramfs-tools/hooks/wdmctl" "$conf/hooks/"
cp -r "$work/initramfs-tools/scripts" "$conf/"
mkinitramfs -d "$conf" -o "$work/image" "$version" 2>"$work/error" || fail "mkinitramfs: $(cat "$work/error")"
lsinitramfs "$work/image" >"$work/mkinitramfs.list"
has "$work/mkinitramfs.list" usr/bin/wdmctl usr/lib/wdmctl/unlock-at-boot usr/lib/wdmctl/modules \
    etc/wdmctl.conf scripts/init-premount/wdmctl scripts/init-bottom/wdmctl cdc_mbim.ko cdc-wdm.ko \
    xhci_pci.ko
! grep -q other.ko "$work/mkinitramfs.list" || fail "mkinitramfs: a module that nobody asked for"
unmkinitramfs "$work/image" "$work/unpacked"
for scripts in init-premount init-bottom; do
    grep -q "/scripts/$scripts/wdmctl" "$work/unpacked/scripts/$scripts/ORDER" || fail "$scripts"
done
chroot "$work/unpacked" /usr/bin/wdmctl unlock --list >/dev/null || fail "wdmctl in the image"
# In the image's own shell, without a modem, with what it has for sleep.
mkdir -p "$work/unpacked/proc" "$work/unpacked/dev"
# shellcheck disable=SC2016
unshare -m sh -ec '
    mount -t proc none "$1/proc"
    mount --bind /dev "$1/dev"
    exec chroot "$1" /usr/bin/sh -ec "
        sed -i s/^timeout=.*/timeout=1/ /etc/wdmctl.conf
        /scripts/init-premount/wdmctl
        [ ! -e /run/wdmctl.ended ]
        /scripts/init-bottom/wdmctl
        [ -e /run/wdmctl.ended ]"
' sh "$work/unpacked" || fail "the scripts in the image"

# Without the program there is an image, and a word of why.
mv "$program" "$work/away"
mkinitramfs -d "$conf" -o "$work/image" "$version" 2>"$work/error" || fail "mkinitramfs wants wdmctl"
grep -q "there is no $program" "$work/error" || fail "mkinitramfs says: $(cat "$work/error")"
mv "$work/away" "$program"

# Its own configuration comes first, and the switch off leaves nothing but two scripts
# that do nothing.
echo initramfs=no >"$conf/wdmctl.conf"
mkinitramfs -d "$conf" -o "$work/image" "$version" 2>/dev/null
lsinitramfs "$work/image" >"$work/off.list"
! grep -qE 'bin/wdmctl|cdc_mbim' "$work/off.list" || fail "mkinitramfs: it is not off"
echo "mkinitramfs: all there"

cp -a /usr/lib/dracut/modules.d "$work/modules.d"
cp -r "$work/dracut/90wdmctl" "$work/modules.d/"
mount --bind "$work/modules.d" /usr/lib/dracut/modules.d
dracut --no-hostonly --no-early-microcode --gzip -q -m "base wdmctl" --tmpdir "$work" \
    "$work/dracut.image" "$version" 2>"$work/error" || fail "dracut: $(cat "$work/error")"
lsinitrd "$work/dracut.image" >"$work/dracut.list"
has "$work/dracut.list" usr/bin/wdmctl usr/lib/wdmctl/unlock-at-boot usr/lib/wdmctl/modules \
    etc/wdmctl.conf hooks/pre-trigger/50-wdmctl-start.sh hooks/pre-pivot/10-wdmctl-finish.sh \
    cdc_mbim.ko cdc-wdm.ko usr/bin/sleep
switched() {
    bash -c '. "$1/dracut/90wdmctl/module-setup.sh" && check' bash "$work"
}
switched || fail "dracut: it is not on"
echo initramfs=no >"$work/etc/wdmctl.conf"
if switched; then fail "dracut: it is not off"; fi
echo "dracut: all there"

# mkinitcpio is not in Debian: its functions write down what they are called with.
cat >"$work/mkinitcpio.bash" <<'TEXT'
for name in add_module add_binary add_file add_runscript; do
    eval "$name() { echo $name \"\$@\"; }"
done
. "$1"
build
help >/dev/null
TEXT
bash "$work/mkinitcpio.bash" "$work/initcpio/install/wdmctl" >"$work/calls"
while read -r line; do
    grep -qxF "$line" "$work/calls" || fail "mkinitcpio: no '$line' in: $(cat "$work/calls")"
done <<TEXT
add_binary $program /usr/bin/wdmctl
add_file $share/unlock-at-boot /usr/lib/wdmctl/unlock-at-boot 755
add_file $share/modules /usr/lib/wdmctl/modules 644
add_file $work/etc/wdmctl.conf /etc/wdmctl.conf 644
add_module cdc_mbim?
add_runscript
TEXT
# shellcheck disable=SC2016
busybox ash -c '. "$1" && type run_hook && type run_latehook' ash "$work/initcpio/hooks/wdmctl" \
    >/dev/null || fail "mkinitcpio: the hook"
echo "mkinitcpio: asks for all"

# ---- ModemManager's call, by its link, with nowhere to print to: busybox' syslogd has it.

mount -t tmpfs none /dev
mknod -m 666 /dev/null c 1 3
busybox syslogd -n -O "$work/syslog" &
logger=$!
until [ -S /dev/log ]; do sleep 0.05; done
code=0
"$share/fcc-unlock.available.d/1199:901f" /org/freedesktop/ModemManager1/Modem/0 cdc-wdm98 \
    >/dev/null 2>&1 || code=$?
[ "$code" = 3 ] || fail "the call by ModemManager: exit $code"
"$share/fcc-unlock.available.d/1199:901f" /org/freedesktop/ModemManager1/Modem/0 ttyUSB98 \
    >/dev/null 2>"$work/error" || code=$?
grep -q '^wdmctl: .*ttyUSB98' "$work/error" || fail "stderr has no reader, or no line"
tries=0
until grep -qE 'daemon\.err wdmctl\[[0-9]+\]: unlock: there is no /dev/cdc-wdm98' "$work/syslog"; do
    tries=$((tries + 1))
    [ "$tries" -lt 40 ] || fail "the log: $(cat "$work/syslog")"
    sleep 0.05
done
! grep -q ttyUSB98 "$work/syslog" || fail "in the log, and on stderr too"
echo "ModemManager's call: in the log"
echo "make check-integration: all passed"
