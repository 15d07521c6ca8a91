#pragma once
// The two directions of fields.h. Take moves a decoded element's content into a
// value and remembers the first thing that is wrong with it; Put copies a value
// into an element and keeps what the element points to. Internal to the room;
// plain objects of one message.

#include <cassert>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "soap/fields.h"
#include "soap/names.h"
#include "soap/numbers.h"

namespace jembatan::soap {

template <class Generated>
struct RecordOf;
template <>
struct RecordOf<usaha__BadanUsaha> : std::type_identity<lampiran::BadanUsaha> {};
template <>
struct RecordOf<pimpinan__Pimpinan> : std::type_identity<lampiran::Pimpinan> {};
template <>
struct RecordOf<pekerja__Pekerja> : std::type_identity<lampiran::Pekerja> {};

class Take {
 public:
  /// Empty when all went well; names a kind of value, never the value.
  [[nodiscard]] const std::string& error() const { return error_; }

  void operator()(std::string& from, std::string& to) { to = std::move(from); }
  void operator()(std::string& from, lampiran::Teks& to) { to = std::move(from); }
  void operator()(lampiran::Teks& from, lampiran::Teks& to) { to = std::move(from); }

  void operator()(const std::string& from, std::uint64_t& to);
  void operator()(const lampiran::Teks& from, std::optional<std::uint64_t>& to);
  void operator()(const lampiran::Teks& from, std::optional<unsigned>& to);

  void operator()(const std::string& from, lampiran::Tingkat& to) { word(tingkat_words, from, to); }
  void operator()(const std::string& from, bool& to) { word(status_rekaman_words, from, to); }
  void operator()(const std::string& from, StatusKiriman& to) { word(status_kiriman_words, from, to); }
  void operator()(const std::string& from, StatusPesan& to) { word(status_pesan_words, from, to); }
  void status_pendaftaran(std::string& from, std::string& to);

  template <class Generated, class Value>
  void operator()(Generated* from, std::optional<Value>& to) {
    if (from != nullptr) pair_fields(*from, to.emplace(), *this);
  }
  template <class Generated, class Value>
  void operator()(const std::vector<Generated*>& from, std::vector<Value>& to) {
    to.resize(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) pair_fields(*from[i], to[i], *this);
  }
  template <class Generated>
  void operator()(const std::vector<Generated*>& from, lampiran::Rekaman& to) {
    (*this)(from, to.emplace<Records<Generated>>());
  }
  template <class Generated>
  void operator()(Generated* from, lampiran::Rekaman& to) {
    auto& records = to.emplace<Records<Generated>>();
    if (from != nullptr) pair_fields(*from, records.emplace_back(), *this);
  }

 private:
  template <class Generated>
  using Records = std::vector<typename RecordOf<Generated>::type>;

  void fail(std::string_view what) {
    if (error_.empty()) error_ = what;
  }
  template <class Table, class Value>
  void word(const Table& words, const std::string& from, Value& to) {
    if (const auto value = value_of(words, from)) {
      to = *value;
    } else {
      fail("a status or level is none of the contract's words");
    }
  }

  std::string error_;
};

class Put {
 public:
  void operator()(std::string& to, const std::string& from) { to = from; }
  void operator()(std::string& to, const lampiran::Teks& from) { to = from.value_or(""); }
  void operator()(lampiran::Teks& to, const lampiran::Teks& from) { to = from; }

  void operator()(std::string& to, std::uint64_t from) { to = std::to_string(from); }
  template <class Number>
  void operator()(lampiran::Teks& to, const std::optional<Number>& from) {
    if (from) to = std::to_string(*from);
  }

  void operator()(std::string& to, lampiran::Tingkat from) { to = word_of(tingkat_words, from); }
  void operator()(std::string& to, bool from) { to = word_of(status_rekaman_words, from); }
  void operator()(std::string& to, StatusKiriman from) { to = word_of(status_kiriman_words, from); }
  void operator()(std::string& to, StatusPesan from) { to = word_of(status_pesan_words, from); }
  void status_pendaftaran(std::string& to, const std::string& from) { to = from; }

  template <class Generated, class Value>
  void operator()(Generated*& to, const std::optional<Value>& from) {
    if (!from) return;
    to = keep<Generated>(1);
    pair_fields(*to, *from, *this);
  }
  template <class Generated, class Value>
  void operator()(std::vector<Generated*>& to, const std::vector<Value>& from) {
    if (from.empty()) return;
    Generated* const block = keep<Generated>(from.size());
    to.reserve(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) {
      pair_fields(block[i], from[i], *this);
      to.push_back(block + i);
    }
  }
  template <class Generated>
  void operator()(std::vector<Generated*>& to, const lampiran::Rekaman& from) {
    (*this)(to, records<Generated>(from));
  }
  template <class Generated>
  void operator()(Generated*& to, const lampiran::Rekaman& from) {
    const auto& all = records<Generated>(from);
    assert(all.size() <= 1 && "this answer carries one record at most");
    if (all.empty()) return;
    to = keep<Generated>(1);
    pair_fields(*to, all.front(), *this);
  }

 private:
  template <class Generated>
  using Records = std::vector<typename RecordOf<Generated>::type>;

  template <class Generated>
  static const Records<Generated>& records(const lampiran::Rekaman& rekaman) {
    static const Records<Generated> none;
    const auto* const found = std::get_if<Records<Generated>>(&rekaman);
    assert((found != nullptr || lampiran::count(rekaman) == 0) && "the records are another section's");
    return found != nullptr ? *found : none;
  }
  template <class Generated>
  Generated* keep(std::size_t size) {
    auto block = std::make_shared<Generated[]>(size);
    Generated* const first = block.get();
    kept_.push_back(std::move(block));
    return first;
  }

  std::vector<std::shared_ptr<void>> kept_;
};

}  // namespace jembatan::soap
