# SPDX-License-Identifier: Apache-2.0 OR MIT
# where the test wants it
SLOTS := 5
