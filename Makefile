# SPDX-License-Identifier: GPL-3.0-or-later
# staaf: evidence for ICT choices in higher education.
# Two commands set everything up on a fresh Debian 12: make demo, make check.
# Order: settings, file lists, rules, checks, install.

# ---------------------------------------------------------------- settings
VERSION  = 0.1.0
PREFIX   = /usr/local
BINDIR   = $(PREFIX)/bin
CGIDIR   = $(PREFIX)/lib/cgi-bin
MANDIR   = $(PREFIX)/share/man
DATADIR  = $(PREFIX)/share/staaf
INCDIR   = $(PREFIX)/include/staaf
LIBDIR   = $(PREFIX)/lib
BUILD    = build
CC       = gcc
OPT      = -O2 -g
WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 -Wundef \
           -Wvla -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings
PKGS     = sqlite3 libxml-2.0 libpcre2-8 gsl libutf8proc nettle jansson zlib
PKG      = pkg-config
CPPFLAGS = -D_GNU_SOURCE -DSTAAF_VERSION='"$(VERSION)"' \
           -Iinclude -I$(BUILD)/gen
CFLAGS   = -std=c17 $(OPT) $(WARN) $(WERROR) $(SAN) -fno-math-errno \
           -fstack-protector-strong
LIBS    := $(shell $(PKG) --libs $(PKGS) 2>/dev/null) -lstemmer -lfcgi -lm
CURLLIBS := $(shell $(PKG) --libs libcurl libutf8proc jansson 2>/dev/null)
CURLINC := $(shell $(PKG) --cflags libcurl 2>/dev/null)
# Without libseccomp the reader is locked up by limits alone.
SECCOMP := $(shell $(PKG) --exists libseccomp 2>/dev/null && echo 1)
ifeq ($(SECCOMP),1)
CPPFLAGS += -DSTAAF_SECCOMP
LIBS += $(shell $(PKG) --libs libseccomp)
endif
XMLINC  := $(shell $(PKG) --cflags libxml-2.0 2>/dev/null)
# As many jobs as processors, unless make was told how many.
JOBS     = $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(shell nproc))
export JOBS V
Q        = $(if $(V),,@)
say      = $(if $(V),,@printf '  %-7s %s\n' $(1) $(2))

