#pragma once
// What stands between unchecked bytes and the codec: one linear pass over the
// bytes, then libxml2 with the contract's schemas. A SchemaSet is immutable
// after loading and may be shared by threads; guard() keeps no state. No
// network, no file, no entity is ever read on behalf of a message.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace jembatan::xml {

enum class SoapVersion { v11, v12 };

struct GuardLimits {
  std::size_t depth = 32;
  std::size_t attributes = 64;  ///< on one tag, namespace declarations included
  std::size_t namespaces = 64;  ///< declarations in scope: libxml2 searches them for every name
  std::size_t name_bytes = 256;
  std::size_t attribute_bytes = 64UL * 1024;  ///< of one attribute's value; the contract's longest is 400
  std::size_t records = 1000;                 ///< repeated children of the operation element
  std::size_t violations = 10'000;            ///< more of them refuse the message
};

enum class Reason {
  malformed,          ///< not well-formed, not UTF-8, DOCTYPE, processing instruction, not an envelope, ...
  unknown_operation,  ///< the body's element is not one of the contract's
  invalid,            ///< the structure breaks the schema
  over_limit,         ///< depth, attributes, names, records
};

/// One breach of the schema. Never holds the value itself.
struct Violation {
  bool value = false;      ///< true: a simple value breaks its type; false: the structure is wrong
  std::size_t urutan = 0;  ///< the record it falls in, from 1; 0 outside records
  std::string
      elemen;  ///< local name of the element (for an attribute, its element); "" where not the contract's
  std::size_t line = 0;
  std::string what;  ///< for people: names and types only
};

struct Refusal {
  Reason reason = Reason::malformed;
  SoapVersion version = SoapVersion::v11;  ///< as far as it was recognised
  bool must_understand = false;            ///< a header block that had to be understood
  std::string what;                        ///< for people, no byte of the message
  std::vector<Violation> violations;       ///< all structural ones, for reason invalid
};

struct Guarded {
  SoapVersion version = SoapVersion::v11;
  std::string namespace_uri;          ///< of the body's element
  std::string element;                ///< local name of the body's element; "Fault" for a fault
  std::vector<Violation> violations;  ///< value violations inside records; all others were refused
};

/// The contract's schemas, compiled. Making one also closes libxml2's loader to files and network, for the
/// whole process and for good.
class SchemaSet {
 public:
  SchemaSet();  ///< from the documents built into the program; throws Broken
  ~SchemaSet();
  SchemaSet(SchemaSet&&) noexcept;
  SchemaSet& operator=(SchemaSet&&) noexcept;

  struct Compiled;
  [[nodiscard]] const Compiled& compiled() const { return *compiled_; }

 private:
  std::unique_ptr<Compiled> compiled_;
};

/// Which child elements of an operation are its records ("pekerja" in KirimPekerja), or "" where it has none.
[[nodiscard]] std::string_view record_element(std::string_view operation);

/// Checks an envelope: request or answer alike. A Fault body passes with its detail unchecked by schema
/// beyond well-formedness when the detail is not Kesalahan.
[[nodiscard]] base::Result<Guarded, Refusal> guard(std::string_view bytes, const SchemaSet& schemas,
                                                   const GuardLimits& limits = {});

}  // namespace jembatan::xml
