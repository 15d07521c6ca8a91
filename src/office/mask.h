#pragma once
// Messages made fit for a screen: the text of every element and the value of
// every attribute is hidden, save those that hold no personal data. Pure
// function, any thread.

#include <string>
#include <string_view>

namespace jembatan::office {

/// The message with personal text as "•••". Tags, white space and the words of the protocol (idPesan, kode,
/// status, ...) stay. Bytes that are not plainly XML are hidden whole: "(N bytes hidden)".
[[nodiscard]] std::string masked(std::string_view message);

/// Nothing of the message but its size: for what was not understood, where a mask cannot know what is a name.
[[nodiscard]] std::string hidden_whole(std::string_view message);

/// A message for a terminal: every line of it visible(), so that no message can steer the terminal.
[[nodiscard]] std::string printable(std::string_view message);

}  // namespace jembatan::office
