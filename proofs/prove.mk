# SPDX-License-Identifier: Apache-2.0 OR MIT
# Proofs of the contracts in the headers (docs/caveats.md).
#
#   make prove                                 all of them
#   make prove PIECES=process_memory-armv7m    some

.PHONY: prove test-proofs
prove: ## proofs that the kernel's arithmetic does what its headers say
	$(Q)$(PYTHON) proofs/prove.py $(PIECES)

# A part of `make test`, which keeps one core busy.
test-proofs:
	$(Q)$(PYTHON) proofs/prove.py --jobs 1
