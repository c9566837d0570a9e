# SPDX-License-Identifier: Apache-2.0 OR MIT
# Proofs of the contracts in the headers (docs/caveats.md).
#
#   make prove                                 all of them
#   make prove PIECES=process_memory-armv7m    some

.PHONY: prove prove-smoke prove-bugs test-proofs
prove: ## proofs that the kernel's arithmetic does what its headers say
	$(Q)$(PYTHON) proofs/prove.py $(PIECES)

prove-smoke: ## that no contract contradicts itself, of which everything would follow
	$(Q)$(PYTHON) proofs/prove.py --smoke $(PIECES)

prove-bugs: ## that each of a list of bugs fails a proof or a test
	$(Q)$(PYTHON) proofs/bugs.py $(BUGS)

# A part of `make test`, which keeps one core busy.
test-proofs:
	$(Q)$(PYTHON) proofs/prove.py --jobs 1
	$(Q)$(PYTHON) proofs/prove.py --jobs 1 --smoke countdown
	$(Q)$(PYTHON) proofs/bugs.py --some
