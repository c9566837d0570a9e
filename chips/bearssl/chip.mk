# SPDX-License-Identifier: Apache-2.0 OR MIT
# BearSSL, a cryptographic library without a heap, out of Debian's source package; only its members that
# are named here are compiled, with the board's flags, and only what is called of them is linked.

BEARSSL_PACKAGE := bearssl=0.6+dfsg.1-3
BEARSSL_SHA256 := 102a625bd8f6155260867a50c508df8d8c3f796985dd744df1a68e5cd1a79004
BEARSSL := $(BUILD)/bearssl
BEARSSL_SOURCE := $(BEARSSL)/.$(BEARSSL_SHA256)

BEARSSL_MEMBERS := codec/ccopy codec/dec32be codec/dec64be codec/enc32be codec/enc64be \
	hash/sha1 hash/sha2big hash/sha2small int/i31_add int/i31_bitlen int/i31_decmod int/i31_decode \
	int/i31_encode int/i31_iszero int/i31_montmul int/i31_muladd int/i31_ninv31 int/i31_sub \
	int/i31_tmont int/i32_div32 symcipher/aes_ct symcipher/aes_ct_dec symcipher/aes_ct_enc

# What the library calls is compiled as it is (kernel/memory.c).
kernel_apart += chips/bearssl/memmove.c

# What includes the library's headers: they are other people's, and so are their warnings.
bearssl_headers := -isystem $(BEARSSL)/inc
BEARSSL_INCLUDE := -isystem chips/bearssl/include $(bearssl_headers)

$(BEARSSL_SOURCE): tools/debian-source
	$(Q)tools/debian-source $(BEARSSL_PACKAGE) $(BEARSSL_SHA256) $(BEARSSL)
	@touch $@

# $(call bearssl_rules,folder,compiler and flags)
define bearssl_rules
$(BEARSSL_MEMBERS:%=$(1)/bearssl/%.c.o): $(1)/bearssl/%.c.o: $(BEARSSL_SOURCE) chips/bearssl/chip.mk kernel/kernel.mk
	@mkdir -p $$(@D)
	$(Q)$(2) $(BEARSSL_INCLUDE) -I$(BEARSSL)/src -w -ffunction-sections -fdata-sections -fno-strict-aliasing -c $(BEARSSL)/src/$$*.c -o $$@
endef
