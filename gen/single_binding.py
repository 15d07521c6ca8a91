#!/usr/bin/env python3
"""Writes a WSDL with its SOAP 1.1 binding only, for the stub generator.

soapcpp2 emits every operation once per binding; the codec speaks both SOAP
versions from one set of types, so the SOAP 1.2 binding and port are left out.
"""
import sys
import xml.etree.ElementTree as ET

WSDL = "{http://schemas.xmlsoap.org/wsdl/}"
SOAP12 = "{http://schemas.xmlsoap.org/wsdl/soap12/}"


def speaks_soap12(node):
    return any(child.tag.startswith(SOAP12) for child in node)


def main(source, target):
    for prefix, uri in (
        ("wsdl", WSDL[1:-1]),
        ("soap", "http://schemas.xmlsoap.org/wsdl/soap/"),
        ("xs", "http://www.w3.org/2001/XMLSchema"),
    ):
        ET.register_namespace(prefix, uri)
    # QNames in attribute values need their prefixes kept, which ElementTree drops.
    prefixes = dict(pair for _, pair in ET.iterparse(source, events=["start-ns"]))
    tree = ET.parse(source)
    root = tree.getroot()
    for binding in root.findall(WSDL + "binding"):
        if speaks_soap12(binding):
            root.remove(binding)
    for service in root.findall(WSDL + "service"):
        for port in service.findall(WSDL + "port"):
            if speaks_soap12(port):
                service.remove(port)
    for prefix in ("tns", "umum"):
        root.set("xmlns:" + prefix, prefixes[prefix])
    tree.write(target, encoding="UTF-8", xml_declaration=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: single_binding.py SOURCE.wsdl TARGET.wsdl")
    main(sys.argv[1], sys.argv[2])
