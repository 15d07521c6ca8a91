// What must not compile: a personal value, or text of unknown origin, on its way to a log or an error.

#include "base/safe_text.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <ostream>
#include <system_error>

#include "base/log.h"
#include "base/personal.h"
#include "base/result.h"

namespace jembatan::base {
namespace {

using Nik = Personal<std::string>;

template <class Text>
concept logged = requires(const Log& log, const Text& text) {
  log.info(text);
};
template <class Text>
concept thrown = requires(const Text& text) {
  Broken(text);
};
template <class Text>
concept streamed = requires(std::ostream& out, const Text& text) {
  out << text;
};
template <class Text>
concept joined = requires(std::string line, const Text& text) {
  line + text;
};
template <class Text>
concept appended = requires(std::string& line, const Text& text) {
  line += text;
};
template <class Text>
concept joined_to_safe = requires(SafeText line, const Text& text) {
  line + text;
};
template <class Text>
concept a_string = std::convertible_to<Text, std::string> || std::convertible_to<Text, std::string_view>;

static_assert(logged<SafeText> && thrown<SafeText> && joined_to_safe<SafeText>, "the concepts can hold");
static_assert(streamed<std::string> && joined<std::string> && appended<std::string>, "the concepts can hold");
static_assert(joined_to_safe<int> && fmt::is_formattable<std::string>::value, "the concepts can hold");

static_assert(!logged<std::string> && !logged<std::string_view> && !logged<const char*>);
static_assert(!thrown<std::string> && !thrown<std::string_view> && !thrown<const char*>);
static_assert(!joined_to_safe<std::string> && !joined_to_safe<std::string_view> &&
              !joined_to_safe<const char*>);

static_assert(!logged<Nik> && !thrown<Nik> && !joined_to_safe<Nik>);
static_assert(!streamed<Nik> && !joined<Nik> && !appended<Nik> && !a_string<Nik>);
static_assert(!fmt::is_formattable<Nik>::value);
static_assert(std::convertible_to<std::string, Nik>, "closing is always safe");

TEST(SafeText, JoinsLiteralsAndNumbers) {
  EXPECT_EQ((SafeText("exchange ") + 12U + " is held").view(), "exchange 12 is held");
}

TEST(SafeText, IsTextOfUnknownOriginOnlyWhereSomebodyVouchesForIt) {
  EXPECT_EQ(vouched(std::string("/etc/file"), Origin::settings).view(), "/etc/file");
}

TEST(SafeText, TellsWhatBrokenSays) {
  EXPECT_EQ(reason_of(Broken("the disk is full")).view(), "the disk is full");
}

TEST(SafeText, TellsOfAForeignExceptionItsTypeAndNotItsWords) {
  EXPECT_EQ(reason_of(std::out_of_range("nik 3204056104909901")).view(), "unexpected std::out_of_range");
}

TEST(Personal, IsOpenedByItsName) {
  EXPECT_EQ(Nik("nik:3204056104909901").reveal(), "nik:3204056104909901");
}

}  // namespace
}  // namespace jembatan::base
