#include "xml/guard.h"

#include <optional>
#include <utility>

#include "xml/envelope.h"
#include "xml/operations.h"
#include "xml/prepass.h"
#include "xml/schema_check.h"
#include "xml/scope.h"

namespace jembatan::xml {
namespace {

constexpr std::string_view umum = "urn:jembatan:umum:1";

/// Follows an envelope tag by tag. Levels: 0 Envelope, 1 Header and Body, 2 header blocks and the operation
/// or Fault, 3 what the operation or Fault consists of.
class EnvelopeReader final : public Reader {
 public:
  EnvelopeReader(const SchemaSet::Compiled& schemas, const GuardLimits& limits)
      : schemas_(schemas), limits_(limits) {}

  bool start(const StartTag& tag, std::string_view text_before) override {
    const auto level = level_++;
    if (has_encoding_style(tag)) return refuse("an encodingStyle is not allowed");
    if (level <= 2 && !is_blank(text_before)) return refuse("text between the parts of the envelope");
    if (checking()) return operation_part(tag, text_before, level);
    if (!envelope_part(tag, level)) return false;
    if (!checking()) scope_.enter(tag);
    return true;
  }

  bool end(std::string_view text_before) override {
    const auto level = --level_;
    if (level <= 1 && !is_blank(text_before)) return refuse("text between the parts of the envelope");
    if (checking()) {
      check_->end(text_before, place());
      if (level == 3) tolerant_ = false, urutan_ = 0;
      if (too_many()) return false;
    } else {
      scope_.leave();
    }
    if (level == 1 && in_body_ && !element_) return refuse("the Body is empty");
    if (level == 0 && !in_body_) return refuse("the Body is missing");
    return true;
  }

  base::Result<Guarded, Refusal> verdict(Outcome outcome) {
    if (refusal_) return base::fail(std::move(*refusal_));
    if (outcome == Outcome::malformed) return base::fail(refusal("the message is not well-formed XML"));
    if (outcome == Outcome::too_many_names) {
      return base::fail(refusal("too many different names", Reason::over_limit));
    }
    Refusal invalid = refusal("the message breaks the schema", Reason::invalid);
    for (Breach& breach : breaches_) {
      if (breach.refuses) invalid.violations.push_back(std::move(breach.violation));
    }
    if (!invalid.violations.empty()) return base::fail(std::move(invalid));
    if (too_many()) return base::fail(refusal("too many violations", Reason::over_limit));

    Guarded guarded{version_, std::string(element_->namespace_uri), std::string(element_->name), {}};
    guarded.violations.reserve(breaches_.size());
    for (Breach& breach : breaches_) guarded.violations.push_back(std::move(breach.violation));
    return guarded;
  }

 private:
  bool envelope_part(const StartTag& tag, std::size_t level) {
    switch (level) {
      case 0:
        return envelope(tag);
      case 1:
        return part(tag);
      case 2:
        return in_body_ ? body_element(tag) : block(tag);
      default:
        return !in_body_ || fault_part(tag, level);
    }
  }

  bool envelope(const StartTag& tag) {
    const auto version = envelope_version(tag);
    if (!version) return refuse("not a SOAP envelope");
    version_ = *version;
    return true;
  }

  bool part(const StartTag& tag) {
    if (in_body_) return refuse("an element after the Body");
    in_body_ = is_soap(tag, "Body", version_);
    if (in_body_) return true;
    if (!is_soap(tag, "Header", version_)) return refuse("a part that is neither Header nor Body");
    if (std::exchange(header_seen_, true)) return refuse("a second Header");
    return true;
  }

  bool block(const StartTag& tag) {
    switch (header_block(tag, version_)) {
      case HeaderBlock::may_be_ignored:
        return true;
      case HeaderBlock::malformed:
        return refuse("a header block is malformed");
      case HeaderBlock::must_be_understood:
        break;
    }
    refuse("a header block has to be understood and is not");
    refusal_->must_understand = true;
    return false;
  }

  bool body_element(const StartTag& tag) {
    if (element_) return refuse("the Body has more than one element");
    if (is_soap(tag, "Fault", version_)) {
      static constexpr std::string_view fault = "Fault";
      element_ = BodyElement{namespace_of(version_), fault, ""};
      return true;
    }
    const BodyElement* known = find_body_element(tag.namespace_uri(), tag.name());
    if (known == nullptr) return refuse("the operation is not known", Reason::unknown_operation);
    element_ = *known;
    return check_from(tag);
  }

  /// What is known of a Fault's details has to be right; the rest may be anything.
  bool fault_part(const StartTag& tag, std::size_t level) {
    if (level == 3) in_detail_ = is_fault_detail(tag, version_);
    const bool ours = level == 4 && in_detail_ && tag.name() == "Kesalahan" && tag.namespace_uri() == umum;
    return !ours || check_from(tag);
  }

  bool operation_part(const StartTag& tag, std::string_view text_before, std::size_t level) {
    if (level == 3 && !child_of_operation(tag)) return false;
    check_->start(tag, text_before, place());
    return !too_many();
  }

  /// Notes whether what begins here is a record or the company key.
  bool child_of_operation(const StartTag& tag) {
    if (tag.namespace_uri() != element_->namespace_uri) return true;
    if (tag.name() == element_->record) {
      urutan_ = ++records_;
      tolerant_ = true;
      return records_ <= limits_.records || refuse("too many records", Reason::over_limit);
    }
    tolerant_ = tag.name() == "badanUsaha" || tag.name() == "kunci";
    return true;
  }

  bool check_from(const StartTag& tag) {
    auto inherited = scope_.innermost_first();
    check_.emplace(schemas_, breaches_);
    check_->start(tag, {}, place(), inherited);
    return !too_many();
  }

  [[nodiscard]] bool checking() const { return check_ && !check_->complete(); }
  [[nodiscard]] bool too_many() const { return breaches_.size() >= limits_.violations; }
  [[nodiscard]] Place place() const { return {urutan_, tolerant_, line()}; }

  [[nodiscard]] Refusal refusal(std::string_view what, Reason reason = Reason::malformed) const {
    return {reason, version_, false, std::string(what), {}};
  }
  bool refuse(std::string_view what, Reason reason = Reason::malformed) {
    refusal_ = refusal(what, reason);
    return false;
  }

  const SchemaSet::Compiled& schemas_;
  const GuardLimits& limits_;
  SoapVersion version_ = SoapVersion::v11;
  std::size_t level_ = 0;
  bool header_seen_ = false, in_body_ = false, in_detail_ = false;
  std::optional<BodyElement> element_;
  std::size_t records_ = 0, urutan_ = 0;
  bool tolerant_ = false;
  NamespaceScope scope_;
  std::optional<SchemaCheck> check_;
  std::vector<Breach> breaches_;
  std::optional<Refusal> refusal_;
};

}  // namespace

base::Result<Guarded, Refusal> guard(std::string_view bytes, const SchemaSet& schemas,
                                     const GuardLimits& limits) {
  if (const auto defect = prepass(bytes, limits)) {
    return base::fail(Refusal{defect->reason, SoapVersion::v11, false, std::string(defect->what), {}});
  }
  EnvelopeReader reader(schemas.compiled(), limits);
  const Outcome outcome = parse(bytes, reader);
  return reader.verdict(outcome);
}

}  // namespace jembatan::xml
