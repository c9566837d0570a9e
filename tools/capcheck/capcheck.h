/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The checker of capsules: what its parts share. Contract: docs/capsule-c.md.
 *
 * A capsule is read with Clang's front end, under the macros, headers and flags of the compiler that
 * will compile it. What is not known to be harmless is refused. A node of the syntax tree is judged
 * by where its deciding token is *spelled*: in a capsule it must keep the rules, in a trusted header
 * it may break them, if it got there through a macro that the header offers to capsules. */
#ifndef CAPCHECK_H
#define CAPCHECK_H

#include "clang.h"

#include <map>
#include <set>
#include <string>
#include <vector>

/* How the kernel of one board is compiled: what the build wrote down for us. */
struct Board {
    std::string root;               /* of the project */
    std::string compiler;           /* GCC or Clang */
    std::vector<std::string> flags; /* of the compiler, for a capsule */
    std::string macros;             /* a file with the macros that the compiler predefines */
    std::string include;            /* its own headers */
    std::string target;             /* the same in Clang's words */
    std::string wiring;             /* composition of a folder of capsules, or "" */
    bool is_clang = false;          /* the compiler */
    unsigned guard_bytes = 0;       /* how much from address 0 on nobody can touch */

    /* Returns false, having said why, if the board's file cannot be read. */
    bool read(const std::string &file);
    std::vector<std::string> clang_arguments() const;
};

enum class Origin {
    CAPSULE, /* also what has no file: pasted tokens */
    TRUSTED, /* a header or source of the kernel, HILs, chips, boards */
    SYSTEM,  /* the compiler's */
};

/* The place in the checker that refuses: a rule, for the tests that take one away at a time
 * (tests/hostile/mutate.py). */
struct Site {
    const char *file;
    unsigned line;
    static Site here(const char *f = __builtin_FILE(), unsigned l = __builtin_LINE()) {
        return {f, l};
    }
};

/* Everything about one translation unit. */
class Unit {
  public:
    Unit(const Board &board, std::string file, bool is_board);

    const Board &board;
    const std::string file;   /* real path of the source */
    const std::string header; /* real path of its own header, "" if there is none */
    const bool is_board;      /* a board's source: only what capsules spell in it is checked */

    clang::SourceManager *sources = nullptr;
    clang::Preprocessor *preprocessor = nullptr;
    clang::ASTContext *context = nullptr;

    /* Which file includes which, by real path. */
    std::map<std::string, std::set<std::string>> includes;
    /* Does `from` include `to`, perhaps through others? */
    bool is_included(const std::string &from, const std::string &to) const;

    /* Functions and objects that trusted headers declare, whether this unit includes them or not. */
    std::set<std::string> trusted_names;

    /* Names that trusted headers offer with API_MACRO, and why each is sound. */
    std::map<std::string, std::string> api_macros;

    /* ---- Where something comes from ---- */
    std::string path_of(clang::SourceLocation location); /* real path where it is spelled */
    /* Composition of a folder of capsules, which a board's source includes (docs/capsules.md). */
    bool is_wiring(const std::string &path) const;
    Origin origin_of_file(const std::string &real_path) const;
    Origin origin_of(clang::SourceLocation location);
    bool is_capsule(clang::SourceLocation location) {
        return origin_of(location) == Origin::CAPSULE;
    }

    /* The name of the macro, as a capsule spelled it, through which this token came; "" if no
     * capsule spelled one. */
    std::string macro_of(clang::SourceLocation location);

    /* May this token break a rule? It is spelled in a trusted file, and came by an API macro. */
    bool is_exempt(clang::SourceLocation location);
    /* The same, and the macro is this one. */
    bool is_by(clang::SourceLocation location, llvm::StringRef macro);

    /* ---- Refusing ---- */
    void refuse(clang::SourceLocation location, unsigned code, const std::string &what,
                const std::string &hint = "", Site site = Site::here());
    void refuse_at(const std::string &path, unsigned line, unsigned column, unsigned code,
                   const std::string &what, const std::string &hint, Site site = Site::here());
    bool is_refused() const {
        return !refusals.empty();
    }
    void print() const;

  private:
    std::map<const clang::FileEntry *, std::string> real_paths;
    std::map<std::pair<std::string, std::pair<unsigned, unsigned>>, std::set<std::string>> refusals;
};

/* ---- The parts ---- */

/* preprocess.cpp: what the preprocessor must not be used for. */
void watch_preprocessor(Unit &unit);
/* A source that includes all that a capsule may include of the kernel. */
std::string everything_for_capsules(const Board &board);
/* Reads the raw tokens of one capsule file. */
void check_raw_tokens(Unit &unit, const std::string &path, llvm::StringRef text);
/* Compares the tokens that the parser saw with those that the compiler's preprocessor makes. */
void compare_tokens(Unit &unit,
                    const std::vector<std::pair<std::string, clang::SourceLocation>> &seen);

/* rules.cpp: declarations, statements, expressions. */
void check_tree(Unit &unit);

/* headers.cpp: that a header says the same to everybody. */
void check_headers(Unit &unit);

/* graph.cpp: who calls whom. */
void check_calls(Unit &unit);

/* facts.cpp: prints what tools/stack.py and tools/capsule_symbols.py need. */
void print_facts(Unit &unit);

/* ---- Types (types.cpp) ---- */

bool has_mark(const clang::Decl *declaration, llvm::StringRef mark);
bool type_has_mark(clang::QualType type, llvm::StringRef mark);

/* Is any object of that type certain to live for ever? */
bool is_static_type(clang::QualType type);
/* A pointer that may be kept: to a static type, or to a function. */
bool is_kept_pointer(clang::QualType type);
/* A pointer to an object that is not: a borrowed reference. */
bool is_borrowed_pointer(clang::QualType type);
bool contains_capability(clang::QualType type);
bool contains_borrowed(clang::QualType type); /* slices, borrowed pointers */
bool contains_sealed_static(clang::QualType type);
bool is_sealed(clang::QualType type);
/* Nothing but integers other than bool. */
bool is_plain_numbers(clang::QualType type);
/* The array length, or 0 if it is not an array of a known one. */
uint64_t array_length(const clang::Expr *array);
/* What stands under parentheses and conversions that change nothing. */
const clang::Expr *bare(const clang::Expr *e);
std::string text_of(Unit &unit, const clang::Expr *e);

/* ---- Loops (loops.cpp) ---- */

/* Can the checker see how often it is repeated at most? */
bool has_visible_bound(Unit &unit, const clang::Stmt *loop);
/* If this is a loop that counts a variable up from a start of 0 or more, which the body does not
 * change, to below a constant: the variable and the constant. */
bool counted_variable(Unit &unit, const clang::Stmt *loop, const clang::VarDecl *&variable,
                      uint64_t &below);
/* Can execution come out at the end of this statement? */
bool can_complete(const clang::Stmt *statement);

#endif