# -------------------------------------------------------------- file lists
ROOMS    = base fetch store stats rule extract ingest answer circle show app
LIBROOMS = $(filter-out app,$(ROOMS))
# staaf-fetch alone knows libcurl; the library has what both sides share.
FETCHSRC = src/fetch/main.c src/fetch/get.c
LIBSRC  := $(filter-out $(FETCHSRC),$(wildcard $(LIBROOMS:%=src/%/*.c)))
APPSRC  := $(wildcard src/app/*.c)
MAINS    = src/app/staaf.c src/app/cgi.c
TEXTS   := $(wildcard src/*/text.en src/*/text.nl)
RULES   := $(wildcard rules/*.rules)
PAGES   := $(wildcard src/show/page/*)
MANUALS := $(wildcard src/app/man/*.[1578])
TESTSRC := $(wildcard tests/test_*.c)
TRIALS  := $(wildcard tests/trials/*.csv)
FUZZSRC := $(wildcard tests/fuzz_*.c)
HEADERS := $(wildcard include/staaf/*.h)
GEN      = $(BUILD)/gen/staaf/msg.h $(BUILD)/gen/sql.h
GENSRC   = $(BUILD)/gen/msg.c $(BUILD)/gen/sql.c $(BUILD)/gen/shipped.c \
           $(BUILD)/gen/page.c
LIBOBJ   = $(LIBSRC:%.c=$(BUILD)/%.o) $(GENSRC:%.c=%.o)
APPOBJ   = $(filter-out $(MAINS:%.c=$(BUILD)/%.o),$(APPSRC:%.c=$(BUILD)/%.o))
TESTS    = $(TESTSRC:tests/%.c=$(BUILD)/tests/%)
FUZZERS  = $(FUZZSRC:tests/%.c=$(BUILD)/tests/%)
LIB      = $(BUILD)/libstaaf.a

# ------------------------------------------------------------------- rules
all: $(LIB) $(BUILD)/staaf $(BUILD)/staaf.cgi $(BUILD)/staaf-fetch

# Other flags, another compiler or a file that went: build anew.
SETTINGS = $(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $(LIBS) $(CURLLIBS) $(LIBSRC) \
           $(APPSRC) $(FETCHSRC)
$(BUILD)/settings: FORCE
	$(Q)mkdir -p $(@D)
	$(Q)echo '$(subst ','\'',$(SETTINGS))' | cmp -s - $@ || \
	    echo '$(subst ','\'',$(SETTINGS))' >$@

$(LIB): $(LIBOBJ) $(BUILD)/settings
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $(filter %.o,$^)

$(BUILD)/staaf: $(BUILD)/src/app/staaf.o $(APPOBJ) $(LIB)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/staaf.cgi: $(BUILD)/src/app/cgi.o $(APPOBJ) $(LIB)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/staaf-fetch: $(FETCHSRC:%.c=$(BUILD)/%.o) $(LIB)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(CURLLIBS)

$(BUILD)/src/fetch/%.o: CPPFLAGS += $(CURLINC)
$(BUILD)/src/ingest/%.o: CPPFLAGS += $(XMLINC)
$(BUILD)/%.o: %.c $(BUILD)/settings | $(GEN)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c $(BUILD)/settings | $(GEN)
	$(call say,CC,$<)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -Isrc -MMD -MP -c -o $@ $<

$(BUILD)/gen/staaf/msg.h: tools/texts.awk $(TEXTS)
	$(call say,TEXTS,$@)
	$(Q)mkdir -p $(@D)
	$(Q)awk -v out=$(BUILD)/gen -f tools/texts.awk $(sort $(TEXTS))
$(BUILD)/gen/msg.c: $(BUILD)/gen/staaf/msg.h

$(BUILD)/embed: tools/embed.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -std=c17 $(WARN) -O1 -o $@ $<

$(BUILD)/gen/sql.h: src/store/statements.sql src/store/schema.sql $(BUILD)/embed
	$(call say,EMBED,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(BUILD)/embed sql $(BUILD)/gen/sql src/store/schema.sql \
	    src/store/statements.sql
$(BUILD)/gen/sql.c: $(BUILD)/gen/sql.h

$(BUILD)/gen/shipped.c: $(RULES) $(BUILD)/embed
	$(call say,EMBED,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(BUILD)/embed files $@ rule_shipped $(sort $(RULES))

$(BUILD)/gen/page.c: $(PAGES) $(BUILD)/embed
	$(call say,EMBED,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(BUILD)/embed files $@ show_page $(sort $(PAGES))

# ------------------------------------------------------------------ checks
# One test program: make build/tests/test_words && build/tests/test_words
$(BUILD)/tests/test_%: tests/test_%.c $(LIB)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -MMD -MP -Isrc -o $@ $< \
	    $(LIB) -lcmocka $(LIBS)

$(BUILD)/tests/fuzz_%: tests/fuzz_%.c $(LIB)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -MMD -MP \
	    -Isrc -o $@ $< $(LIB) $(LIBS)

$(BUILD)/bench/%: tests/bench/%.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< \
	    -Wl,--no-as-needed $(LIBS)

# Of the benchmarks this one calls the library.
$(BUILD)/bench/rules: tests/bench/rules.c $(LIB)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $(LIB) $(LIBS)

# The peer of the ingest benchmark, where its compiler and library are.
$(BUILD)/bench/xapian: tests/bench/xapian.cc
	$(call say,CXX,$<)
	$(Q)mkdir -p $(@D)
	$(Q)if $(PKG) --exists xapian-core; then $(CXX) -O2 -o $@ $< \
	    $$($(PKG) --cflags --libs xapian-core); fi

$(BUILD)/e2e/server: tests/e2e/server.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $<

gen: $(GEN)
tests: $(TESTS) $(BUILD)/e2e/server
fuzzers: $(FUZZERS)

unit: tests
	$(Q)for t in $(TESTS); do ./$$t || exit 1; done

setup:
	$(Q)tools/setup.sh run

# What pkg-config says is read when make starts: hence the second make.
AGAIN = +$(Q)$(MAKE) --no-print-directory $(JOBS)
demo: setup
	$(AGAIN) all
	$(Q)tools/demo.sh $(BUILD)

# make check STEPS="unit layers" runs only these
check:
	$(Q)tools/setup.sh run check
	$(Q)if test -e tests/browser/run.sh; then tools/setup.sh browser; fi
	+$(Q)MAKE="$(MAKE)" tools/check.sh $(STEPS)

ASAN = CC=clang OPT="-O1 -g -fno-omit-frame-pointer" WERROR=-Werror
sanitize:
	$(Q)tools/setup.sh run check
	$(AGAIN) BUILD=build/sanitize $(ASAN) all unit \
	    SAN="-fsanitize=address,undefined -fno-sanitize-recover=all"
	$(Q)tests/e2e/run.sh build/sanitize

analyze:
	$(Q)tools/setup.sh run check
	+$(Q)MAKE="$(MAKE)" tools/analyze.sh

fuzz:
	$(Q)tools/setup.sh run check
	$(AGAIN) BUILD=build/fuzz $(ASAN) fuzzers \
	    SAN="-fsanitize=fuzzer-no-link,address,undefined"
	$(Q)tools/fuzz.sh build/fuzz $(FUZZSRC:tests/%.c=build/fuzz/tests/%)

bench: all $(BUILD)/bench/paired $(BUILD)/bench/empty $(BUILD)/bench/xapian \
    $(BUILD)/bench/rules
	$(Q)tests/bench/run.sh $(BUILD)
	$(Q)tests/bench/ask.sh $(BUILD)
	$(Q)tests/bench/ingest.sh $(BUILD)
	$(Q)tests/bench/trial.sh $(BUILD)
	$(Q)tests/bench/rules.sh $(BUILD)

serve: all
	$(Q)tools/setup.sh serve
	$(Q)tools/serve.sh $(BUILD) $(PORT)

dist:
	+$(Q)MAKE="$(MAKE)" tools/dist.sh $(VERSION)

clean:
	rm -rf build

# ----------------------------------------------------------------- install
SECTION = $(subst .,,$(suffix $(1)))
install: all
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(CGIDIR) \
	    $(DESTDIR)$(LIBDIR) $(DESTDIR)$(INCDIR) \
	    $(DESTDIR)$(DATADIR)/rules $(DESTDIR)$(DATADIR)/corpus \
	    $(DESTDIR)$(DATADIR)/trials
	install $(BUILD)/staaf $(BUILD)/staaf-fetch $(DESTDIR)$(BINDIR)
	install $(BUILD)/staaf.cgi $(DESTDIR)$(CGIDIR)
	install -m 644 $(LIB) $(DESTDIR)$(LIBDIR)
	install -m 644 $(HEADERS) $(BUILD)/gen/staaf/msg.h $(DESTDIR)$(INCDIR)
	install -m 644 $(RULES) $(DESTDIR)$(DATADIR)/rules
	install -m 644 $(wildcard corpus/*) $(DESTDIR)$(DATADIR)/corpus
	install -m 644 $(TRIALS) $(DESTDIR)$(DATADIR)/trials
	$(foreach m,$(MANUALS),install -D -m 644 $(m) \
	    $(DESTDIR)$(MANDIR)/man$(call SECTION,$(m))/$(notdir $(m)) &&) true

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/staaf $(DESTDIR)$(BINDIR)/staaf-fetch \
	    $(DESTDIR)$(CGIDIR)/staaf.cgi \
	    $(DESTDIR)$(LIBDIR)/libstaaf.a $(foreach m,$(MANUALS),\
	    $(DESTDIR)$(MANDIR)/man$(call SECTION,$(m))/$(notdir $(m)))
	rm -rf $(DESTDIR)$(DATADIR) $(DESTDIR)$(INCDIR)

-include $(wildcard $(BUILD)/src/*/*.d $(BUILD)/gen/*.d $(BUILD)/tests/*.d)
.PHONY: all analyze bench check clean demo dist fuzz fuzzers gen install \
        sanitize serve setup tests uninstall unit FORCE
.SECONDARY:
