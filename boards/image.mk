# SPDX-License-Identifier: Apache-2.0 OR MIT
# One flash image out of kernel and apps, and QEMU to boot it.

# An app is the name of one in the tree, or the path of a .tbf or .tab file.
app_is_path = $(or $(findstring /,$(1)),$(filter %.tbf %.tab,$(1)))
app_file = $(if $(call app_is_path,$(1)),$(1),$(call app_product,$(1),$(APP_ARCH)))
app_names := $(foreach app,$(APPS),$(if $(call app_is_path,$(app)),,$(app)))
app_files := $(foreach app,$(APPS),$(call app_file,$(app)))
app_unknown := $(filter-out $(APP_NAMES),$(app_names))
app_foreign := $(strip $(foreach app,$(filter $(APP_NAMES),$(app_names)),$(if $(filter $(APP_ARCH),$(APP_ARCHS_$(app))),,$(app))))

IMAGE := $(BOARD_BUILD)/image.bin
OUT ?= $(IMAGE)
IMAGE_FLAGS ?=

# FOR=3s, 500ms, 10m: virtual time, in which QEMU counts instructions instead of looking at a clock
# and skips the time that the CPU sleeps.
FOR ?=
LIMIT_PLUGIN := $(BUILD)/qemu/limit.so
comma := ,
for_ns := $(if $(FOR),$(shell tools/duration $(FOR)))
$(if $(FOR),$(if $(for_ns),,$(error FOR says no duration)))
for_flags = -icount shift=5$(comma)sleep=off -plugin $(LIMIT_PLUGIN)$(comma)ns=$(for_ns)
# The serial port is the terminal, or the socket PORT, which `detent` opens as unix:PORT.
PORT ?=
# How QEMU is given the image, which IMAGE stands for.
QEMU_IMAGE ?= -kernel IMAGE
qemu_command = $(QEMU) $(QEMU_MACHINE) -display none \
	$(if $(PORT),-serial unix:$(PORT)$(comma)server=on$(comma)wait=off -monitor none,$(if $(FOR),-serial stdio -monitor none,-serial mon:stdio)) $(if $(FOR),$(for_flags)) $(subst IMAGE,$(OUT),$(QEMU_IMAGE)) $(if $(FLASH),$(subst FLASH,$(FLASH),$(QEMU_FLASH)))

$(if $(app_unknown),$(error no app '$(firstword $(app_unknown))'; there are: $(APP_NAMES)))
$(if $(app_foreign),$(error app '$(firstword $(app_foreign))' is for $(APP_ARCHS_$(firstword $(app_foreign))), not for $(APP_ARCH)))

.PHONY: run image FORCE

image: $(OUT) ## one flash image of kernel and apps: APPS="names, .tbf files" OUT=file
	@:

board_image_flags = $(FLASH_START:%=--flash-base %) --apps-at $(APPS_AT) --flash-end $(FLASH_END) \
	--ram-end $(RAM_END) --protection $(lastword $(ARCH)) --arch $(APP_ARCHS)
# What the kernel's ELF file says of RAM: where that for apps begins, and what each process costs.
ram_flags = $$($(KERNEL_NM) -S $(KERNEL_ELF) | awk '\
	$$NF == "layout_bss_end" { print "--ram-start 0x" $$1 } \
	$$NF == "note_process_overhead" { print "--process-bytes 0x" $$2 }')

$(OUT): FORCE $(KERNEL_BIN) $(filter $(BUILD)/apps/%,$(app_files)) $(DETENT)
	@mkdir -p $(@D)
	$(Q)$(DETENT) image --kernel $(KERNEL_BIN) $(board_image_flags) $(ram_flags) $(IMAGE_FLAGS) \
		-o $@ $(foreach file,$(app_files),'$(file)')

# What is erased is all ones; QEMU writes what changes, so it is there when the board is run again.
$(if $(FLASH),$(FLASH): ; $$(Q)mkdir -p $$(@D) && head -c $(QEMU_FLASH_BYTES) /dev/zero | tr '\0' '\377' >$$@)

run: $(OUT) $(if $(FOR),$(LIMIT_PLUGIN)) $(if $(FLASH),| $(FLASH)) ## boot the board: APPS="...", FOR=3s to end by itself, V=1 to see how, PORT=file for a socket to reach it by, FLASH=file for one that keeps the flash
	$(if $(FOR)$(PORT),,@echo "Ctrl-A X ends it." >&2)
	$(if $(PORT),@echo "Reach it by: $(DETENT) listen unix:$(abspath $(PORT))$(if $(FOR),,; Ctrl-C ends it)." >&2)
	$(Q)$(qemu_command)

