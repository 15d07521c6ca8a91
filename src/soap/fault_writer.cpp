#include "soap/fault_writer.h"

#include <initializer_list>
#include <string_view>

#include "soap/names.h"

namespace jembatan::soap {
namespace {

constexpr std::string_view prolog = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

void append_escaped(std::string& out, std::string_view text) {
  for (const char each : text) {
    switch (each) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '\r':
        out += "&#xD;";
        break;
      default:
        out += each;
    }
  }
}

void append_element(std::string& out, std::string_view tag, std::string_view text) {
  out.append("<").append(tag).append(">");
  append_escaped(out, text);
  out.append("</").append(tag).append(">");
}

void append_temuan(std::string& out, const lampiran::Temuan& temuan) {
  out += "<umum:temuan>";
  append_element(out, "umum:butir", temuan.butir);
  append_element(out, "umum:elemen", temuan.elemen);
  append_element(out, "umum:kode", temuan.kode);
  append_element(out, "umum:tingkat", word_of(tingkat_words, temuan.tingkat));
  append_element(out, "umum:pesan", temuan.pesan);
  append_element(out, "umum:pesanInggris", temuan.pesan_inggris);
  out += "</umum:temuan>";
}

void append_kesalahan(std::string& out, const Fault& fault) {
  out += "<umum:Kesalahan xmlns:umum=\"urn:jembatan:umum:1\">";
  append_element(out, "umum:kode", name(fault.kode));
  if (fault.nomor_pertukaran) {
    append_element(out, "umum:nomorPertukaran", std::to_string(*fault.nomor_pertukaran));
  }
  append_element(out, "umum:pesan", fault.pesan);
  append_element(out, "umum:pesanInggris", fault.pesan_inggris);
  for (const auto& temuan : fault.temuan) append_temuan(out, temuan);
  out += "</umum:Kesalahan>";
}

/// The texts for people may be missing in a fault that was passed on; its code then speaks for itself.
std::string_view text_or_kode(const std::string& text, const Fault& fault) {
  return text.empty() ? name(fault.kode) : std::string_view(text);
}

void append_fault11(std::string& out, const Fault& fault) {
  const std::string_view code = fault.must_understand       ? "soap:MustUnderstand"
                                : blames_sender(fault.kode) ? "soap:Client"
                                                            : "soap:Server";
  std::string text(text_or_kode(fault.pesan, fault));
  if (!fault.pesan_inggris.empty()) text += " / " + fault.pesan_inggris;
  append_element(out, "faultcode", code);
  append_element(out, "faultstring", text);
  out += "<detail>";
  append_kesalahan(out, fault);
  out += "</detail>";
}

void append_fault12(std::string& out, const Fault& fault) {
  const std::string_view code = fault.must_understand       ? "soap:MustUnderstand"
                                : blames_sender(fault.kode) ? "soap:Sender"
                                                            : "soap:Receiver";
  out += "<soap:Code>";
  append_element(out, "soap:Value", code);
  out += "</soap:Code><soap:Reason><soap:Text xml:lang=\"id\">";
  append_escaped(out, text_or_kode(fault.pesan, fault));
  out += "</soap:Text><soap:Text xml:lang=\"en\">";
  append_escaped(out, text_or_kode(fault.pesan_inggris, fault));
  out += "</soap:Text></soap:Reason><soap:Detail>";
  append_kesalahan(out, fault);
  out += "</soap:Detail>";
}

}  // namespace

std::string write_fault(const Fault& fault, SoapVersion version) {
  const bool v11 = version == SoapVersion::v11;
  std::string out(prolog);
  out += "<soap:Envelope xmlns:soap=\"";
  out += v11 ? "http://schemas.xmlsoap.org/soap/envelope/" : "http://www.w3.org/2003/05/soap-envelope";
  out += "\"><soap:Body><soap:Fault>";
  v11 ? append_fault11(out, fault) : append_fault12(out, fault);
  out += "</soap:Fault></soap:Body></soap:Envelope>";
  return out;
}

}  // namespace jembatan::soap
