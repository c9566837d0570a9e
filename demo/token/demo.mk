# SPDX-License-Identifier: Apache-2.0 OR MIT
# The demonstration of a security key (docs/demo-token.md): its programs, its keys, its kernel.

DEMO := $(BUILD)/demo-token
DEMO_BOARD := qemu-rv32-virt

define DEMO_APP
$(APP_DEFAULTS)
SLOTS := 1 2 3 4 5 6 7 8
-include $(1)/app.mk
$$(eval $$(call APP_RULES,$(1),$(notdir $(1)),APP_CODE_RULES))
endef
demo_other_apps := $(APP_NAMES)
$(foreach folder,$(call app_folders,demo/token/apps),$(eval $(call DEMO_APP,$(folder))))
demo_apps := $(filter-out $(demo_other_apps),$(APP_NAMES))
APP_NAMES := $(demo_other_apps)

# Two signers whom the board knows, and one whom it does not. Made once.
demo_keys := $(addprefix $(DEMO)/,first.pem second.pem stranger.pem)
$(demo_keys): | $(DETENT)
	@mkdir -p $(@D)
	$(Q)$(DETENT) keygen -o $@ --type ecdsa-p256
$(DEMO)/oracle.key:
	@mkdir -p $(@D)
	$(Q)head -c 16 /dev/urandom >$@

.PHONY: demo-token demo-token-needs demo-token-kernel
# (A kernel is what variables of make say.)
demo_choices := BOARD=$(DEMO_BOARD) LOADER=async APP_POLICY=signature STORAGE=cfi CRYPTO=software \
	APP_KEYS="$(DEMO)/first.pem.pub $(DEMO)/second.pem.pub" ORACLE_KEY=$(DEMO)/oracle.key
demo-token-kernel: $(demo_keys) $(DEMO)/oracle.key
	$(Q)$(MAKE) --no-print-directory -s $(demo_choices) kernel
demo-token-needs: demo-token-kernel $(demo_apps:%=$(BUILD)/apps/%/rv32imac.tab) $(DETENT) $(LIMIT_PLUGIN)

demo-token: demo-token-needs ## a security key on qemu-rv32-virt tells its story, and checks every claim (docs/demo-token.md)
	$(Q)$(PYTHON) demo/token/demo.py
