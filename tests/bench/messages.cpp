// Messages to be played: KirimPekerja in SOAP 1.1 with random fictitious workers, one message a line, and
// "@ID@" where the idPesan goes. The same seed gives the same messages.
//
//   bench_messages SEED WORKERS COUNT FILE

#include <cstdlib>
#include <fstream>
#include <iostream>

#include "bench/random_workers.h"
#include "soap/codec.h"

namespace {

using namespace jembatan;

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

/// With prefixes as short as most callers' are.
std::string shortened(std::string text) {
  for (const auto& [prefix, letter] : {std::pair{"SOAP-ENV", "s"}, {"pekerja", "p"}, {"umum", "u"}}) {
    for (const std::string before : {"<", "</", "xmlns:"}) {
      for (const std::string after : {":", "="})
        replace_all(text, before + prefix + after, before + letter + after);
    }
  }
  return text;
}

std::string message(bench::RandomWorkers& random, soap::Codec& codec, std::size_t workers) {
  soap::Request request;
  request.operasi = soap::find_operasi(lampiran::Bagian::pekerja, "KirimPekerja");
  request.id_pesan = "@ID@";
  request.kunci = random.company();
  request.jumlah_data = workers;
  std::vector<lampiran::Pekerja> records;
  for (std::size_t i = 0; i < workers; ++i) records.push_back(random.worker());
  request.rekaman = std::move(records);
  std::string bytes = shortened(codec.encode(request, soap::SoapVersion::v11));
  if (bytes.find('\n') != std::string::npos) throw std::logic_error("a message is of more than one line");
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::cerr << "usage: bench_messages SEED WORKERS COUNT FILE\n";
    return 2;
  }
  const auto number = [argv](int at) { return std::strtoul(argv[at], nullptr, 10); };
  bench::RandomWorkers random(number(1));
  soap::Codec codec;
  std::ofstream file(argv[4], std::ios::binary);
  for (unsigned long i = 0; i < number(3); ++i) file << message(random, codec, number(2)) << '\n';
  file.close();
  return file ? 0 : 1;
}
