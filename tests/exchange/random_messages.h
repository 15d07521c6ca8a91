#pragma once
// Random messages that keep the contract, the same ones for the same seed, and
// the same messages as any other toolkit might write them. One thread.

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "soap/messages.h"

namespace jembatan::exchange {

class RandomMessages {
 public:
  explicit RandomMessages(unsigned seed) : random_(seed) {}

  [[nodiscard]] soap::Request request(const soap::Operasi& operasi);
  [[nodiscard]] soap::Response response(const soap::Operasi& operasi);

  /// The request as XML that this program's writer had no part in: any prefixes, attribute order, comments,
  /// CDATA sections, character references and white space.
  [[nodiscard]] std::string foreign_xml(const soap::Request& request, soap::SoapVersion version);
  /// Flips, cuts and swaps in a message; the result may be anything.
  [[nodiscard]] std::string damaged(std::string bytes);

 private:
  friend class ForeignWriter;

  std::size_t pick(std::size_t below) { return random_() % below; }
  bool chance(std::size_t one_in) { return pick(one_in) == 0; }
  template <class Entry>
  const Entry& one_of(const std::vector<Entry>& all) {
    return all[pick(all.size())];
  }

  /// Any characters that XML allows, at most `most` of them.
  [[nodiscard]] std::string text(std::size_t most);
  [[nodiscard]] lampiran::Teks maybe(std::size_t most);
  [[nodiscard]] lampiran::Teks maybe_of(const std::vector<std::string>& words);
  [[nodiscard]] std::string id_pesan();

  [[nodiscard]] lampiran::KunciBadanUsaha kunci();
  [[nodiscard]] std::vector<lampiran::FieldLain> field_lain();
  void fill(lampiran::BadanUsaha& record);
  void fill(lampiran::Pimpinan& record);
  void fill(lampiran::Pekerja& record);
  [[nodiscard]] lampiran::Rekaman records(lampiran::Bagian bagian, std::size_t size);
  [[nodiscard]] std::vector<lampiran::Temuan> temuan();
  [[nodiscard]] std::vector<lampiran::HasilRekaman> hasil();

  std::mt19937 random_;
};

}  // namespace jembatan::exchange
