#include "crypto/key_ring.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "crypto/digest.h"
#include "crypto/key_source.h"

namespace jembatan::crypto {

namespace {

constexpr std::string_view kSeal = "seal";
constexpr std::string_view kIndex = "index";
constexpr std::string_view kSign = "sign";
constexpr std::array kKinds = {kSeal, kIndex, kSign};
constexpr std::size_t kKeySize = 32;
constexpr unsigned kHighestId = 65535;

constexpr std::string_view kFreshHead =
    "# The keys of a Jembatan journal. Whoever loses this file loses the journal: nothing sealed can be "
    "read\n"
    "# and nothing found without it. Whoever gets hold of it can read everything. Keep it with owner-only\n"
    "# access (chmod 600), and a copy of it in a safe place away from the journal and its backups.\n"
    "# A line: KIND ID KEY. The highest id of a kind is in use; the others open what was written before, so\n"
    "# add keys and take none away.\n";

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

std::vector<std::string_view> fields_of(std::string_view line) {
  constexpr std::string_view kSpace = " \t\r";
  std::vector<std::string_view> fields;
  while (true) {
    line.remove_prefix(std::min(line.find_first_not_of(kSpace), line.size()));
    if (line.empty()) return fields;
    const std::size_t end = std::min(line.find_first_of(kSpace), line.size());
    fields.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

std::optional<unsigned> id_of(std::string_view digits) {
  unsigned id = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  if (id < 1 || id > kHighestId) return std::nullopt;
  return id;
}

std::optional<Secret> key_of(std::string_view digits) {
  std::optional<std::string> raw = from_hex(digits);
  if (!raw) return std::nullopt;
  const WipedText wiped(std::move(*raw));
  if (wiped.view().size() != kKeySize) return std::nullopt;
  return Secret::copy_of(wiped.view());
}

std::string key_name(std::string_view kind, unsigned id) {
  return std::string(kind) + " " + std::to_string(id);
}

constexpr std::size_t kLongestLine = 80;  // "index 65535 ", 64 digits, the line's end

/// To a text that has room for the line.
void add_fresh_line(WipedText& text, std::string_view kind, unsigned id) {
  const WipedText digits(hex(Secret::random(kKeySize).bytes()));
  text.text().append(key_name(kind, id)).append(" ").append(digits.view()).append("\n");
}

base::Result<KeyRing, KeyRing::Errors> parse_read(const base::Result<WipedText, std::string>& read,
                                                  const std::string& name) {
  if (!read) return base::fail(KeyRing::Errors{read.error()});
  return KeyRing::parse(read->view(), name);
}

}  // namespace

base::Result<KeyRing, KeyRing::Errors> KeyRing::parse(std::string_view text, const std::string& name) {
  KeyRing ring;
  Errors errors;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::vector<std::string_view> fields = fields_of(take_line(text));
    if (fields.empty() || fields.front().starts_with('#')) continue;
    if (const auto wrong = ring.add(fields)) {
      errors.push_back(name + ":" + std::to_string(number) + ": " + *wrong);
    }
  }
  for (const std::string_view kind : kKinds) {
    if (ring.kinds_.contains(kind)) continue;
    errors.push_back(name + ": there is no " + std::string(kind) + " key; add the line that is missing (" +
                     key_name(kind, 1) + " and 64 hexadecimal digits) or make a new file");
  }
  if (!errors.empty()) return base::fail(std::move(errors));
  return ring;
}

/// What is wrong with a line. A kind counts as present once a line begins with it, whatever follows.
std::optional<std::string> KeyRing::add(const std::vector<std::string_view>& fields) {
  const auto kind = std::find(kKinds.begin(), kKinds.end(), fields.front());
  if (kind == kKinds.end()) return "the line does not begin with seal, index or sign; write KIND ID KEY";
  Keys& keys = kinds_[std::string(*kind)];
  if (fields.size() != 3) {
    return "the line has " + std::to_string(fields.size()) + " fields; write the three KIND ID KEY";
  }
  const std::optional<unsigned> id = id_of(fields[1]);
  if (!id) return "the id is no number from 1 to 65535; write KIND ID KEY";
  std::optional<Secret> key = key_of(fields[2]);
  if (!key)
    return "the key of " + key_name(*kind, *id) + " is not 64 hexadecimal digits; restore it from a copy";
  if (auto objection = objection_to(*kind, *id, *key)) return objection;
  keys.emplace(*id, std::move(*key));
  return std::nullopt;
}

std::optional<std::string> KeyRing::objection_to(std::string_view kind, unsigned id,
                                                 const Secret& key) const {
  const Keys& keys = kinds_.find(kind)->second;
  if (kind == kIndex && !keys.empty()) {
    return "a second index key; keep only the one that the journal was written with";
  }
  if (keys.contains(id)) return "a second key " + key_name(kind, id) + "; give each key of a kind its own id";
  for (const auto& [other_kind, others] : kinds_) {
    for (const auto& [other_id, other] : others) {
      if (other.bytes() != key.bytes()) continue;
      return key_name(kind, id) + " is the same key as " + key_name(other_kind, other_id) +
             "; use a key for one purpose only: make a new one";
    }
  }
  return std::nullopt;
}

base::Result<KeyRing, KeyRing::Errors> KeyRing::from_file(const std::string& path) {
  return parse_read(read_key_file(path), path);
}

base::Result<KeyRing, KeyRing::Errors> KeyRing::from_command(const std::vector<std::string>& argv,
                                                             std::chrono::milliseconds limit) {
  return parse_read(read_key_command(argv, limit), argv.empty() ? "" : argv.front());
}

WipedText KeyRing::fresh_text() {
  WipedText text;
  text.text().reserve(kFreshHead.size() + kKinds.size() * kLongestLine);
  text.text() = kFreshHead;
  for (const std::string_view kind : kKinds) add_fresh_line(text, kind, 1);
  return text;
}

base::Result<WipedText, KeyRing::Errors> KeyRing::rotated_text(std::string_view old_text,
                                                               const std::string& name,
                                                               bool new_signing_key) {
  const auto ring = parse(old_text, name);
  if (!ring) return base::fail(ring.error());
  WipedText text;
  text.text().reserve(old_text.size() + 1 + 2 * kLongestLine);
  text.text() = old_text;
  if (!text.view().ends_with('\n')) text.text() += '\n';
  for (const std::string_view kind : {kSeal, kSign}) {
    if (kind == kSign && !new_signing_key) continue;
    const unsigned next = ring->newest(kind) + 1;
    if (next > kHighestId) {
      return base::fail(Errors{name + ": " + key_name(kind, kHighestId) +
                               " is the last id there can be; start a new journal with a new key file"});
    }
    add_fresh_line(text, kind, next);
  }
  return text;
}

const Secret* KeyRing::find(std::string_view kind, unsigned id) const {
  const Keys& keys = kinds_.find(kind)->second;
  const auto found = keys.find(id);
  return found == keys.end() ? nullptr : &found->second;
}

unsigned KeyRing::newest(std::string_view kind) const {
  return kinds_.find(kind)->second.rbegin()->first;
}

const Secret* KeyRing::seal_key(unsigned id) const {
  return find(kSeal, id);
}
const Secret* KeyRing::signing_seed(unsigned id) const {
  return find(kSign, id);
}
const Secret& KeyRing::index_key() const {
  return kinds_.find(kIndex)->second.begin()->second;
}
unsigned KeyRing::newest_seal() const {
  return newest(kSeal);
}
unsigned KeyRing::newest_signing() const {
  return newest(kSign);
}

std::vector<KeyFact> KeyRing::all() const {
  std::vector<KeyFact> facts;
  for (const auto& [kind, keys] : kinds_) {
    for (const auto& [id, key] : keys) facts.push_back({kind, id, fingerprint(kind, key)});
  }
  return facts;
}

std::string KeyRing::fingerprint(std::string_view kind, const Secret& key) {
  return hex(Sha256().add("jembatan key\n").add(kind).add("\n").add(key.bytes()).finish()).substr(0, 16);
}

}  // namespace jembatan::crypto
