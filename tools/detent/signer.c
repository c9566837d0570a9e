/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The external signer is run by the shell. On standard input it gets what the mechanisms CKM_RSA_PKCS and
 * CKM_ECDSA of PKCS#11 sign: for RSA the DigestInfo, for ECDSA the digest. It prints the signature. The
 * digest alone is in DETENT_DIGEST, in hexadecimal, and the kind of credential in DETENT_CREDENTIAL. */
#include "signer.h"

#include "memory.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* No signature is longer; what a command prints beyond is not one. */
#define ANSWER_MAX 1024

static bool sign_with_key(const struct signer *signer, const struct credential_kind *kind,
                          struct span value, struct bytes *out, struct problem *p) {
    return key_sign(signer->key, kind->digest, value, out, p);
}

static const char *hexadecimal(struct span value) {
    const char *text = "";
    for (size_t i = 0; i < value.length; i++)
        text = memory_format("%s%02x", text, value.at[i]);
    return text;
}

struct command {
    pid_t child;
    int input;  /* what is written here it reads */
    int output; /* and the other way round */
};

_Noreturn static void become(const char *text, int input, int output) {
    signal(SIGPIPE, SIG_DFL);
    if (dup2(input, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0)
        _exit(127);
    execl("/bin/sh", "sh", "-c", text, (char *)NULL);
    _exit(127);
}

static bool begin(struct command *command, const char *text, struct problem *p) {
    int to[2];
    int from[2];
    if (pipe(to) != 0 || pipe(from) != 0)
        return problem_with(p, "--signer", "no pipe: %s", strerror(errno));
    command->child = fork();
    if (command->child < 0)
        return problem_with(p, "--signer", "cannot be run: %s", strerror(errno));
    if (command->child == 0) {
        close(to[1]);
        close(from[0]);
        become(text, to[0], from[1]);
    }
    close(to[0]);
    close(from[1]);
    command->input = to[1];
    command->output = from[0];
    return true;
}

static void read_answer(int file, struct bytes *answer) {
    uint8_t chunk[256];
    ssize_t got = 0;
    while (answer->length <= ANSWER_MAX &&
           ((got = read(file, chunk, sizeof chunk)) > 0 || (got < 0 && errno == EINTR)))
        if (got > 0)
            bytes_append(answer, chunk, (size_t)got);
}

static bool end(const struct command *command, struct problem *p) {
    int status = 0;
    while (waitpid(command->child, &status, 0) < 0 && errno == EINTR)
        continue;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    return problem_with(p, "--signer", "the command failed with status %d",
                        WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

/* The question is smaller than the buffer of a pipe, so it can be written before anybody reads. A command
 * that does not read it has its reasons; what it prints is looked at. */
static bool ask(const char *text, struct span question, struct bytes *answer, struct problem *p) {
    struct command command = {0};
    if (!begin(&command, text, p))
        return false;
    signal(SIGPIPE, SIG_IGN);
    ssize_t written = write(command.input, question.at, question.length);
    (void)written;
    close(command.input);
    read_answer(command.output, answer);
    close(command.output);
    return end(&command, p);
}

static bool sign_with_command(const struct signer *signer, const struct credential_kind *kind,
                              struct span value, struct bytes *out, struct problem *p) {
    bool is_ecdsa = kind->key == KEY_ECDSA_P256;
    struct span question = is_ecdsa ? value : digest_info(kind->digest, value);
    struct bytes answer = {0};
    if (setenv("DETENT_DIGEST", hexadecimal(value), 1) != 0 ||
        setenv("DETENT_CREDENTIAL", kind->name, 1) != 0)
        return problem_with(p, "--signer", "the environment is full");
    if (!ask(signer->command, question, &answer, p))
        return false;
    /* OpenSSL's tools give DER for ECDSA, PKCS#11 gives r and s. */
    if (is_ecdsa && answer.length != key_signature_size(kind->key) &&
        signature_from_der(bytes_span(&answer), out))
        return true;
    if (answer.length != key_signature_size(kind->key))
        return problem_with(p, "--signer", "printed %zu bytes; a signature by %s has %zu",
                            answer.length, kind->name, key_signature_size(kind->key));
    bytes_append_span(out, bytes_span(&answer));
    return true;
}

struct signer signer_of(const struct key *key, const char *command) {
    return (struct signer){
        .sign = command != NULL ? sign_with_command : sign_with_key,
        .key = key,
        .command = command,
    };
}
