/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent completion`: what a shell wants to know to complete a command line. */
#include "commands.h"
#include "problem.h"

#include <stdio.h>
#include <string.h>

static int run(int argc, char **argv);

static const struct option options[] = {
    {0},
};

const struct command_line completion_command = {
    .command = "completion",
    .summary = "write the completion for bash or zsh",
    .usage = "bash|zsh",
    .purpose = "Writes what completes commands, options and files:\n"
               "    source <(detent completion bash)\n"
               "    detent completion zsh >DIRECTORY_OF_FPATH/_detent",
    .options = options,
    .run = run,
};

/* ---- bash ---- */

static void print_bash_options(const struct command_line *line) {
    printf("    %s) options=\"", line->command);
    for (const struct option *o = line->options; o->name != NULL; o++) {
        if (o->letter != 0)
            printf("-%c ", o->letter);
        printf("--%s ", o->name);
    }
    puts("--help\" ;;");
}

static void print_bash(void) {
    puts("_detent() {\n"
         "    local word=${COMP_WORDS[COMP_CWORD]} options=\n"
         "    case ${COMP_WORDS[1]} in");
    for (size_t i = 0; commands[i] != NULL; i++)
        print_bash_options(commands[i]);
    fputs("    esac\n"
          "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
          "        options=\"--help --version",
          stdout);
    for (size_t i = 0; commands[i] != NULL; i++)
        printf(" %s", commands[i]->command);
    puts(
        "\"\n"
        "    elif [[ $word != -* ]]; then\n"
        "        options=$([ \"${COMP_WORDS[1]}\" != completion ] || echo bash zsh)\n"
        "        mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\"; compgen -f -- \"$word\")\n"
        "        return\n"
        "    fi\n"
        "    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\")\n"
        "}\n"
        "complete -o filenames -F _detent detent");
}

/* ---- zsh ---- */

/* Within single quotes; brackets and colons mean something to _arguments. */
static void print_quoted(const char *text) {
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            fputs("'\\'", stdout);
        else if (strchr("[]:\\", *text) != NULL)
            fputc('\\', stdout);
        fputc(*text, stdout);
    }
}

static void print_zsh_option(const char *dashes, const char *name, const struct option *o) {
    printf(" '%s%s%s[", o->kind == OPTION_LIST ? "*" : "", dashes, name);
    print_quoted(o->help);
    fputc(']', stdout);
    if (o->value != NULL) {
        fputc(':', stdout);
        print_quoted(o->value);
        printf(":%s", strstr(o->value, "FILE") != NULL || strstr(o->value, ".pem") != NULL
                          ? "_files"
                          : " ");
    }
    fputc('\'', stdout);
}

static void print_zsh_command(const struct command_line *line) {
    printf("    %s) _arguments", line->command);
    for (const struct option *o = line->options; o->name != NULL; o++) {
        print_zsh_option("--", o->name, o);
        if (o->letter != 0)
            print_zsh_option("-", (const char[]){o->letter, '\0'}, o);
    }
    printf(" '--help[explain the command]' '*:file:%s' ;;\n",
           line == &completion_command ? "(bash zsh)" : "_files");
}

static void print_zsh(void) {
    puts("#compdef detent\n"
         "_detent() {\n"
         "    local -a names=(");
    for (size_t i = 0; commands[i] != NULL; i++) {
        printf("        '%s:", commands[i]->command);
        print_quoted(commands[i]->summary);
        puts("'");
    }
    puts("    )\n"
         "    if (( CURRENT == 2 )); then\n"
         "        _describe command names\n"
         "        return\n"
         "    fi\n"
         "    local command=$words[2]\n"
         "    shift words\n"
         "    (( CURRENT-- ))\n"
         "    case $command in");
    for (size_t i = 0; commands[i] != NULL; i++)
        print_zsh_command(commands[i]);
    puts("    esac\n"
         "}\n"
         "_detent \"$@\"");
}

static int run(int argc, char **argv) {
    struct strings rest = options_read(&completion_command, argc, argv);
    if (rest.count == 1 && strcmp(rest.at[0], "bash") == 0)
        print_bash();
    else if (rest.count == 1 && strcmp(rest.at[0], "zsh") == 0)
        print_zsh();
    else
        fail_usage("completion", "bash or zsh is wanted");
    return 0;
}
