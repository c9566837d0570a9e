# SPDX-License-Identifier: Apache-2.0 OR MIT
# Host tools. `detent` makes, shows and places programs (tools/detent/).

DETENT := $(BUILD)/detent
DETENT_SAN := $(BUILD)/san/detent
DETENT_FUZZ := $(BUILD)/san/detent-fuzz

detent_sources := $(wildcard tools/detent/*.c)
detent_objects := $(detent_sources:tools/detent/%.c=$(BUILD)/tools/detent/%.o)
detent_san_objects := $(detent_sources:tools/detent/%.c=$(BUILD)/san/tools/detent/%.o)
detent_fuzz_object := $(BUILD)/san/tests/host/fuzz_readers.o

DETENT_CFLAGS := -std=c11 -D_POSIX_C_SOURCE=200809L -g $(WARNINGS)
DETENT_LIBS := -lelf -larchive -lcrypto
SANITIZE := -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

$(DETENT): $(detent_objects)
	$(call say,LINK,$@)$(HOST_CC) $^ $(DETENT_LIBS) -o $@

$(BUILD)/tools/detent/%.o: tools/detent/%.c
	@mkdir -p $(@D)
	$(call say,CC,$<)$(HOST_CC) $(DETENT_CFLAGS) -O2 -MMD -MP -c $< -o $@

$(DETENT_SAN): $(detent_san_objects)
	$(call say,LINK,$@)$(HOST_CC) $(SANITIZE) $^ $(DETENT_LIBS) -o $@

$(DETENT_FUZZ): $(filter-out %/main.o,$(detent_san_objects)) $(detent_fuzz_object)
	$(call say,LINK,$@)$(HOST_CC) $(SANITIZE) $^ $(DETENT_LIBS) -o $@

$(BUILD)/san/tools/detent/%.o: tools/detent/%.c
	@mkdir -p $(@D)
	$(call say,CC,$<)$(HOST_CC) $(DETENT_CFLAGS) $(SANITIZE) -MMD -MP -c $< -o $@

$(detent_fuzz_object): tests/host/fuzz_readers.c
	@mkdir -p $(@D)
	$(call say,CC,$<)$(HOST_CC) $(DETENT_CFLAGS) -Itools/detent $(SANITIZE) -MMD -MP -c $< -o $@

-include $(detent_objects:.o=.d) $(detent_san_objects:.o=.d) $(detent_fuzz_object:.o=.d)

.PHONY: detent test-detent

detent: $(DETENT) $(BUILD)/share/detent.1 $(BUILD)/share/detent.bash $(BUILD)/share/_detent ## the host tool, its manual page and completion
	@:

$(BUILD)/share/detent.1: detent_page := manual
$(BUILD)/share/detent.bash: detent_page := completion bash
$(BUILD)/share/_detent: detent_page := completion zsh
$(BUILD)/share/%: $(DETENT)
	@mkdir -p $(@D)
	$(Q)$(DETENT) $(detent_page) >$@

test-detent: $(DETENT) $(DETENT_SAN) $(DETENT_FUZZ) ## tests of the host tool
	$(Q)DETENT=$(DETENT) $(PYTHON) -m pytest -q -p no:cacheprovider tests/host
	$(Q)DETENT=$(DETENT_SAN) $(PYTHON) -m pytest -q -p no:cacheprovider tests/host
