# SPDX-License-Identifier: Apache-2.0 OR MIT
# no stdio; what it writes lies in its data
STACK := 768
HEAP := 1536
