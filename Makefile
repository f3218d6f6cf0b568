# SPDX-License-Identifier: GPL-3.0-or-later
# staaf: evidence for ICT choices in higher education.
# Two commands set everything up on a fresh Debian 12: make demo, make check.
# Order: settings, file lists, rules, checks, install.

# ---------------------------------------------------------------- settings
VERSION  = 0.1.0
PREFIX   = /usr/local
CGIDIR   = $(PREFIX)/lib/cgi-bin
BUILD    = build
CC       = gcc
OPT      = -O2 -g
WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 -Wundef \
           -Wvla -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings
PKGS     = sqlite3 libxml-2.0 libpcre2-8 gsl libutf8proc libmd
PKG      = pkg-config
CPPFLAGS = -D_GNU_SOURCE -DSTAAF_VERSION='"$(VERSION)"' \
           -Iinclude -I$(BUILD)/gen
CFLAGS   = -std=c17 $(OPT) $(WARN) $(WERROR) $(SAN) -fno-math-errno \
           -fstack-protector-strong
LIBS    := $(shell $(PKG) --libs $(PKGS) 2>/dev/null) -lstemmer -lfcgi -lm
XMLINC  := $(shell $(PKG) --cflags libxml-2.0 2>/dev/null)
Q        = $(if $(V),,@)
say      = $(if $(V),,@printf '  %-7s %s\n' $(1) $(2))

# -------------------------------------------------------------- file lists
ROOMS    = base store stats rule ingest answer show app
LIBROOMS = $(filter-out app,$(ROOMS))
LIBSRC  := $(wildcard $(LIBROOMS:%=src/%/*.c))
APPSRC  := $(wildcard src/app/*.c)
MAINS    = src/app/staaf.c src/app/cgi.c
TEXTS   := $(wildcard src/*/text.en src/*/text.nl)
RULES   := $(wildcard rules/*.rules)
PAGES   := $(wildcard src/show/page/*)
TESTSRC := $(wildcard tests/test_*.c)
HEADERS := $(wildcard include/staaf/*.h)
GEN      = $(BUILD)/gen/staaf/msg.h $(BUILD)/gen/sql.h
GENSRC   = $(BUILD)/gen/msg.c $(BUILD)/gen/sql.c $(BUILD)/gen/shipped.c \
           $(BUILD)/gen/page.c
LIBOBJ   = $(LIBSRC:%.c=$(BUILD)/%.o) $(GENSRC:%.c=%.o)
APPOBJ   = $(filter-out $(MAINS:%.c=$(BUILD)/%.o),$(APPSRC:%.c=$(BUILD)/%.o))
TESTS    = $(TESTSRC:tests/%.c=$(BUILD)/tests/%)
LIB      = $(BUILD)/libstaaf.a

# ------------------------------------------------------------------- rules
all: $(LIB) $(BUILD)/staaf $(BUILD)/staaf.cgi

$(LIB): $(LIBOBJ)
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $^

$(BUILD)/staaf: $(BUILD)/src/app/staaf.o $(APPOBJ) $(LIB)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/staaf.cgi: $(BUILD)/src/app/cgi.o $(APPOBJ) $(LIB)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/src/ingest/%.o: CPPFLAGS += $(XMLINC)
$(BUILD)/%.o: %.c | $(GEN)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c | $(GEN)
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
$(BUILD)/tests/%: tests/%.c $(LIB)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -MMD -MP -Isrc -o $@ $< \
	    $(LIB) -lcmocka $(LIBS)

unit: $(TESTS)
	$(Q)for t in $(TESTS); do ./$$t || exit 1; done

clean:
	rm -rf build

-include $(wildcard $(BUILD)/src/*/*.d $(BUILD)/gen/*.d $(BUILD)/tests/*.d)
.PHONY: all unit clean
.SECONDARY:
