#include "crypto/handles.h"

#include <gtest/gtest.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include "base/result.h"

namespace jembatan::crypto {
namespace {

void fail_in_openssl() {
  ASSERT_EQ(EVP_MD_fetch(nullptr, "no such digest", nullptr), nullptr);
}

TEST(ErrorMark, LeavesNoErrorForOthersToFind) {
  ERR_clear_error();
  {
    const ErrorMark mark;
    fail_in_openssl();
    ASSERT_NE(ERR_peek_error(), 0U);
  }
  EXPECT_EQ(ERR_peek_error(), 0U);
}

TEST(ErrorMark, KeepsTheErrorsFromBefore) {
  ERR_clear_error();
  fail_in_openssl();
  const unsigned long before = ERR_peek_error();
  {
    const ErrorMark mark;
    fail_in_openssl();
  }
  EXPECT_EQ(ERR_get_error(), before);
  EXPECT_EQ(ERR_get_error(), 0U);
}

TEST(Require, ThrowsWhatOpenSslDoesNot) {
  EXPECT_NO_THROW(require(true, "work"));
  try {
    require(false, "work");
    FAIL();
  } catch (const base::Broken& broken) {
    EXPECT_STREQ(broken.what(), "OpenSSL does not work");
  }
}

}  // namespace
}  // namespace jembatan::crypto
