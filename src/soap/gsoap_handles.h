#pragma once
// The only header that includes gSOAP. Owns the context, one message in and one
// message out, and turns gSOAP's errors into texts. Internal to the room; one
// thread at a time. A Gsoap lives longer than the messages that use it.
//
// The namespace tables leave out xsi, xsd and SOAP-ENC on purpose: without them
// gSOAP neither reads xsi:type, xsi:nil and arrays nor declares them on output.

#include <soapH.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "lampiran/pihak.h"
#include "soap/messages.h"
#include "soap/plain_xml.h"

namespace jembatan::soap {

/// A gSOAP context. Throws base::Broken when memory is short.
class Gsoap {
 public:
  Gsoap();
  [[nodiscard]] ::soap* get() const { return context_.get(); }

 private:
  struct Free {
    void operator()(::soap* context) const;
  };
  std::unique_ptr<::soap, Free> context_;
};

/// One envelope being read. What gSOAP allocates for it ends with it.
class EnvelopeIn {
 public:
  EnvelopeIn(const Gsoap& gsoap, std::string_view bytes, lampiran::Bagian bagian);
  EnvelopeIn(const EnvelopeIn&) = delete;
  EnvelopeIn& operator=(const EnvelopeIn&) = delete;
  ~EnvelopeIn();

  /// To the body's first element. False: see error().
  [[nodiscard]] bool open();
  /// Whether the body's element has this qualified name in the stubs' prefixes ("SOAP-ENV:Fault").
  [[nodiscard]] bool at(const char* tag);
  /// Over one element of any name. False: there is none, or see error().
  [[nodiscard]] bool skip();
  /// From behind the body's element to the end of the envelope. False: see error().
  [[nodiscard]] bool close();
  /// Why gSOAP stopped; never a byte of the message. Throws base::Broken when memory was short.
  [[nodiscard]] std::string error() const;
  [[nodiscard]] ::soap* context() const { return context_; }

 private:
  static std::size_t receive(::soap* context, char* buffer, std::size_t size);

  ::soap* context_;
  std::optional<PlainXml> plain_;  ///< where the bytes are not plain already
  std::string_view rest_;
  bool plausible_;
};

/// Writes one envelope whose body is what `body` writes (gSOAP's status returned). Throws base::Broken when
/// gSOAP fails, which only a lack of memory can cause.
[[nodiscard]] std::string write_envelope(const Gsoap& gsoap, SoapVersion version, lampiran::Bagian bagian,
                                         const std::function<int(::soap*)>& body);

}  // namespace jembatan::soap
