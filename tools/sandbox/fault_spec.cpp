#include "sandbox/fault_spec.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <initializer_list>

namespace jembatan::sandbox {

namespace {

constexpr unsigned longest_delay = 600'000;

std::optional<unsigned> number(std::string_view text) {
  unsigned value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_operation(std::string_view name) {
  const auto all = soap::semua_operasi();
  return std::any_of(all.begin(), all.end(), [name](const soap::Operasi& one) { return one.nama == name; });
}

/// Cuts `sign` and what follows it off the end of `text`.
std::optional<std::string_view> cut(std::string_view& text, char sign) {
  const std::size_t at = text.rfind(sign);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = text.substr(at + 1);
  text = text.substr(0, at);
  return rest;
}

std::string take_one_of(FaultSpec& spec, const std::string& name, std::initializer_list<unsigned> known,
                        std::optional<std::string_view> value) {
  const auto status = number(value.value_or(""));
  if (!status || std::find(known.begin(), known.end(), *status) == known.end()) {
    return name + " needs one of its HTTP statuses: " + name + "=" + std::to_string(*known.begin());
  }
  spec.status = *status;
  return "";
}

/// What is wrong with the value; empty where it has been taken.
std::string take_value(FaultSpec& spec, const Kind& kind, std::optional<std::string_view> value) {
  const std::string name(kind.name);
  switch (kind.value) {
    case FaultValue::none:
      return value ? name + " takes no value" : "";
    case FaultValue::milliseconds: {
      const auto time = number(value.value_or(""));
      if (!time || *time > longest_delay) return name + " needs milliseconds up to 600000: " + name + "=500";
      spec.delay = std::chrono::milliseconds(*time);
      return "";
    }
    case FaultValue::kode: {
      const auto kode = soap::kode_named(value.value_or(""));
      if (!kode) return name + " needs a code of the contract: " + name + "=BATAS_TERLAMPAUI";
      spec.kode = *kode;
      return "";
    }
    case FaultValue::status: {
      const auto status = number(value.value_or(""));
      const bool has_body = status && *status != 204 && *status != 205 && *status != 304;
      if (!has_body || *status < 200 || *status > 599) {
        return name + " needs an HTTP status from 200 to 599 that has a body: " + name + "=503";
      }
      spec.status = *status;
      return "";
    }
    case FaultValue::redirect:
      return take_one_of(spec, name, {301U, 302U, 303U, 307U, 308U}, value);
    case FaultValue::no_content:
      return take_one_of(spec, name, {204U, 205U, 304U}, value);
  }
  return "";
}

}  // namespace

bool needs_front(FaultKind kind) {
  return facts_of(kind).on_the_wire;
}

bool instead_of_work(FaultKind kind) {
  return facts_of(kind).strikes == Strikes::instead;
}

base::Result<FaultSpec, std::string> parse_fault(std::string_view text) {
  const std::string whole = "fault '" + std::string(text) + "': ";
  FaultSpec spec;
  if (const auto times = cut(text, '#')) {
    spec.times = number(*times);
    if (!spec.times || *spec.times == 0) return base::fail(whole + "after # comes a number of calls from 1");
  }
  if (const auto operation = cut(text, '@')) {
    if (!is_operation(*operation)) {
      return base::fail(whole + "after @ comes an operation of the contract, such as KirimPekerja");
    }
    spec.operasi = *operation;
  }
  const auto value = cut(text, '=');
  const Kind* const kind = kind_named(text);
  if (kind == nullptr) return base::fail(whole + "the kinds are " + kind_names());
  spec.kind = kind->kind;
  if (kind->strikes == Strikes::connecting && !spec.operasi.empty()) {
    return base::fail(whole + "it strikes before the operation is known; leave out @" + spec.operasi);
  }
  const std::string wrong = take_value(spec, *kind, value);
  if (!wrong.empty()) return base::fail(whole + wrong);
  return spec;
}

base::Result<std::vector<FaultSpec>, std::string> read_faults(const std::string& file) {
  std::ifstream in(file);
  if (!in) return base::fail("the faults file '" + file + "' cannot be read; check its path and permissions");
  std::vector<FaultSpec> specs;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    line.erase(std::min(line.find_last_not_of(" \t\r") + 1, line.size()));
    line.erase(0, std::min(line.find_first_not_of(" \t"), line.size()));
    if (line.empty() || line.front() == '#') continue;
    auto spec = parse_fault(line);
    if (!spec) return base::fail(file + ":" + std::to_string(number) + ": " + spec.error());
    specs.push_back(std::move(*spec));
  }
  return specs;
}

}  // namespace jembatan::sandbox
