#pragma once
// What reads and writes the elements of one operation. Internal to the room.
// Static data, any thread; the functions use the context they are given.

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "soap/gsoap_handles.h"
#include "soap/messages.h"

namespace jembatan::soap {

struct Stub {
  const char* request_tag;  ///< with the stubs' prefix: "pekerja:KirimPekerja"
  const char* response_tag;
  /// Read the body's element; the error never holds a value.
  base::Result<Request, std::string> (*take_request)(EnvelopeIn& envelope, const char* tag);
  base::Result<Response, std::string> (*take_response)(EnvelopeIn& envelope, const char* tag);
  /// Write the body's element; the answer is gSOAP's status.
  int (*put_request)(::soap* context, const char* tag, const Request& request);
  int (*put_response)(::soap* context, const char* tag, const Response& response);
};

[[nodiscard]] std::span<const Stub> badan_usaha_stubs();
[[nodiscard]] std::span<const Stub> pimpinan_stubs();
[[nodiscard]] std::span<const Stub> pekerja_stubs();

[[nodiscard]] const Stub& stub_of(const Operasi& operasi);

}  // namespace jembatan::soap
