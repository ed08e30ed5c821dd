# wdmctl - unlock and debug WWAN modems over raw MBIM and QMI.
#
#   make                 the program ./wdmctl and the library libwdm.a
#   make static          the same, small and statically linked (musl where it is there)
#   make demo            the main job, on a simulated modem
#   make check           unit and end-to-end tests; SAN=1: with sanitizers
#   make check-interop   the tests against qmicli, mbimcli, tshark and strace
#   make check-kernel    the tests on a real kernel, in a virtual machine
#   make capture-kernel  records the captures of fixtures/ that are made there
#   make check-cross     the tests on big-endian 32-bit MIPS, under qemu-user
#   make check-valgrind  the unit tests under valgrind
#   make check-services  a build with SERVICES has those and no others
#   make check-integration  the scripts of install-integration, in images made with them
#   make check-rescue    a build with PROFILE=rescue does the job
#   make check-packed    make static PROFILE=all says and does the same
#   make bench           what it takes beside its budgets and its peers; BENCH_CHECK=1: and make check
#   make fuzz            fuzzers with sanitizers, FUZZ_S=60 seconds each
#   make coverage        what the tests run of the sources
#   make install         PREFIX=/usr/local DESTDIR=
#   make install-integration  what unlocks by itself, once it is switched on (docs/initramfs.md)
#   make SERVICES="dms nas sms"  only these services' messages (QMI's and MBIM's names)
#   make PROFILE=rescue  all, full, small or rescue: see below
#   make CC=...          another or a cross compiler
#
# There is no configure step. Each combination of compiler and options builds in
# a folder of its own below build/.

VERSION := 0.1.0

PREFIX     ?= /usr/local
BINDIR     ?= $(PREFIX)/bin
LIBDIR     ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
MANDIR     ?= $(PREFIX)/share/man
BASHCOMPDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHCOMPDIR  ?= $(PREFIX)/share/zsh/site-functions
FISHCOMPDIR ?= $(PREFIX)/share/fish/vendor_completions.d

CFLAGS  ?= -O2 -g -ffunction-sections -fdata-sections
WARN    := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wvla
CI      ?=
ifneq ($(CI)$(WERROR),)
WARN += -Werror
endif

ifneq ($(filter static,$(MAKECMDGOALS)),)
STATIC := 1
endif
ifdef STATIC
ifeq ($(origin CC),default)
CC := $(if $(shell command -v musl-gcc),musl-gcc,cc)
endif
# What makes it small, as far as the compiler knows of it.
known    = $(shell printf '' | $(CC) $(1) -Werror -c -x c -o /dev/null - 2>/dev/null && echo $(1))
SMALL   := $(or $(call known,-Oz),-Os) $(foreach flag,-fno-inline-functions-called-once \
	-fno-jump-tables -fno-optimize-sibling-calls -flto-partition=one -malign-data=abi, \
	$(call known,$(flag)))
CFLAGS  := $(SMALL) -flto=auto -ffat-lto-objects -fno-pie -ffunction-sections -fdata-sections \
	-fno-asynchronous-unwind-tables -fno-unwind-tables -fno-stack-protector
LINK    := -static -no-pie -Wl,--gc-sections -Wl,-z,noseparate-code -Wl,-z,norelro \
	-Wl,-z,common-page-size=64 -Wl,--build-id=none
PROFILE ?= small
endif
ifdef SAN
CFLAGS  := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
	-fno-sanitize-recover=all
LINK    := -fsanitize=address,undefined
endif

# The programs that make fuzz runs: CC is clang, or afl-clang-fast.
ifdef FUZZER
CFLAGS  := -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=all
LINK    := -fsanitize=address,undefined
endif

# ---- Profiles: "all" has everything; "full" all but recorded exchanges: src/capture and
# the commands for it, -w and replay:FILE; "small", what make static builds unless told
# otherwise, leaves out what only developers need, and all services but what unlocking
# needs; "rescue" also leaves out the simulator and what helps people, not scripts:
# list, send, ModemManager's call, --dry-run, -vv, "did you mean" and the words of
# layouts; it looks for ports in /dev, not in sysfs.
PROFILE ?= all
ifeq ($(filter $(PROFILE),all full small rescue),)
$(error PROFILE: $(PROFILE) is none of all, full, small, rescue)
endif
LARGE      := $(filter all full,$(PROFILE))
IN_PLACE   := src/catalogue/form_none.c src/cli/small.c src/wire/decimal_none.c
CAPTURES   := src/catalogue/decode_paths.c src/catalogue/placement.c src/catalogue/redact.c \
	src/cli/command_decode.c src/cli/command_diff.c src/cli/command_replay.c \
	$(wildcard src/cli/decode*.c) src/cli/differences.c src/cli/ladder.c \
	$(wildcard src/cli/record*.c) src/cli/recording.c src/cli/svg.c \
	src/port/device_place.c \
	$(wildcard src/sim/sim_replay*.c)
