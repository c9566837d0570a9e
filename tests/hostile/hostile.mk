# SPDX-License-Identifier: Apache-2.0 OR MIT
# Programs that attack the system. Each folder of tests/hostile/apps is one, built as the apps of
# the tree are; the tests themselves build nothing.

hostile_tree_apps := $(APP_NAMES)
$(foreach folder,$(sort $(patsubst %/,%,$(dir $(wildcard tests/hostile/apps/*/*.c)))),\
	$(eval $(call APP,$(folder))))
hostile_apps := $(filter-out $(hostile_tree_apps),$(APP_NAMES))
APP_NAMES := $(hostile_tree_apps)

.PHONY: test-hostile hostile-needs
hostile-needs: kernel $(LIMIT_PLUGIN) $(DETENT) \
		$(foreach name,$(hostile_apps),$(BUILD)/apps/$(name)/$(name).tbf)

test-hostile: hostile-needs ## hostile programs
	$(Q)$(PYTHON) -m pytest -q -p no:cacheprovider -n $(QEMU_WORKERS) tests/hostile $(PYTEST)
