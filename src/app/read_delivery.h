#pragma once
// The [delivery] section: how kept writes are delivered and when a party counts
// as not answering. Plain values, any thread.

#include "exchange/delivery_options.h"

namespace jembatan::app {

class TomlSection;

[[nodiscard]] exchange::DeliveryOptions read_delivery(TomlSection section);

}  // namespace jembatan::app
