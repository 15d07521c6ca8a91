#include "exchange/doorway.h"

#include "exchange/world.h"

namespace jembatan::exchange {
namespace {

class Door : public World {
 protected:
  http::Request get(const std::string& target) {
    http::Request request;
    request.method = "GET";
    request.target = target;
    request.host = "127.0.0.1:8081";
    return request;
  }

  Doorway doorway{gateway, lampiran::Pihak::kesatu, ""};
};

TEST_F(Door, GivesTheWsdlWithTheAddressThatTheClientUsed) {
  const http::Response response = doorway.handle(get("/ws/pekerja?wsdl"));
  EXPECT_EQ(response.status, 200U);
  EXPECT_NE(response.body.find("location=\"http://127.0.0.1:8081/ws/pekerja\""), std::string::npos);
}

TEST_F(Door, GivesTheWsdlWithTheConfiguredPublicAddress) {
  Doorway published(gateway, lampiran::Pihak::kesatu, "https://jembatan.example");
  EXPECT_NE(
      published.handle(get("/ws/pekerja?wsdl")).body.find("location=\"https://jembatan.example/ws/pekerja\""),
      std::string::npos);
}

TEST_F(Door, TakesWsdlInAnyCase) {
  EXPECT_EQ(doorway.handle(get("/ws/pekerja?WSDL")).status, 200U);
}

TEST_F(Door, GivesTheSchemas) {
  for (const char* name : {"umum", "badan-usaha", "pimpinan", "pekerja"}) {
    EXPECT_EQ(doorway.handle(get("/schemas/" + std::string(name) + ".xsd")).status, 200U) << name;
  }
}

TEST_F(Door, KnowsNoOtherDocument) {
  for (const char* target : {"/schemas/../wsdl/pekerja.wsdl", "/schemas/pekerja.wsdl", "/etc/passwd", "/",
                             "/ws/pekerja", "/ws/../ws/pekerja?wsdl", "/schemas/", "/ws/pekerja?wsdl&x=1"}) {
    EXPECT_EQ(doorway.handle(get(target)).status, 404U) << target;
  }
}

TEST_F(Door, RefusesAHostThatIsNoHost) {
  http::Request request = get("/ws/pekerja?wsdl");
  request.host = "a\"><script>";
  EXPECT_EQ(doorway.handle(request).status, 400U);
}

TEST_F(Door, APostIsAMessage) {
  const Arrival message = arrival(kirim({worker()}));
  http::Request request = get("/ws/pekerja");
  request.method = "POST";
  request.content_type = message.content_type;
  request.body = message.body;
  EXPECT_EQ(doorway.handle(request).status, 200U);
  EXPECT_EQ(kedua.calls, 1);
}

TEST_F(Door, HandsTheHintToRetryOn) {
  kedua.answer = [](const Outgoing&) { return NotSent{"refused"}; };
  const Arrival message = arrival(ambil("3204056104909901"));
  http::Request request = get("/ws/pekerja");
  request.method = "POST";
  request.content_type = message.content_type;
  request.body = message.body;
  const http::Response response = doorway.handle(request);
  ASSERT_EQ(response.headers.size(), 1U);
  EXPECT_EQ(response.headers[0].first, "Retry-After");
}

}  // namespace
}  // namespace jembatan::exchange
