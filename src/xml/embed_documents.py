#!/usr/bin/env python3
"""Writes the contract's documents as one C++ source: embed_documents.py OUT.cpp DOCUMENT..."""

import pathlib
import sys

DELIMITER = "jembatan"


def entry(path: pathlib.Path) -> str:
    text = path.read_text(encoding="utf-8")
    if f"){DELIMITER}\"" in text:
        sys.exit(f"{path}: holds the delimiter of a raw string")
    return f'    Document{{"{path.name}", R"{DELIMITER}({text}){DELIMITER}"}},\n'


def main() -> None:
    out, *documents = map(pathlib.Path, sys.argv[1:])
    out.write_text(
        '#include <array>\n\n#include "xml/documents.h"\n\n'
        "namespace jembatan::xml {\nnamespace {\n\n"
        f"constexpr std::array<Document, {len(documents)}> embedded{{{{\n"
        + "".join(map(entry, documents))
        + "}};\n\n}  // namespace\n\n"
        "std::span<const Document> documents() { return embedded; }\n\n"
        "}  // namespace jembatan::xml\n",
        encoding="utf-8",
    )


main()