DEVELOPERS := $(CAPTURES) \
	$(filter-out $(IN_PLACE),$(wildcard src/catalogue/form*.c)) \
	$(wildcard src/catalogue/schema*.c) \
	src/cli/at_trace.c src/cli/command_at.c src/cli/command_catalogue.c \
	src/cli/command_complete.c src/cli/command_usb.c $(wildcard src/cli/complete_*.c) \
	src/cli/find.c src/cli/hold.c src/cli/list_json.c src/cli/local_time.c src/cli/openers.c \
	src/cli/proxy.c src/cli/reattach.c src/cli/root.c src/cli/schema.c src/cli/wrap.c \
	src/modem/at_tunnel.c src/modem/find_openers.c src/modem/proxy.c $(wildcard src/modem/usb*.c) \
	src/port/proxy.c src/port/terminal.c \
	$(wildcard src/session/at_*.c) \
	src/sim/behaviour_connection.c src/sim/behaviour_network.c src/sim/personalities/em7455.c \
	src/sim/personalities/mbimex3.c src/sim/personalities/network.c \
	src/sim/personalities/sierra_usb.c src/sim/sim_echo.c $(wildcard src/sim/sim_proxy*.c) \
	$(wildcard src/sim/sim_usb*.c) src/sim/sim_vhci.c \
	src/wire/decimal.c
FINDING       := $(wildcard src/modem/find*.c) src/cli/devices.c src/cli/command_list.c
IN_RESCUE     := src/catalogue/nearest_none.c src/catalogue/print_notation.c src/cli/rescue.c
NOT_IN_RESCUE := src/catalogue/nearest.c src/catalogue/print_layout.c src/catalogue/print_type.c \
	src/modem/dry_port.c src/cli/nearest.c src/cli/trace_bytes.c src/cli/dry_run.c \
	src/cli/command_send.c src/cli/command_sim.c src/cli/modem_manager.c src/port/log.c \
	$(FINDING)
LEFT_OUT := $(if $(LARGE),$(IN_PLACE),$(DEVELOPERS)) \
	$(if $(filter rescue,$(PROFILE)),$(NOT_IN_RESCUE),$(IN_RESCUE)) \
	$(if $(filter full,$(PROFILE)),$(CAPTURES),src/cli/captures_none.c)

# ---- The services whose messages are built in: all, or those picked and the three
# that nothing works without.
PICKED := $(SERVICES)
# The services of PROFILE=rescue have none of the rarer kinds of fields.
RARE := $(addprefix src/catalogue/,decode_mbim_rare.c encode_mbim_rare.c tlv_types.c numbers_named.c)
LEFT_OUT += $(if $(filter rescue,$(PROFILE)$(strip $(PICKED))),$(RARE),src/catalogue/rare_none.c)
ifeq ($(LARGE),)
SERVICES ?= dms fox quectel intel-mutual-authentication proxy-control
endif
DATA          := $(wildcard src/catalogue/data/*_*.c)
service_of     = $(subst _,-,$(patsubst qmi_%,%,$(patsubst mbim_%,%,$(basename $(notdir $(1))))))
SERVICE_NAMES := $(sort $(call service_of,$(DATA)))

ifneq ($(strip $(SERVICES)),)
ifneq ($(filter-out $(SERVICE_NAMES),$(SERVICES)),)
$(error SERVICES: no $(filter-out $(SERVICE_NAMES),$(SERVICES)); there are $(SERVICE_NAMES))
endif
BUILT_IN := ctl basic-connect qmi $(SERVICES)
LEFT_OUT += $(foreach file,$(DATA),$(if $(filter $(call service_of,$(file)),$(BUILT_IN)),,$(file)))
endif

B := build/$(notdir $(firstword $(CC)))$(if $(STATIC),-static)$(if $(SAN),-san)$(if $(FUZZER),-fuzzer)$(filter-out -all,-$(PROFILE))
ifneq ($(strip $(PICKED)),)
B := $(B)-$(firstword $(shell echo $(sort $(PICKED)) | cksum))
endif

DEFINES := -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -DWDM_VERSION='"$(VERSION)"'
LIBRARY_FLOORS := wire catalogue port session modem
ifeq ($(LARGE),)
DEFINES += -DWDM_SMALL
endif
ifeq ($(PROFILE),rescue)
DEFINES += -DWDM_RESCUE
else
LIBRARY_FLOORS += sim
endif
ifeq ($(PROFILE),all)
LIBRARY_FLOORS += capture
else
DEFINES += -DWDM_NO_CAPTURES
endif

# Static and small builds have texts packed (PACKING=0: not; for a test).
PACKING    ?= $(if $(STATIC)$(if $(LARGE),,small),1,0)
ifneq ($(PACKING),1)
LEFT_OUT += src/wire/unpack.c src/catalogue/unpack_layout.c
endif
LIBRARY_SRC := $(filter-out $(LEFT_OUT),\
	$(foreach floor,$(LIBRARY_FLOORS),$(wildcard src/$(floor)/*.c src/$(floor)/*/*.c)))
