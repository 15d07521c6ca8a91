"""The WSDLs and schemas as the contract tests read them."""

import pathlib
import xml.etree.ElementTree as ET

ROOT = pathlib.Path(__file__).resolve().parents[2]
WSDL = "{http://schemas.xmlsoap.org/wsdl/}"
XS = "{http://www.w3.org/2001/XMLSchema}"

SERVICES = {"badan-usaha": "BadanUsaha", "pimpinan": "Pimpinan", "pekerja": "Pekerja"}


class File:
    """One XML document with the prefixes that its root declares."""

    def __init__(self, path: pathlib.Path):
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.root = ET.fromstring(self.text)
        self.prefixes = dict(pair for _, pair in ET.iterparse(path, events=["start-ns"]))
        self.namespace = self.root.get("targetNamespace")

    def expand(self, qname: str) -> str:
        prefix, _, local = qname.rpartition(":")
        return "{%s}%s" % (self.prefixes[prefix], local)


SCHEMAS = {name: File(ROOT / f"schemas/{name}.xsd") for name in ("umum", *SERVICES)}
WSDLS = {name: File(ROOT / f"wsdl/{name}.wsdl") for name in SERVICES}


def documentation_of(node: ET.Element) -> str:
    return node.findtext(f"{XS}annotation/{XS}documentation") or ""
