# SPDX-License-Identifier: Apache-2.0 OR MIT
# Programs that attack the system. Each folder of tests/hostile/apps is one, built as the apps of
# the tree are; the tests themselves build nothing.

# $(call HOSTILE_APP,folder), each linked for two places, so that several find room: see hostile_slots.
define HOSTILE_APP
$(APP_DEFAULTS)
INCLUDES := tests/machine
SLOTS := $(wordlist 1,2,$(hostile_slots))
-include $(1)/app.mk
$$(eval $$(call APP_RULES,$(1),$(notdir $(1)),APP_CODE_RULES))
hostile_slots := $(wordlist 3,14,$(hostile_slots)) $(wordlist 1,2,$(hostile_slots))
endef
hostile_slots := 2 9 3 10 4 11 5 12 6 13 7 14 8 15

hostile_tree_apps := $(APP_NAMES)
$(foreach folder,$(call app_folders,tests/hostile/apps),$(eval $(call HOSTILE_APP,$(folder))))
hostile_apps := $(filter-out $(hostile_tree_apps),$(APP_NAMES))
APP_NAMES := $(hostile_tree_apps)

.PHONY: test-hostile hostile-needs hostile-apps hostile-hardened
# A kernel that looks twice (kernel/hardening.h).
hostile-hardened: FORCE | kernel
	$(Q)$(MAKE) --no-print-directory -s BOARD=$(BOARD) HARDENED=yes kernel
hostile-apps: $(call app_products,$(hostile_apps))
hostile-needs: kernel $(if $(filter lm3s6965evb,$(BOARD)),hostile-hardened) qemu-policies $(LIMIT_PLUGIN) $(COUNT_PLUGIN) $(DETENT) hostile-apps

clang_attempts := $(wildcard tests/hostile/capsules/clang_*.c)
attempts := $(filter-out $(clang_attempts),$(wildcard tests/hostile/capsules/*.c \
	tests/hostile/capsules/shadow/*.c tests/hostile/capsules/found/*/*.c))
board_attempts := $(wildcard tests/hostile/capsules/boards/*.c)

# What the checker has to know of the default board with Clang; a board is what variables of make say.
capcheck_clang := $(BUILD)/capcheck.d/lm3s6965evb-clang
ifneq ($(capcheck_board),$(capcheck_clang))
$(capcheck_clang): $(MAKEFILE_LIST) | $(CAPCHECK)
	$(Q)$(MAKE) --no-print-directory -s BOARD=lm3s6965evb TOOLCHAIN=clang capcheck
endif

.PHONY: refusals test-mutation
refusals: capcheck $(capcheck_clang) ## writes down what the attempts in tests/hostile/capsules are refused for: review it
	$(Q){ $(CAPCHECK) $(attempts); $(CAPCHECK) --as-board $(board_attempts); \
		$(CAPCHECK) --board lm3s6965evb-clang $(clang_attempts); } | \
		sed -n 's/^\([^ ]*:[0-9]*:[0-9]*: CC[0-9][0-9]\) .*/\1/p' | sort -u >tests/hostile/capsules/refusals.txt

test-mutation: capcheck $(capcheck_clang) $(BUILD)/capcheck-mutant ## takes the checker's rules away, one at a time
	$(Q)tests/hostile/mutate.py $(BUILD)/capcheck-mutant $(attempts) $(board_attempts) $(clang_attempts)

test-hostile: hostile-needs $(BUILD)/qemu/flip.so capcheck $(capcheck_clang) test-mutation ## hostile programs and capsules
	$(Q)$(pytest) tests/hostile $(PYTEST)
