#include "sandbox/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jembatan::sandbox {
namespace {

base::Result<Options, Ending> parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "jembatan-sandbox");
  return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

TEST(SandboxOptions, TakeAWholeCommandLine) {
  const auto options =
      parse({"--party", "kedua", "--listen", "127.0.0.1:8092", "--data", "kedua.db", "--addendum", "a.toml",
             "--addendum", "b.toml", "--fault", "refuse#1", "--fault=html"});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->party, lampiran::Pihak::kedua);
  EXPECT_EQ(options->address, "127.0.0.1");
  EXPECT_EQ(options->port, 8092);
  EXPECT_EQ(options->aturan.addendum_files.size(), 2U);
  EXPECT_EQ(options->faults.size(), 2U);
}

TEST(SandboxOptions, KnowIpv6AndLocalhost) {
  EXPECT_EQ(parse({"--party", "kesatu", "--listen", "[::1]:0", "--data", "x"}).value().address, "::1");
  EXPECT_EQ(parse({"--party", "kesatu", "--listen", "localhost:1", "--data", "x"}).value().address,
            "127.0.0.1");
}

TEST(SandboxOptions, HelpIsNoError) {
  const auto ending = parse({"--help"});
  ASSERT_FALSE(ending);
  EXPECT_EQ(ending.error().exit_status, 0);
  EXPECT_THAT(ending.error().text, testing::HasSubstr("crash-after"));
}

TEST(SandboxOptions, AllErrorsComeAtOnce) {
  const auto ending = parse({"--party", "ketiga", "--listen", "8092", "--data", "x", "--fault", "slow"});
  ASSERT_FALSE(ending);
  EXPECT_EQ(ending.error().exit_status, 2);
  EXPECT_THAT(ending.error().text,
              testing::AllOf(testing::HasSubstr("--party"), testing::HasSubstr("--listen"),
                             testing::HasSubstr("--fault")));
}

TEST(SandboxOptions, MissingAndUnknownOptionsAreWrongUsage) {
  EXPECT_EQ(parse({"--party", "kesatu"}).error().exit_status, 2);
  EXPECT_EQ(
      parse({"--party", "kesatu", "--listen", "127.0.0.1:0", "--data", "x", "--what"}).error().exit_status,
      2);
}

TEST(SandboxOptions, TlsIsGivenWholeOrNotAtAll) {
  std::vector<const char*> arguments{"--party",   "kesatu", "--listen",          "127.0.0.1:0",
                                     "--data",    "x",      "--tls-certificate", "a.pem",
                                     "--tls-key", "a.key",  "--tls-allow",       "san:a"};
  EXPECT_THAT(parse(arguments).error().text, testing::HasSubstr("--tls-client-ca"));
  arguments.insert(arguments.end(), {"--tls-client-ca", "ca.pem"});
  ASSERT_TRUE(parse(arguments));
  EXPECT_EQ(parse(arguments)->tls.value().allowed, std::vector<std::string>{"san:a"});
  EXPECT_FALSE(parse({"--party", "kesatu", "--listen", "127.0.0.1:0", "--data", "x"}).value().tls);
}

TEST(SandboxOptions, TlsDoesNotGoWithFaultsOfTheBareConnection) {
  const auto ending =
      parse({"--party", "kesatu", "--listen", "127.0.0.1:0", "--data", "x", "--tls-certificate", "a",
             "--tls-key", "b", "--tls-client-ca", "c", "--tls-allow", "san:a", "--fault", "reset"});
  ASSERT_FALSE(ending);
  EXPECT_THAT(ending.error().text, testing::HasSubstr("bare connection"));
}

TEST(SandboxOptions, AnEmptyFileNameIsWrongUsage) {
  EXPECT_EQ(parse({"--party", "kesatu", "--listen", "127.0.0.1:0", "--data", ""}).error().exit_status, 2);
}

TEST(SandboxOptions, TheFrontIsForWireFaultsOnly) {
  const auto with = [](const char* fault) {
    return parse({"--party", "kesatu", "--listen", "127.0.0.1:0", "--data", "x", "--fault", fault})
        .value()
        .needs_front();
  };
  EXPECT_FALSE(with("html"));
  EXPECT_TRUE(with("half"));
}

}  // namespace
}  // namespace jembatan::sandbox