STORES_PLUGIN := $(BUILD)/qemu/stores.so
REACHED_PLUGIN := $(BUILD)/qemu/reached.so
$(BUILD)/qemu/%.so: tools/qemu/%.c tools/qemu/plugin-version
	@mkdir -p $(@D)
	$(call say,CC,$<)$(HOST_CC) -shared -fPIC -fvisibility=hidden -O2 $(filter-out -Wnull-dereference,$(WARNINGS)) \
		-DPLUGIN_VERSION=$$(tools/qemu/plugin-version $(QEMU)) $< -o $@

# ---- Debugging (docs/debugging.md) ----

GDB ?= gdb-multiarch
# "-batch -x FILE" says more to it.
GDB_FLAGS ?=

# Of each app the programs that the image may hold, as NAME=ELF; those of other people's files lie beside
# them.
debug_programs = $(foreach app,$(APPS),$(if $(call app_is_path,$(app)),\
	$(patsubst %,$(basename $(notdir $(app)))=%,$(wildcard $(basename $(app)).elf)),\
	$(patsubst %,$(app)=%,$(wildcard $(BUILD)/apps/$(app)/$(APP_ARCH).elf $(BUILD)/apps/$(app)/$(APP_ARCH).*.elf))))
# QEMU is at the other end of a pipe and ends with GDB, which puts it into a session of its own, so that
# Ctrl-C is GDB's alone. What comes from the serial port is seen in the terminal, if there is one.
debug_qemu = exec $(QEMU) $(QEMU_MACHINE) -display none -monitor none -S -gdb stdio \
	-chardev socket$(comma)id=serial$(comma)path=$(debug_base).serial$(comma)server=on$(comma)wait=off$(comma)logfile=$$log \
	-serial chardev:serial $(subst IMAGE,$(OUT),$(QEMU_IMAGE))
debug_base = $(basename $(OUT))

.PHONY: debug debug-session debug-listing
# What a fault report asks for: `make debug RAM_START=0x... FLASH_INIT=0x... NAME=app`.
debug: $(if $(NAME)$(RAM_START)$(FLASH_INIT),debug-listing,debug-session) ## GDB on the board in QEMU: APPS="..."; or NAME=app with the addresses of a fault report, for a listing

debug-listing: $(if $(NAME),$(call app_product,$(NAME),$(APP_ARCH)))
	$(if $(and $(NAME),$(RAM_START),$(FLASH_INIT)),,$(error say RAM_START=0x..., FLASH_INIT=0x... and NAME=app, as the fault report does))
	$(Q)tools/listing.py $(<:.tab=.elf) $(<:.tab=).*.elf --ram-start $(RAM_START) --flash-init $(FLASH_INIT) \
		-o $(BUILD)/apps/$(NAME)/$(NAME).lst

debug-session: $(OUT)
	$(Q)$(DETENT) inspect --json $(FLASH_START:%=--flash-base %) --at $$(($(APPS_AT) - $(or $(FLASH_START),0))) \
		$(OUT) >$(debug_base).json
	$(Q)log=$$(if tty -s; then tty; else echo $(debug_base).log; fi); { \
		echo 'file $(KERNEL_ELF)'; \
		echo 'source tools/gdb/detent.py'; \
		echo 'set remotetimeout 60'; \
		echo "target remote | $(debug_qemu)"; \
		echo 'python begin("$(debug_base).json", $(or $(FLASH_START),0), "$(strip $(debug_programs))".split())'; \
	} >$(debug_base).gdb
	$(Q)$(GDB) -q -x $(debug_base).gdb $(GDB_FLAGS); status=$$?; rm -f $(debug_base).serial; exit $$status

# Which boards there are, and what others than make want to know about one: as JSON.
BOARDS := $(sort $(patsubst boards/%/board.mk,%,$(wildcard boards/*/board.mk)))
board_words := ARCH CHIP KERNEL_NM FLASH_START APPS_AT FLASH_END RAM_END APP_ARCH APP_ARCHS \
	QEMU QEMU_MACHINE QEMU_IMAGE QEMU_FLASH QEMU_FLASH_BYTES board_image_flags
board_pairs = $(foreach word,$(board_words),"$(word)": "$($(word))",)

.PHONY: print-board
print-board:
	@printf '%s\n' '{$(board_pairs) "BOARD": "$(BOARD)"}'
