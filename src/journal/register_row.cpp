#include "journal/register_row.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace jembatan::journal {
namespace {

void put_varint(std::string& bytes, std::uint64_t value) {
  while (value >= 0x80U) {
    bytes += static_cast<char>(value | 0x80U);
    value >>= 7U;
  }
  bytes += static_cast<char>(value);
}

void put_fixed(std::string& bytes, std::uint64_t value, unsigned width) {
  for (unsigned i = 0; i < width; ++i) bytes += static_cast<char>(value >> (8 * i));
}

/// Reads on; `good` is false from the first byte that is missing.
struct Bytes {
  std::string_view rest;
  bool good = true;

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && good; shift += 7) {
      const std::uint64_t byte = fixed(1);
      value |= (byte & 0x7fU) << shift;
      if (byte < 0x80U) return value;
    }
    good = false;
    return 0;
  }
  std::uint64_t fixed(unsigned width) {
    good = good && rest.size() >= width;
    if (!good) return 0;
    std::uint64_t value = 0;
    for (unsigned i = 0; i < width; ++i) {
      value |= static_cast<std::uint64_t>(static_cast<unsigned char>(rest[i])) << (8 * i);
    }
    rest.remove_prefix(width);
    return value;
  }
};

constexpr unsigned kHashBytes = 4;
constexpr unsigned kNameBytes = 8;

void put_field(std::string& body, FieldForm form, std::uint64_t number) {
  if (form == FieldForm::plain) return put_varint(body, number);
  put_fixed(body, number, form == FieldForm::hash ? kHashBytes : kNameBytes);
}

std::uint64_t field_in(Bytes& bytes, FieldForm form) {
  if (form == FieldForm::plain) return bytes.varint();
  return bytes.fixed(form == FieldForm::hash ? kHashBytes : kNameBytes);
}

template <class Use>
void each_bit(std::uint32_t bits, const Use& use) {
  for (; bits != 0; bits &= bits - 1) use(static_cast<std::size_t>(std::countr_zero(bits)));
}

/// The fields of the row that come from its source `index`.
std::uint32_t fields_from(const RegisterRow& row, std::size_t index) {
  std::uint32_t fields = 0;
  each_bit(row.given, [&](std::size_t field) {
    if (row.source[field] == index) fields |= 1U << field;
  });
  return fields;
}

/// Where a source stands among those of the row, added where it does not yet. Sources that no field refers
/// to any more are taken out first, so that there always is room.
std::uint8_t place_of(RegisterRow& row, const RegisterSource& source) {
  std::uint8_t kept = 0;
  for (std::uint8_t i = 0; i < row.source_count; ++i) {
    const std::uint32_t fields = fields_from(row, i);
    if (fields == 0) continue;
    row.sources[kept] = row.sources[i];
    each_bit(fields, [&](std::size_t field) { row.source[field] = kept; });
    ++kept;
  }
  row.source_count = kept;
  for (std::uint8_t i = 0; i < kept; ++i) {
    if (row.sources[i] == source) return i;
  }
  row.sources[row.source_count] = source;
  return row.source_count++;
}

}  // namespace

FieldForm form_of(RegisterKind kind, std::size_t field) {
  if (kind == RegisterKind::badan_usaha) {
    if (field >= company_field::jumlah_pekerja) return FieldForm::plain;
    return field >= company_field::npwp ? FieldForm::name : FieldForm::hash;
  }
  const bool plain = kind == RegisterKind::pekerja &&
                     (field == worker_field::status_kepesertaan || field == worker_field::wilayah);
  return plain ? FieldForm::plain : FieldForm::hash;
}

const RegisterSource& RegisterRow::newest() const {
  return *std::max_element(sources.begin(), sources.begin() + source_count,
                           [](const auto& a, const auto& b) { return supersedes(b, a); });
}

bool join(RegisterRow& row, const Claim& claim, const RegisterSource& source) {
  std::uint32_t taken = 0;
  each_bit(claim.given, [&](std::size_t field) {
    if (!row.has(field) || supersedes(source, row.source_of(field))) taken |= 1U << field;
  });
  if (taken == 0) return false;
  row.given &= ~taken;  // so that a source that loses its last field makes room
  const std::uint8_t place = place_of(row, source);
  each_bit(taken, [&](std::size_t field) {
    row.number[field] = claim.number[field];
    row.source[field] = place;
  });
  row.given |= taken;
  return true;
}

bool drop_up_to(RegisterRow& row, std::uint64_t floor) {
  std::uint32_t dropped = 0;
  each_bit(row.given, [&](std::size_t field) {
    if (row.source_of(field).origin <= floor) dropped |= 1U << field;
  });
  row.given &= ~dropped;
  return dropped != 0;
}

void encode(const RegisterRow& row, std::string& body) {
  std::array<std::uint8_t, kRegisterFields> order{};
  for (std::uint8_t i = 0; i < row.source_count; ++i) order[i] = i;
  std::sort(order.begin(), order.begin() + row.source_count,
            [&row](std::uint8_t a, std::uint8_t b) { return supersedes(row.sources[a], row.sources[b]); });
  body.clear();
  for (std::uint8_t i = 0; i < row.source_count; ++i) {
    const std::uint32_t fields = fields_from(row, order[i]);
    if (fields == 0) continue;
    const RegisterSource& source = row.sources[order[i]];
    put_varint(body, source.number);
    put_varint(body, source.number - source.origin);
    put_varint(body, source.record);
    put_varint(body, fields);
    each_bit(fields,
             [&](std::size_t field) { put_field(body, form_of(row.key.kind, field), row.number[field]); });
  }
}

bool decode(std::string_view body, RegisterRow& row) {
  Bytes bytes{body};
  row.given = 0;
  row.source_count = 0;
  while (bytes.good && !bytes.rest.empty()) {
    if (row.source_count == kRegisterFields) return false;
    RegisterSource& source = row.sources[row.source_count];
    source.number = bytes.varint();
    const std::uint64_t back = bytes.varint(), record = bytes.varint(), fields = bytes.varint();
    if (back > source.number || record > std::numeric_limits<std::uint32_t>::max()) return false;
    if (fields == 0 || fields >> kRegisterFields != 0 || (fields & row.given) != 0) return false;
    source.origin = source.number - back;
    source.record = static_cast<std::uint32_t>(record);
    each_bit(static_cast<std::uint32_t>(fields), [&](std::size_t field) {
      row.number[field] = field_in(bytes, form_of(row.key.kind, field));
      row.source[field] = row.source_count;
    });
    row.given |= static_cast<std::uint32_t>(fields);
    ++row.source_count;
  }
  return bytes.good && row.source_count != 0;
}

}  // namespace jembatan::journal
