/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One byte after the other, so that a prompt is seen before its line ends. */
#include "channel.h"

#include <time.h>

static void print_time(FILE *out) {
    struct timespec now;
    struct tm parts;
    char text[32];
    if (clock_gettime(CLOCK_REALTIME, &now) != 0 || localtime_r(&now.tv_sec, &parts) == NULL)
        return;
    strftime(text, sizeof text, "%H:%M:%S", &parts);
    fprintf(out, "%s.%03ld ", text, now.tv_nsec / 1000000);
}

static void begin_line(struct channel_writer *writer, const char *name) {
    if (writer->with_time)
        print_time(writer->out);
    if (writer->with_names)
        fprintf(writer->out, "%s: ", name);
    writer->open = name;
}

void channel_end(struct channel_writer *writer) {
    if (writer->open != NULL)
        fputc('\n', writer->out);
    writer->open = NULL;
}

/* Backspace and tab are what the console's line editor uses; bytes from 0x80 on are left to UTF-8. */
static void write_byte(struct channel_writer *writer, uint8_t byte) {
    if (byte == '\b' || byte == '\t' || (byte >= 0x20 && byte != 0x7F))
        fputc(byte, writer->out);
    else
        fprintf(writer->out, "\\x%02x", (unsigned)byte);
}

void channel_write(struct channel_writer *writer, const char *name, struct span text) {
    for (size_t i = 0; i < text.length; i++) {
        uint8_t byte = text.at[i];
        if (byte == '\r')
            continue;
        if (writer->open != NULL && writer->open != name)
            channel_end(writer);
        if (writer->open == NULL)
            begin_line(writer, name);
        if (byte == '\n')
            channel_end(writer);
        else
            write_byte(writer, byte);
    }
    fflush(writer->out);
}
