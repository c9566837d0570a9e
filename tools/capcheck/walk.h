/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A walk over all that lies in a tree. Clang's visitor is a template that takes the compiler seconds each
 * time it is used: here it is used once, and what visits is virtual. */
#ifndef CAPCHECK_WALK_H
#define CAPCHECK_WALK_H

#include "clang.h"

class Walker {
  public:
    virtual ~Walker() = default;

    void TraverseDecl(clang::Decl *d);
    void TraverseStmt(clang::Stmt *s);

    /* Around what lies in a function. */
    virtual void begin_function(clang::FunctionDecl *) {}
    virtual void end_function(clang::FunctionDecl *) {}

    /* Each returns whether to go on. */
#define WALKER_VISITS(X)   \
    X(BinaryOperator)      \
    X(CStyleCastExpr)      \
    X(CallExpr)            \
    X(CompoundLiteralExpr) \
    X(ContinueStmt)        \
    X(DeclRefExpr)         \
    X(GotoStmt)            \
    X(InitListExpr)        \
    X(StmtExpr)            \
    X(UnaryOperator)
#define WALKER_VISIT(type)                    \
    virtual bool Visit##type(clang::type *) { \
        return true;                          \
    }
    WALKER_VISITS(WALKER_VISIT)
    /* A typedef, or a struct, union or enum, where it is named. */
    virtual void VisitTypeName(clang::SourceLocation, const clang::NamedDecl *) {}
};

#endif