CLI_SRC     := $(filter-out $(LEFT_OUT),$(wildcard src/cli/*.c))
TEST_SRC    := $(wildcard tests/unit/test_*.c)
SUPPORT_SRC := $(filter-out $(TEST_SRC),$(wildcard tests/unit/*.c))
E2E_SRC     := $(wildcard tests/e2e/test_*.c)
E2E_SUPPORT_SRC := $(filter-out $(E2E_SRC),$(wildcard tests/e2e/*.c))
FUZZ_SRC    := $(filter-out tests/fuzz/fuzz_json.c tests/fuzz/fuzz_use.c,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_SUPPORT_SRC := $(addprefix tests/fuzz/,captures.c fuzz.c fuzz_json.c fuzz_use.c hostile.c)
INTEROP_SRC := $(wildcard tests/interop/test_*.c)
INTEROP_SUPPORT_SRC := $(filter-out $(INTEROP_SRC),$(wildcard tests/interop/*.c))
BENCH_OBJ   := $(patsubst %.c,$(B)/%.o,$(wildcard tests/bench/*.c))
ALL_C       := $(wildcard include/wdm/*.h src/*/*.[ch] src/*/*/*.[ch] tests/*/*.[ch])

LIBRARY_OBJ := $(LIBRARY_SRC:%.c=$(B)/%.o)
CLI_OBJ     := $(CLI_SRC:%.c=$(B)/%.o)
ifeq ($(PACKING),1)
DATA_OBJ    := $(filter $(B)/src/catalogue/data/%,$(LIBRARY_OBJ))
ANSWER_OBJ  := $(filter $(B)/src/sim/personalities/%,$(LIBRARY_OBJ))
CODE_OBJ    := $(filter-out $(DATA_OBJ) $(ANSWER_OBJ),$(LIBRARY_OBJ) $(CLI_OBJ))
PAIRS       := $(B)/layout_pairs $(B)/enumeration_pairs $(B)/message_pairs \
	$(if $(ANSWER_OBJ),$(B)/answer_pairs)
LIBRARY_OBJ += $(PAIRS:=.o)
DEFINES     += -DWDM_PACKED
endif
TESTS       := $(TEST_SRC:tests/unit/%.c=$(B)/tests/%)
E2E_TESTS   := $(E2E_SRC:tests/e2e/%.c=$(B)/tests/e2e/%)
FUZZ_TESTS  := $(FUZZ_SRC:tests/fuzz/fuzz_%.c=$(B)/tests/fuzz/%)
INTEROP_TESTS := $(INTEROP_SRC:tests/interop/%.c=$(B)/tests/interop/%)
TEST_OBJ    := $(patsubst %.c,$(B)/%.o,$(TEST_SRC) $(SUPPORT_SRC) $(E2E_SRC) $(E2E_SUPPORT_SRC) \
	$(INTEROP_SRC) $(INTEROP_SUPPORT_SRC) $(wildcard tests/fuzz/*.c))

COMPILE = $(CC) -std=c11 $(DEFINES) -Iinclude $(WARN) $(CFLAGS) $(CPPFLAGS) -MMD -MP -c

.PHONY: all static demo check check-unit check-e2e check-interop check-cross check-valgrind \
	check-format check-services check-integration install uninstall install-integration \
	uninstall-integration clean FORCE check-kernel capture-kernel check-rescue check-packed \
	bench check-fuzz fuzz fuzz-corpus fuzz-afl fuzzers coverage
# The manual page of all messages, which the program makes. Empty where the program
# cannot run here: cross-built, and no RUNNER.
PAGE := $(if $(LARGE),$(B)/wdmctl-catalogue.7)

all: wdmctl libwdm.a $(PAGE)

static: all
	@echo "./wdmctl is statically linked, by $(CC), with PROFILE=$(PROFILE)"

wdmctl libwdm.a: %: $(B)/% FORCE
	@cmp -s $< $@ || cp -f $< $@

# From the objects: link-time optimisation sees them all.
$(B)/wdmctl: $(CLI_OBJ) $(LIBRARY_OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) $(LINK) -Wl,--gc-sections -o $@ $^

$(B)/libwdm.a: $(LIBRARY_OBJ)
	@rm -f $@
	@$(AR) rcs $@ $^

$(B)/wdmctl-catalogue.7: $(B)/wdmctl
	@XDG_CONFIG_HOME=/nonexistent $(RUNNER) $< catalogue >$@.new 2>/dev/null || : >$@.new
	@mv $@.new $@

$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(COMPILE) -o $@ $<

# Packing: what is preprocessed is first learned from, and then compiled with its texts
# packed. The compiler could not check packed formats, and sees no comments.
ifeq ($(PACKING),1)
PACK := LC_ALL=C awk -f src/wire/pack.awk FORMS=$(if $(LARGE),1,0)

$(B)/%.i: %.c Makefile
	@mkdir -p $(@D)
	@$(filter-out -c,$(COMPILE)) -MF $(@:.i=.d) -MT $@ -E -o $@ $<

$(B)/layout_pairs.c $(B)/enumeration_pairs.c: $(DATA_OBJ:.o=.i)
$(B)/message_pairs.c: $(CODE_OBJ:.o=.i) $(ANSWER_OBJ:.o=.i)
$(B)/answer_pairs.c: $(ANSWER_OBJ:.o=.i)
$(PAIRS:=.c): $(B)/%_pairs.c: src/wire/pack.awk
	@$(PACK) MODE=learn KIND=$* $(filter %.i,$^) >$@.new && mv $@.new $@

$(PAIRS:=.o): %.o: %.c
	$(COMPILE) -o $@ $<

$(DATA_OBJ): %.o: %.i $(B)/layout_pairs.c $(B)/enumeration_pairs.c
	@$(PACK) MODE=pack KIND=layout $(B)/layout_pairs.c $< >$*.layouts.i
	@$(PACK) MODE=pack KIND=enumeration $(B)/enumeration_pairs.c $*.layouts.i >$*.packed.i
	$(filter-out -MMD -MP -Iinclude,$(COMPILE)) -o $@ $*.packed.i

$(ANSWER_OBJ): %.o: %.i $(B)/message_pairs.c $(B)/answer_pairs.c
	@$(PACK) MODE=pack KIND=answer $(B)/answer_pairs.c $< >$*.answers.i
	@$(PACK) MODE=pack KIND=message $(B)/message_pairs.c $*.answers.i >$*.packed.i
	$(filter-out -MMD -MP -Iinclude,$(COMPILE)) -o $@ $*.packed.i

$(CODE_OBJ): %.o: %.i $(B)/message_pairs.c
	@$(PACK) MODE=pack KIND=message $(B)/message_pairs.c $< >$*.packed.i
	$(filter-out -MMD -MP -Iinclude,$(COMPILE)) -Wno-format -Wno-implicit-fallthrough -o $@ $*.packed.i
endif

ifneq ($(BUILT_IN),)
$(B)/src/catalogue/services.o $(B)/src/catalogue/services.i: DEFINES += -DWDM_PICK $(foreach name,$(SERVICE_NAMES), \
	-DWDM_WITH_$(subst -,_,$(name))=$(if $(filter $(name),$(BUILT_IN)),1,0))
endif

demo: wdmctl
	@tests/demo.sh ./wdmctl

# ---- Tests. They need cmocka: CMOCKA names the flags that link it.
CMOCKA ?= -lcmocka
# A command to run programs under, such as qemu-mips-static; and how much slower
# that makes them.
RUNNER ?=
SLOW   ?= $(if $(SAN),3,1)
# How many tests run side by side; each says what it has to say in one piece.
JOBS   ?= $(or $(shell nproc 2>/dev/null),1)
SIDE_BY_SIDE = xargs -n 1 -P $(JOBS) tests/run-one.sh

$(B)/tests/support.a: $(SUPPORT_SRC:%.c=$(B)/%.o) $(B)/tests/e2e/held.o
	@mkdir -p $(@D)
	@rm -f $@
	@$(AR) rcs $@ $^

$(TESTS): $(B)/tests/%: $(B)/tests/unit/%.o $(B)/tests/support.a $(B)/libwdm.a
	@$(CC) $(CFLAGS) $(LDFLAGS) $(LINK) -o $@ $^ $(CMOCKA)

$(E2E_TESTS): $(B)/tests/e2e/%: $(B)/tests/e2e/%.o $(E2E_SUPPORT_SRC:%.c=$(B)/%.o)
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(LDFLAGS) $(LINK) -o $@ $^ $(CMOCKA)

$(INTEROP_TESTS): $(B)/tests/interop/%: $(B)/tests/interop/%.o \
		$(INTEROP_SUPPORT_SRC:%.c=$(B)/%.o) $(E2E_SUPPORT_SRC:%.c=$(B)/%.o) \
		$(B)/tests/support.a $(B)/libwdm.a
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(LDFLAGS) $(LINK) -o $@ $^ $(CMOCKA)

# A harness with a fuzzer, or with what replays its corpus and the past crashes.
$(FUZZ_TESTS): $(B)/tests/fuzz/%: $(B)/tests/fuzz/fuzz_%.o $(FUZZ_SUPPORT_SRC:%.c=$(B)/%.o) \
		$(if $(FUZZER),,$(B)/tests/fuzz/replay.o) $(B)/tests/support.a $(B)/libwdm.a
	@$(CC) $(CFLAGS) $(LDFLAGS) $(LINK) $(if $(FUZZER),-fsanitize=fuzzer) -o $@ \
		$(filter %.o,$^) $(filter %.a,$^) $(CMOCKA)

# That of the command line has the program in it.
$(B)/tests/fuzz/program.o: src/cli/main.c Makefile
	@mkdir -p $(@D)
	$(COMPILE) -Dmain=program_main -o $@ $<
$(B)/tests/fuzz/options: $(B)/tests/fuzz/program.o $(filter-out %/main.o,$(CLI_OBJ))

ifndef CROSS
$(TEST_OBJ): | cmocka
endif
.PHONY: cmocka
cmocka:
	@tests/need-cmocka.sh

# WDMCTL: the program to test, where it is not this build's.
WDMCTL ?= $(B)/wdmctl

# All are built before the first one runs: with -j side by side.
check: $(TESTS) $(FUZZ_TESTS) $(WDMCTL) $(E2E_TESTS)
	@$(MAKE) check-unit
	@$(MAKE) check-fuzz
	@$(MAKE) check-e2e
	@echo "make check: all passed ($(notdir $(B)))"

check-unit: $(TESTS)
	@printf '%s\n' $(TESTS) | $(SIDE_BY_SIDE) $(RUNNER)

# Each harness on its corpus, and on each input that once did harm.
check-fuzz: $(FUZZ_TESTS)
	@for test in $(FUZZ_TESTS); do \
		$(RUNNER) $$test $$(basename $$test) tests/fuzz/corpus/$$(basename $$test) \
			tests/fuzz/crashes/$$(basename $$test) || exit 1; \
	done

# What all of these run of the sources, by gcc and gcov: at least 95 % of lines and 90 % of
# branches of wire/, catalogue/ and session/. A test runs the program as nobody: that, too,
# writes down what it ran.
coverage:
	@find build/coverage -name '*.gcda' -delete 2>/dev/null || :
	@umask 0; $(MAKE) -s CC=gcc B=build/coverage CFLAGS="-O0 -g --coverage" \
		LDFLAGS=--coverage SLOW=2 check
	@tests/coverage.sh build/coverage

# With fuzzers: FUZZ_S seconds each. FUZZ picks some; FUZZ_CC is a clang that has libFuzzer.
# fuzz-corpus makes the corpora in the tree anew of what make fuzz has found, and
# fuzz-afl builds the same for afl-fuzz (tests/fuzz/README.md).
FUZZ_S    ?= 60
FUZZ_CC   ?= clang
FUZZ      ?=
FUZZER_B  := build/$(FUZZ_CC)-fuzzer
fuzz:
	@tests/need-fuzzer.sh $(FUZZ_CC)
	@$(MAKE) -s CC=$(FUZZ_CC) FUZZER=1 fuzzers
	@tests/fuzz/run.sh $(FUZZER_B) $(FUZZ_S) $(FUZZ)

fuzz-corpus:
	@$(MAKE) -s CC=$(FUZZ_CC) FUZZER=1 fuzzers
	@tests/fuzz/run.sh $(FUZZER_B) merge $(FUZZ)

fuzz-afl:
	@AFL_QUIET=1 $(MAKE) -s CC=afl-clang-fast FUZZER=1 $(FUZZ_TESTS:$(B)/%=build/afl-clang-fast-fuzzer/%)

fuzzers: $(FUZZ_TESTS) $(B)/fuzz/dictionary $(B)/fuzz/seeds/made

$(B)/tests/fuzz/seeds $(B)/tests/fuzz/dictionary: %: %.o $(FUZZ_SUPPORT_SRC:%.c=$(B)/%.o) \
		$(B)/tests/support.a $(B)/libwdm.a
	@$(CC) $(CFLAGS) $(LDFLAGS) $(LINK) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(CMOCKA)

# What fuzzers know of the catalogue, and what they begin with.
$(B)/fuzz/dictionary: $(B)/tests/fuzz/dictionary
	@mkdir -p $(@D)
	@$< >$@.new && mv $@.new $@

$(B)/fuzz/seeds/made: $(B)/tests/fuzz/seeds $(B)/wdmctl tests/fuzz/seeds.sh
	@tests/fuzz/seeds.sh $(B)
	@touch $@

# Those that wait longest begin.
E2E_FIRST = $(filter %_proxy %_faults %_usb %_replay,$(E2E_TESTS))
check-e2e: JOBS := $(shell expr 2 '*' $(JOBS))
check-e2e: $(WDMCTL) $(E2E_TESTS)
	@$(if $(CI),tests/need-shells.sh)
	@printf '%s\n' $(E2E_FIRST) $(filter-out $(E2E_FIRST),$(E2E_TESTS)) | WDMCTL=$(WDMCTL) \
		WDMCTL_RUNNER="$(RUNNER)" WDMCTL_SLOW=$(SLOW) $(SIDE_BY_SIDE) $(if $(CROSS),$(RUNNER))

# Programs of others that speak the same: they are installed where they are missing.
check-interop: $(B)/wdmctl $(INTEROP_TESTS)
	@tests/need-tools.sh strace
	@for test in $(INTEROP_TESTS); do WDMCTL=$(B)/wdmctl WDMCTL_SLOW=$(SLOW) $$test || exit 1; done

# Debian's kernel in QEMU: its drivers, a modem played over USB/IP, the programs of others.
check-kernel:
	@tests/kernel/boot.sh
	@tests/kernel/initramfs.sh

# The captures in fixtures/ that are made there.
capture-kernel:
	@tests/kernel/capture.sh

check-valgrind: $(TESTS)
	@$(MAKE) check-unit SLOW=8 \
		RUNNER="valgrind -q --error-exitcode=99 --leak-check=full --track-fds=no"

# Big-endian 32-bit: Debian's cross compiler, a static program, qemu-user.
check-cross:
	@tests/cross.sh

# The services that SERVICES picks, and no others.
check-services:
	@tests/services.sh

# What install-integration installs: each script, and the images that they make.
check-integration: wdmctl
	@tests/integration.sh

# A static build with PROFILE=rescue does the job, and its packed texts are right.
check-rescue: $(B)/wdmctl
	@$(MAKE) -s STATIC=1 PROFILE=rescue B=$(B)/rescue $(B)/rescue/wdmctl
	@tests/rescue.sh $(B)/rescue/wdmctl $(B)/wdmctl

# A static build with everything, whose texts are packed: it says the same as this build,
# and passes its tests, those of what it prints.
PACKED_E2E = $(addprefix $(B)/tests/e2e/test_,commands completion decode decode_filter \
	decode_views decode_write fields forms hold output record replay schema)
check-packed: $(B)/wdmctl $(E2E_TESTS)
	@$(MAKE) -s STATIC=1 PROFILE=all B=$(B)/packed $(B)/packed/wdmctl
	@tests/packed.sh $(B)/packed/wdmctl $(B)/wdmctl
	@$(MAKE) -s check-e2e WDMCTL=$(B)/packed/wdmctl E2E_TESTS="$(filter $(PACKED_E2E),$(E2E_TESTS))"

# Its own tools: what makes captures, and what looks at a program's memory.
$(B)/bench/generate: $(filter %/generate.o %/usbmon.o,$(BENCH_OBJ)) $(B)/libwdm.a
$(B)/bench/peak: $(filter %/peak.o,$(BENCH_OBJ))
$(B)/bench/generate $(B)/bench/peak:
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(LDFLAGS) $(LINK) -o $@ $^

# What design and issues allow, what it takes, and what its peers take in the same run.
bench: $(B)/wdmctl $(B)/bench/generate $(B)/bench/peak
	@tests/need-tools.sh strace valgrind musl-gcc:musl-tools
	@for profile in all full small rescue; do \
		$(MAKE) -s STATIC=1 CC=musl-gcc PROFILE=$$profile B=$(B)/bench/$$profile \
			$(B)/bench/$$profile/wdmctl || exit 1; done
	@tests/bench/run.sh $(B)/wdmctl $(B)/bench

check-format:
	clang-format --dry-run -Werror $(ALL_C)

# ---- Installing
install: all
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(LIBDIR)/pkgconfig $(DESTDIR)$(INCLUDEDIR)/wdm \
		$(DESTDIR)$(MANDIR)/man1 $(DESTDIR)$(MANDIR)/man7 $(DESTDIR)$(BASHCOMPDIR) \
		$(DESTDIR)$(ZSHCOMPDIR) $(DESTDIR)$(FISHCOMPDIR)
	install -m 755 wdmctl $(DESTDIR)$(BINDIR)/wdmctl
	install -m 644 libwdm.a $(DESTDIR)$(LIBDIR)/libwdm.a
	install -m 644 include/wdm/*.h $(DESTDIR)$(INCLUDEDIR)/wdm/
	install -m 644 docs/wdmctl.1 $(DESTDIR)$(MANDIR)/man1/wdmctl.1
	test ! -s "$(PAGE)" || install -m 644 $(PAGE) $(DESTDIR)$(MANDIR)/man7/wdmctl-catalogue.7
	install -m 644 docs/completion/wdmctl.bash $(DESTDIR)$(BASHCOMPDIR)/wdmctl
	install -m 644 docs/completion/_wdmctl $(DESTDIR)$(ZSHCOMPDIR)/_wdmctl
	install -m 644 docs/completion/wdmctl.fish $(DESTDIR)$(FISHCOMPDIR)/wdmctl.fish
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' -e 's|@INCLUDEDIR@|$(INCLUDEDIR)|' \
		-e 's|@VERSION@|$(VERSION)|' -e 's|@DEFINES@|$(if $(filter 1,$(PACKING)), -DWDM_PACKED)|' \
		docs/libwdm.pc.in > $(DESTDIR)$(LIBDIR)/pkgconfig/libwdm.pc

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/wdmctl $(DESTDIR)$(LIBDIR)/libwdm.a \
		$(DESTDIR)$(LIBDIR)/pkgconfig/libwdm.pc $(DESTDIR)$(MANDIR)/man1/wdmctl.1 \
		$(DESTDIR)$(MANDIR)/man7/wdmctl-catalogue.7 $(DESTDIR)$(BASHCOMPDIR)/wdmctl \
		$(DESTDIR)$(ZSHCOMPDIR)/_wdmctl $(DESTDIR)$(FISHCOMPDIR)/wdmctl.fish
	rm -rf $(DESTDIR)$(INCLUDEDIR)/wdm

# ---- What unlocks by itself, from an initramfs, by udev and systemd, or called by
# ModemManager: docs/initramfs.md. Installing it switches nothing on.
SYSCONFDIR      ?= /etc
INTEGRATIONDIR  ?= $(PREFIX)/share/wdmctl
INITRAMFSDIR    ?= /usr/share/initramfs-tools
DRACUTDIR       ?= /usr/lib/dracut/modules.d
MKINITCPIODIR   ?= /usr/lib/initcpio
SYSTEMDUNITDIR  ?= /usr/lib/systemd/system
UDEVRULESDIR    ?= /usr/lib/udev/rules.d

# The modems whose lock is known, as "wdmctl unlock --list" prints them; a file of that
# where the program cannot run here and there is no RUNNER.
LOCKS ?= $(B)/locks
$(B)/locks: $(B)/wdmctl
	@$(RUNNER) $< unlock --list >$@.new || { rm -f $@.new; echo "$< does not run here:" \
		"name a RUNNER, or LOCKS=FILE with what 'wdmctl unlock --list' prints" >&2; exit 1; }
	@mv $@.new $@

FCC_UNLOCK := $(INTEGRATIONDIR)/fcc-unlock.available.d
# Installs file $(1) of docs/integration as $(2) with mode $(3), its paths filled in.
integrate = sed -e 's|@BINDIR@|$(BINDIR)|g' -e 's|@SYSCONFDIR@|$(SYSCONFDIR)|g' \
	-e 's|@INTEGRATIONDIR@|$(INTEGRATIONDIR)|g' docs/integration/$(1) >$(DESTDIR)$(2) && \
	chmod $(3) $(DESTDIR)$(2)
INTEGRATED = $(INTEGRATIONDIR)/unlock-at-boot $(INTEGRATIONDIR)/modules $(INTEGRATIONDIR)/wdmctl.conf \
	$(INITRAMFSDIR)/hooks/wdmctl $(INITRAMFSDIR)/scripts/init-premount/wdmctl \
	$(INITRAMFSDIR)/scripts/init-bottom/wdmctl $(DRACUTDIR)/90wdmctl/module-setup.sh \
	$(DRACUTDIR)/90wdmctl/wdmctl-start.sh $(DRACUTDIR)/90wdmctl/wdmctl-finish.sh \
	$(MKINITCPIODIR)/install/wdmctl $(MKINITCPIODIR)/hooks/wdmctl \
	$(SYSTEMDUNITDIR)/wdmctl-unlock@.service $(UDEVRULESDIR)/78-wdmctl.rules

install-integration: wdmctl $(LOCKS)
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(FCC_UNLOCK) \
		$(addprefix $(DESTDIR),$(sort $(dir $(INTEGRATED))))
	install -m 755 wdmctl $(DESTDIR)$(BINDIR)/wdmctl
	$(call integrate,unlock-at-boot,$(INTEGRATIONDIR)/unlock-at-boot,755)
	$(call integrate,modules,$(INTEGRATIONDIR)/modules,644)
	$(call integrate,wdmctl.conf,$(INTEGRATIONDIR)/wdmctl.conf,644)
	$(call integrate,initramfs-tools/hooks/wdmctl,$(INITRAMFSDIR)/hooks/wdmctl,755)
	$(call integrate,initramfs-tools/scripts/start,$(INITRAMFSDIR)/scripts/init-premount/wdmctl,755)
	$(call integrate,initramfs-tools/scripts/finish,$(INITRAMFSDIR)/scripts/init-bottom/wdmctl,755)
	$(call integrate,dracut/90wdmctl/module-setup.sh,$(DRACUTDIR)/90wdmctl/module-setup.sh,755)
	$(call integrate,dracut/90wdmctl/wdmctl-start.sh,$(DRACUTDIR)/90wdmctl/wdmctl-start.sh,755)
	$(call integrate,dracut/90wdmctl/wdmctl-finish.sh,$(DRACUTDIR)/90wdmctl/wdmctl-finish.sh,755)
	$(call integrate,mkinitcpio/install/wdmctl,$(MKINITCPIODIR)/install/wdmctl,644)
	$(call integrate,mkinitcpio/hooks/wdmctl,$(MKINITCPIODIR)/hooks/wdmctl,644)
	$(call integrate,systemd/wdmctl-unlock@.service,$(SYSTEMDUNITDIR)/wdmctl-unlock@.service,644)
	docs/integration/udev/make-rules.sh <$(LOCKS) >$(DESTDIR)$(UDEVRULESDIR)/78-wdmctl.rules
	cut -d ' ' -f 1 <$(LOCKS) | while read -r id; do \
		ln -sfn $(BINDIR)/wdmctl "$(DESTDIR)$(FCC_UNLOCK)/$$id" || exit 1; done

# The program stays: make uninstall removes it.
uninstall-integration:
	rm -f $(addprefix $(DESTDIR),$(INTEGRATED))
	rm -rf $(DESTDIR)$(FCC_UNLOCK)
	rmdir $(DESTDIR)$(INTEGRATIONDIR) $(DESTDIR)$(DRACUTDIR)/90wdmctl 2>/dev/null || :

-include $(LIBRARY_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(TEST_OBJ:.o=.d) $(BENCH_OBJ:.o=.d)

clean:
	rm -rf build wdmctl libwdm.a
