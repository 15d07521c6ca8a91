#pragma once
// Bytes to messages and back, through the gSOAP stubs, in memory only. The
// bytes must have passed xml::guard. A Codec owns one gSOAP context: one thread
// at a time; it is cheap to keep and dear to make, so each worker has its own.
// gSOAP prepares itself with its first context: make a Codec before the threads.
// Everything decoded is copied out: nothing points into the context.

#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "soap/messages.h"

namespace jembatan::soap {

class Codec {
 public:
  Codec();
  ~Codec();
  Codec(Codec&&) noexcept;
  Codec& operator=(Codec&&) noexcept;

  /// `namespace_uri` and `element` as the guard saw them. The error is for operators; it never holds a value.
  [[nodiscard]] base::Result<Request, std::string> decode_request(std::string_view bytes,
                                                                  std::string_view namespace_uri,
                                                                  std::string_view element);
  /// An answer to `operasi`, or the Fault that came instead of one. A Fault without our Kesalahan in its
  /// detail becomes one with kode pihak_lawan_menolak and no text of the other party's.
  [[nodiscard]] base::Result<std::variant<Response, Fault>, std::string> decode_response(
      std::string_view bytes, const Operasi& operasi);

  [[nodiscard]] std::string encode(const Request& request, SoapVersion version);
  [[nodiscard]] std::string encode(const Response& response, SoapVersion version);
  [[nodiscard]] std::string encode(const Fault& fault, SoapVersion version);

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

/// "text/xml; charset=utf-8" or "application/soap+xml; charset=utf-8".
[[nodiscard]] std::string_view content_type(SoapVersion version);
/// "urn:jembatan:pekerja:1/KirimPekerja".
[[nodiscard]] std::string soap_action(const Operasi& operasi);
/// HTTP status for a Fault: 500 in SOAP 1.1; 400 or 500 in 1.2.
[[nodiscard]] unsigned http_status(const Fault& fault, SoapVersion version);

}  // namespace jembatan::soap
