/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Names come out of foreign files, so they are made harmless before a terminal sees them. */
#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool terminal_has_colour(FILE *out) {
    const char *refused = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    if (refused != NULL && refused[0] != '\0')
        return false;
    if (term == NULL || strcmp(term, "dumb") == 0)
        return false;
    return isatty(fileno(out)) == 1;
}

void terminal_print_bytes(FILE *out, struct span text) {
    bool utf8 = span_is_utf8(text);
    for (size_t i = 0; i < text.length; i++) {
        uint8_t c = text.at[i];
        /* U+0080 to U+009F are control characters too. */
        bool c1 = c == 0xC2 && i + 1 < text.length && text.at[i + 1] < 0xA0;
        bool after_c1 = i > 0 && text.at[i - 1] == 0xC2 && c < 0xA0;
        bool plain = c >= 0x20 && c < 0x7F;
        if (plain || (c >= 0x80 && utf8 && !c1 && !after_c1))
            fputc(c, out);
        else
            fprintf(out, "\\x%02x", (unsigned)c);
    }
}

void terminal_print_text(FILE *out, const char *text) {
    terminal_print_bytes(out, (struct span){(const uint8_t *)text, strlen(text)});
}
