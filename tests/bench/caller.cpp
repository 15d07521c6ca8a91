// Plays messages from several threads over kept connections, with or without mutual TLS; each must be
// answered SELESAI.
//
//   bench_caller FILE RUN CONNECTIONS EXCHANGES URL [CA CERTIFICATE KEY]      RUN: in every idPesan

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "http/client.h"

namespace {

using namespace jembatan;

constexpr std::string_view place = "@ID@";
constexpr std::string_view content_type = "text/xml; charset=utf-8";
constexpr std::string_view action = "urn:jembatan:pekerja:1/KirimPekerja";

std::vector<std::string> read_messages(const char* name) {
  std::ifstream file(name);
  std::vector<std::string> messages;
  for (std::string line; std::getline(file, line);) messages.push_back(line);
  if (messages.empty()) throw std::runtime_error("there are no messages");
  return messages;
}

http::ClientOptions options_of(int argc, char** argv) {
  http::ClientOptions options;
  options.url = argv[5];
  if (argc > 6) {
    http::ClientTlsFiles files;
    files.ca = argv[6];
    files.certificate = argv[7];
    files.key = argv[8];
    auto tls = http::load_client_tls(files);
    if (!tls) throw std::runtime_error(tls.error().front());
    options.tls = *tls;
  }
  return options;
}

/// Whether it was accepted.
bool play(http::Client& client, std::string message, const std::string& id) {
  message.replace(message.find(place), place.size(), id);
  const auto answer = client.post("/ws/pekerja", content_type, action, message);
  return answer && answer->status == 200 && answer->body.find(">SELESAI<") != std::string::npos;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6 && argc != 9) {
    std::cerr << "usage: bench_caller FILE RUN CONNECTIONS EXCHANGES URL [CA CERTIFICATE KEY]\n";
    return 2;
  }
  try {
    const auto messages = read_messages(argv[1]);
    const std::string run = argv[2];
    const unsigned long exchanges = std::strtoul(argv[4], nullptr, 10);
    http::Client client(options_of(argc, argv));
    std::atomic<unsigned long> next = 0, failed = 0;
    std::vector<std::thread> threads(std::strtoul(argv[3], nullptr, 10));
    for (std::thread& thread : threads) {
      thread = std::thread([&] {
        for (auto mine = next++; mine < exchanges; mine = next++) {
          if (!play(client, messages[mine % messages.size()], run + "-" + std::to_string(mine))) ++failed;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    if (failed > 0) throw std::runtime_error(std::to_string(failed) + " messages were not answered SELESAI");
  } catch (const std::exception& failure) {
    std::cerr << "bench_caller: " << failure.what() << '\n';
    return 1;
  }
  return 0;
}
