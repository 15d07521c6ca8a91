// The least that answers our contract: gSOAP's own HTTP server with the service that is generated from
// wsdl/pekerja.wsdl. It decodes KirimPekerja, accepts every record and encodes the answer; no schema, no
// rules, no journal, nobody to send it on to. Connections are kept, each by a thread of the pool, and what a
// message took is freed after it. What the gateway's CPU time is held against.
//
//   bare_server [THREADS]      80 unless told: as many connections at once
//
// The nomorPertukaran of an answer tells how many messages came until then. Ends with SIGTERM.

#include <netinet/in.h>
#include <sys/socket.h>

#include <atomic>
#include <climits>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

// The library's table of namespaces; the header of the service comes with it.
#include "PekerjaSoap11Binding.nsmap"
#include "soapPekerjaSoap11BindingService.h"

namespace {

constexpr soap_mode modes = SOAP_IO_KEEPALIVE | SOAP_XML_TREE | SOAP_C_UTFSTRING;
constexpr int backlog = 128;

std::atomic<std::uint64_t> answered = 0;

class Service final : public PekerjaSoap11BindingService {
 public:
  using PekerjaSoap11BindingService::PekerjaSoap11BindingService;

  int KirimPekerja(_pekerja__KirimPekerja* request, _pekerja__KirimPekerjaResponse& response) override {
    response.nomorPertukaran = std::to_string(++answered);
    response.status = "SELESAI";
    for (std::size_t i = 1; i <= request->pekerja.size(); ++i) {
      auto* hasil = soap_new_umum__HasilRekaman(soap);
      hasil->urutan = std::to_string(i);
      hasil->status = "DITERIMA";
      response.hasil.push_back(hasil);
    }
    return SOAP_OK;
  }

  int SelaraskanPekerja(_pekerja__SelaraskanPekerja*, _pekerja__SelaraskanPekerjaResponse&) override {
    return SOAP_NO_METHOD;
  }
  int AmbilPekerja(_pekerja__AmbilPekerja*, _pekerja__AmbilPekerjaResponse&) override {
    return SOAP_NO_METHOD;
  }
  int DaftarPekerja(_pekerja__DaftarPekerja*, _pekerja__DaftarPekerjaResponse&) override {
    return SOAP_NO_METHOD;
  }
  int PotensiPekerja(_pekerja__PotensiPekerja*, _pekerja__PotensiPekerjaResponse&) override {
    return SOAP_NO_METHOD;
  }
  int StatusPesan(_pekerja__StatusPesan*, _pekerja__StatusPesanResponse&) override { return SOAP_NO_METHOD; }
  PekerjaSoap11BindingService* copy() override { return nullptr; }

  /// All messages of one connection. The generated serve() would free nothing until the connection ends.
  void serve_connection(SOAP_SOCKET socket) {
    soap->socket = socket;
    soap->max_keep_alive = INT_MAX;
    soap->keep_alive = INT_MAX;
    do {
      const bool ended = soap_begin_serve(soap) != SOAP_OK;
      if (ended && soap->error < SOAP_STOP) break;
      if (!ended && dispatch() != SOAP_OK && soap->error < SOAP_STOP) {
        soap_send_fault(soap);
        break;
      }
      destroy();
    } while (soap->keep_alive != 0);
    destroy();
    soap_force_closesock(soap);
  }
};

/// Accepted connections that wait for a thread.
class Waiting {
 public:
  void put(SOAP_SOCKET socket) {
    {
      const std::scoped_lock lock(mutex_);
      sockets_.push_back(socket);
    }
    came_.notify_one();
  }

  SOAP_SOCKET take() {
    std::unique_lock lock(mutex_);
    came_.wait(lock, [this] { return !sockets_.empty(); });
    const SOAP_SOCKET socket = sockets_.front();
    sockets_.pop_front();
    return socket;
  }

 private:
  std::mutex mutex_;
  std::condition_variable came_;
  std::deque<SOAP_SOCKET> sockets_;
};

unsigned port_of(SOAP_SOCKET socket) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

}  // namespace

int main(int argc, char** argv) {
  const unsigned long threads = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 80;
  std::signal(SIGPIPE, SIG_IGN);  // a caller that goes away ends its connection only
  ::soap* const door = soap_new2(modes, modes);
  const SOAP_SOCKET bound = soap_bind(door, "127.0.0.1", 0, backlog);
  if (!soap_valid_socket(bound)) {
    soap_print_fault(door, stderr);
    return 1;
  }
  Waiting waiting;
  // Every copy is made before its thread starts: a context must not be copied while another thread uses it.
  for (unsigned long i = 0; i < threads; ++i) {
    ::soap* const context = soap_copy(door);
    std::thread([&waiting, context] {
      Service service(context);
      for (;;) service.serve_connection(waiting.take());
    }).detach();
  }
  std::cout << "listening bare 127.0.0.1:" << port_of(bound) << "\nready" << std::endl;
  for (;;) {
    const SOAP_SOCKET socket = soap_accept(door);
    if (!soap_valid_socket(socket)) return 1;
    waiting.put(socket);
  }
}
