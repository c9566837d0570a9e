/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See walk.h. */
#include "walk.h"

#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace {

class Visitor : public RecursiveASTVisitor<Visitor> {
  public:
    explicit Visitor(Walker &w) : walker(w) {}

    bool TraverseFunctionDecl(FunctionDecl *f) {
        walker.begin_function(f);
        bool go_on = RecursiveASTVisitor::TraverseFunctionDecl(f);
        walker.end_function(f);
        return go_on;
    }

#define VISITOR_VISIT(type)              \
    bool Visit##type(type *node) {       \
        return walker.Visit##type(node); \
    }
    WALKER_VISITS(VISITOR_VISIT)

    bool VisitTypedefTypeLoc(TypedefTypeLoc t) {
        walker.VisitTypeName(t.getNameLoc(), t.getTypedefNameDecl());
        return true;
    }
    bool VisitTagTypeLoc(TagTypeLoc t) {
        walker.VisitTypeName(t.getNameLoc(), t.getDecl());
        return true;
    }

  private:
    Walker &walker;
};

} // namespace

void Walker::TraverseDecl(Decl *d) {
    Visitor(*this).TraverseDecl(d);
}

void Walker::TraverseStmt(Stmt *s) {
    Visitor(*this).TraverseStmt(s);
}
