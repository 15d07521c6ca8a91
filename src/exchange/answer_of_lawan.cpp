#include "exchange/answer_of_lawan.h"

#include <utility>

namespace jembatan::exchange {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

bool is_soap(const std::string& content_type) {
  return content_type.find("text/xml") != std::string::npos ||
         content_type.find("application/soap+xml") != std::string::npos;
}

/// `how` it says so.
TryLater not_let_in(const base::SafeText& how) {
  return {"the other party does not let us in, " + how +
              ": compare with them our certificate, the signature's cons_id and secret, and both clocks",
          false, true};
}

AnswerOfLawan without_soap(unsigned status) {
  const base::SafeText reason = base::SafeText("HTTP status ") + status + " without a SOAP answer";
  if (shuts_out(status)) return not_let_in(reason);
  if (status == 503 || status == 429) return TryLater{reason};
  if (status >= 300 && status < 500) return RefusedByLawan{reason, {}};
  return Doubtful{reason};
}

AnswerOfLawan from_fault(const soap::Fault& fault) {
  using soap::Kode;
  const base::SafeText reason = "the other party answered with the fault " +
                                base::vouched(soap::name(fault.kode), base::Origin::program);
  switch (fault.kode) {
    case Kode::pihak_lawan_tidak_tersedia:
      return TryLater{reason};
    case Kode::pertukaran_dihentikan:
      return TryLater{reason, true};
    case Kode::pihak_tidak_dikenal:
      return not_let_in("fault PIHAK_TIDAK_DIKENAL");
    case Kode::perjanjian_tidak_berlaku:
      return TryLater{reason + ": compare with them the agreement's term, [agreement] here", false, true};
    case Kode::kesalahan_internal:
      return Doubtful{reason};
    default:
      return RefusedByLawan{reason, fault.temuan};
  }
}

/// Every record that went out is judged exactly once, in order.
bool judges_each(const soap::Response& response, std::size_t sent) {
  if (response.hasil.size() != sent) return false;
  for (std::size_t i = 0; i < sent; ++i) {
    if (response.hasil[i].urutan != i + 1) return false;
  }
  return true;
}

AnswerOfLawan from_body(const Answered& answered, const soap::Operasi& operasi, std::size_t sent,
                        const Reader& reader, soap::Codec& codec) {
  if (!is_soap(answered.content_type)) return without_soap(answered.http_status);
  auto guarded = xml::guard(answered.body, reader.schemas, reader.limits);
  if (!guarded)
    return Doubtful{"the answer is not an acceptable SOAP message: " +
                    base::vouched(guarded.error().what, base::Origin::program)};

  auto decoded = codec.decode_response(answered.body, operasi);
  if (!decoded)
    return Doubtful{"the answer cannot be read: " + base::vouched(decoded.error(), base::Origin::program)};
  if (const auto* fault = std::get_if<soap::Fault>(&*decoded)) return from_fault(*fault);

  auto& response = std::get<soap::Response>(*decoded);
  if (operasi.writes() && !judges_each(response, sent)) {
    return Doubtful{"the answer does not judge each record that was sent, once and in order"};
  }
  return Good{std::move(response), std::move(guarded->violations)};
}

}  // namespace

bool shuts_out(soap::Kode kode) {
  return kode == soap::Kode::pihak_tidak_dikenal || kode == soap::Kode::perjanjian_tidak_berlaku;
}

bool shuts_out(unsigned http_status) {
  return http_status == 401 || http_status == 403;
}

AnswerOfLawan understand(const Delivery& delivery, const soap::Operasi& operasi, std::size_t sent,
                         const Reader& reader, soap::Codec& codec) {
  return std::visit(
      Overloaded{
          [](const NotSent& not_sent) -> AnswerOfLawan {
            return TryLater{not_sent.reason, not_sent.suspended};
          },
          [](const InDoubt& doubt) -> AnswerOfLawan { return Doubtful{doubt.reason}; },
          [&](const Answered& answered) { return from_body(answered, operasi, sent, reader, codec); },
      },
      delivery);
}

}  // namespace jembatan::exchange
