#!/usr/bin/env python3
"""Writes the example messages as one C++ source: embed_examples.py OUT.cpp MESSAGE..."""

import pathlib
import sys

DELIMITER = "jembatan"


def literal(path: pathlib.Path) -> str:
    text = path.read_text(encoding="utf-8")
    if f"){DELIMITER}\"" in text:
        sys.exit(f"{path}: holds the delimiter of a raw string")
    return f'    R"{DELIMITER}({text}){DELIMITER}",\n'


def main() -> None:
    out, *messages = map(pathlib.Path, sys.argv[1:])
    out.write_text(
        '#include <array>\n\n#include "journal/example_messages.h"\n\n'
        "namespace jembatan::journal {\nnamespace {\n\n"
        f"constexpr std::array<std::string_view, {len(messages)}> embedded{{\n"
        + "".join(map(literal, messages))
        + "};\n\n}  // namespace\n\n"
        "std::span<const std::string_view> example_messages() { return embedded; }\n\n"
        "}  // namespace jembatan::journal\n",
        encoding="utf-8",
    )


main()
