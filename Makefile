# unjoe. "make" builds build/unjoe; "make help" tells what else there is.

VERSION = 0.1.0
PREFIX = /usr/local
LIBRARIES = libpcre2-8 sqlite3 zlib libxxhash json-c inih gmime-3.0 libpsl libidn2 libseccomp libedit
# Loaded when they are needed (library_load in base.h): what they need in turn would double the time of each start.
LATE = libarchive ldns

CFLAGS = -O2 -g
WARN = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2
HARDEN = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FUZZ_SECONDS = 60

# All that is made lies below B. A build with other flags has a B of its own.
B = build
SOURCES := $(sort $(wildcard *.c command/*.c schema/*.c ingest/*.c ingest/*/*.c analyze/*.c analyze/spf/*.c report/*.c))
# In the order of their folders' names: what is in senders/ before senders-days/.
TEXTS := $(shell find $(wildcard schema ingest analyze report) -name '[!.]*.sql' -o -name '[!.]*.gram' -o -name '[!.]*.css' | tr / '\001' | LC_ALL=C sort | tr '\001' /)
OBJECTS = $(patsubst %.c,$(B)/%.o,$(filter-out main.c,$(SOURCES))) $(B)/embedded.o
UNITS = $(patsubst %.c,$(B)/%,$(wildcard tests/unit_*.c))
# What else stands there is a program that tests use.
AIDS = $(patsubst %.c,$(B)/%,$(filter-out tests/unit_% tests/fuzz_%,$(wildcard tests/*.c)))
FUZZERS = $(patsubst tests/fuzz_%.c,%,$(wildcard tests/fuzz_*.c))
TESTS = $(UNITS) $(wildcard tests/*.t)
MANUALS = $(wildcard unjoe.1 unjoe.*.5)

# pkg-config is asked once, and not before it is known to be there. It does not know libspf2, and wants more for libunbound than there is.
library_cflags = $(eval library_cflags := $(shell pkg-config --cflags $(LIBRARIES) $(LATE)))$(library_cflags)
library_libs = $(eval library_libs := $(shell pkg-config --libs $(LIBRARIES)) -lspf2 -lunbound -lm)$(library_libs)
late_libs = $(shell pkg-config --libs $(LATE))
# What a library is called by the loader.
soname = '"$(shell objdump -p "$$($(CC) -print-file-name=lib$(1).so)" | sed -n 's/^ *SONAME *//p')"'
# A function of ours must not take the place of one that a library calls, as libevent's event_add: nothing is visible to them.
compile = $(CC) -std=c11 -fvisibility=hidden -D_GNU_SOURCE= -I. $(CPPFLAGS) $(library_cflags) -pthread -fPIE $(HARDEN) $(WARN) $(WERROR) $(CFLAGS)
link = $(CC) -pthread -pie -Wl,-z,relro,-z,now $(CFLAGS) $(LDFLAGS)
# make V=1 shows whole commands.
say = $(if $(V),,@printf '  %-6s %s\n' $(1) $@)
Q = $(if $(V),,@)

all: $(B)/unjoe $(B)/unjoe.a

help:
	@echo 'make            build/unjoe'
	@echo 'make demo       gets missing packages (as root), builds, reads samples/, prints a report'
	@echo 'make check      gets missing packages (as root), builds, runs all tests; TESTS="build/tests/unit_base tests/includes.t" for some'
	@echo 'make bless      the tests again, taking what comes out for what is wanted; shows the difference'
	@echo 'make asan       the tests under the address and undefined behaviour sanitizers'
	@echo 'make fuzz       every parser for FUZZ_SECONDS=$(FUZZ_SECONDS); make fuzz-NAME for one'
	@echo 'make bench      how fast, against what others do in the same time; BENCH_LINES=N, BENCH_LONG=1'
	@echo 'make lab        a real Postfix is sent mail of all kinds, and sixteen real servers a joe-job; what is read is compared (as root)'
	@echo 'make install    and uninstall: PREFIX=$(PREFIX) DESTDIR='
	@echo 'make clean      Options: CC, CFLAGS, CPPFLAGS, LDFLAGS, WERROR=-Werror, V=1, -j'

# What is built.

$(B)/unjoe: $(B)/main.o $(B)/unjoe.a
	$(call say,LINK)
	$(Q)$(link) -o $@ $^ $(library_libs)

# An archive, so that a test takes only what it speaks to.
$(B)/unjoe.a: $(OBJECTS) $(B)/files
	$(call say,AR)
	$(Q)rm -f $@ && $(AR) rcs $@ $(OBJECTS)

$(B)/tests/%: $(B)/tests/%.o $(B)/unjoe.a
	$(call say,LINK)
	$(Q)$(link) -o $@ $^ $(library_libs) $(late_libs)

$(B)/%.o: %.c $(B)/flags
	$(call say,CC)
	$(Q)mkdir -p $(@D) && $(compile) $(define) -MMD -MP -c -o $@ $<

$(B)/main.o: define = -DUNJOE_VERSION='"$(VERSION)"'
$(B)/ingest/source/packed.o: define = -DLIBRARY=$(call soname,archive)
$(B)/analyze/spf/zonefile.o: define = -DLIBRARY=$(call soname,ldns)

$(B)/embedded.o: $(B)/embedded.c $(B)/flags
	$(call say,CC)
	$(Q)$(compile) -MMD -MP -c -o $@ $<

# The rule files and statements that the program carries with it: new ones are found by being there.
$(B)/embedded.c: $(TEXTS) tools/embed $(B)/files
	$(call say,EMBED)
	$(Q)tools/embed $(TEXTS) >$@

# Written when their content changes: what there is, and how it is compiled.
$(B)/files: content = $(SOURCES) $(TEXTS)
$(B)/flags: content = $(subst ','\'',$(compile) $(link) $(VERSION))
$(B)/files $(B)/flags: FORCE | packages
	@mkdir -p $(@D) && echo '$(content)' | cmp -s - $@ || echo '$(content)' >$@

packages:
	@tools/setup $(SETUP)

-include $(patsubst %.c,$(B)/%.d,$(SOURCES) $(wildcard tests/*.c)) $(B)/embedded.d

# What is run.

SETUP = build
demo: SETUP = --install build
check asan: SETUP = --install build check
bench: SETUP = --install build bench
lab: SETUP = --install build lab

check: $(B)/unjoe $(UNITS) $(AIDS)
	@tests/run $(B) $(TESTS)

bless: $(B)/unjoe $(UNITS) $(AIDS)
	@BLESS=1 tests/run $(B) $(TESTS); git status --short tests samples; git --no-pager diff tests samples

asan:
	@$(MAKE) --no-print-directory check B=build/asan CFLAGS='-O1 -g $(SANITIZE)' HARDEN=

fuzz: $(FUZZERS:%=fuzz-%)

fuzz-%: fuzzers
	@mkdir -p build/fuzz/$*
	build/clang/tests/fuzz_$* -max_total_time=$(FUZZ_SECONDS) -timeout=10 -print_final_stats=1 \
		-artifact_prefix=build/fuzz/$*- build/fuzz/$* $(wildcard tests/corpus/$*)

fuzzers:
	@tools/setup build fuzz
	@$(MAKE) --no-print-directory $(FUZZERS:%=build/clang/tests/fuzz_%) B=build/clang CC=clang \
		CFLAGS='-O1 -g $(SANITIZE) -fsanitize=fuzzer-no-link' HARDEN= LDFLAGS=-fsanitize=fuzzer

bench: $(B)/unjoe $(B)/tests/bench/spf $(B)/tests/bench/lint $(B)/tests/resolver
	@UNJOE=$(abspath $(B)/unjoe) RESOLVER=$(abspath $(B)/tests/resolver) SCRATCH=build/bench/spf; export UNJOE RESOLVER SCRATCH; mkdir -p $$SCRATCH; missed=0; \
		for stage in tests/bench/run tests/bench/mail tests/bench/big $(B)/tests/bench/spf $(B)/tests/bench/lint tests/bench/night; do $$stage || missed=1; done; exit $$missed

lab: $(B)/unjoe
	@UNJOE=$(abspath $(B)/unjoe); export UNJOE; failed=0; for stage in tests/lab/run tests/lab/joe/run; do $$stage || failed=1; done; exit $$failed

demo: $(B)/unjoe
	@tools/demo $(B)/unjoe $(B)/demo.db

# What is installed.

bindir = $(DESTDIR)$(PREFIX)/bin
mandir = $(DESTDIR)$(PREFIX)/share/man
bashdir = $(DESTDIR)$(PREFIX)/share/bash-completion/completions

install: all
	install -d $(bindir) $(mandir)/man1 $(mandir)/man5 $(bashdir)
	install -m 755 $(B)/unjoe $(bindir)/unjoe
	install -m 644 unjoe.bash $(bashdir)/unjoe
	$(foreach page,$(MANUALS),install -m 644 $(page) $(mandir)/man$(subst .,,$(suffix $(page)))/$(page) &&) true

uninstall:
	rm -f $(bindir)/unjoe $(bashdir)/unjoe $(foreach page,$(MANUALS),$(mandir)/man$(subst .,,$(suffix $(page)))/$(page))

clean:
	rm -rf build

FORCE:
.PHONY: all help packages check bless asan fuzz fuzzers bench lab demo install uninstall clean FORCE
.DELETE_ON_ERROR:
.SECONDARY:
