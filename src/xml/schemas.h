#pragma once
// What a SchemaSet holds, for this room only: libxml2's compiled schema, which
// threads may share for reading.

#include "xml/guard.h"
#include "xml/handles.h"

namespace jembatan::xml {

struct SchemaSet::Compiled {
  Schema schema;
};

}  // namespace jembatan::xml
