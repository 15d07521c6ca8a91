#!/usr/bin/env python3
"""The WSDLs and schemas against WS-I Basic Profile 1.1 and the contract's operations: wsi_test.py [-v]

Names such as R2706 are the profile's requirements.
"""

import re
import unittest
import xml.etree.ElementTree as ET
from collections import Counter

from documents import ROOT, SCHEMAS, SERVICES, WSDL, WSDLS, XS, File, documentation_of

SOAP11 = "{http://schemas.xmlsoap.org/wsdl/soap/}"
SOAP12 = "{http://schemas.xmlsoap.org/wsdl/soap12/}"
ENCODING = "http://schemas.xmlsoap.org/soap/encoding/"
TRANSPORT = "http://schemas.xmlsoap.org/soap/http"
UMUM = "urn:jembatan:umum:1"

OPERATIONS = {
    "badan-usaha": "KirimBadanUsaha SelaraskanBadanUsaha AmbilBadanUsaha DaftarBadanUsaha StatusPendaftaran StatusPesan",
    "pimpinan": "KirimPimpinan SelaraskanPimpinan AmbilPimpinan StatusPesan",
    "pekerja": "KirimPekerja SelaraskanPekerja AmbilPekerja DaftarPekerja PotensiPekerja StatusPesan",
}
# The contract's table of operations: what an element consists of, "?" optional, "*" repeated.
CHILDREN = {
    "KirimBadanUsaha": "idPesan jumlahData? badanUsaha*",
    "SelaraskanBadanUsaha": "idPesan jumlahData? badanUsaha*",
    "AmbilBadanUsaha": "idPesan kunci",
    "AmbilBadanUsahaResponse": "nomorPertukaran badanUsaha? temuan*",
    "DaftarBadanUsaha": "idPesan sejak? lanjutan? batas?",
    "DaftarBadanUsahaResponse": "nomorPertukaran badanUsaha* lanjutan? temuan*",
    "StatusPendaftaran": "idPesan kunci",
    "StatusPendaftaranResponse": "nomorPertukaran status nomorPendaftaran? tanggalPendaftaran? jumlahPekerja?",
    "KirimPimpinan": "idPesan jumlahData? pimpinan*",
    "SelaraskanPimpinan": "idPesan jumlahData? pimpinan*",
    "AmbilPimpinan": "idPesan kunci",
    "AmbilPimpinanResponse": "nomorPertukaran pimpinan? temuan*",
    "KirimPekerja": "idPesan badanUsaha jumlahData? pekerja*",
    "SelaraskanPekerja": "idPesan badanUsaha jumlahData? pekerja*",
    "AmbilPekerja": "idPesan nik",
    "AmbilPekerjaResponse": "nomorPertukaran pekerja? temuan*",
    "DaftarPekerja": "idPesan badanUsaha lanjutan? batas?",
    "DaftarPekerjaResponse": "nomorPertukaran pekerja* lanjutan? temuan*",
    "PotensiPekerja": "idPesan badanUsaha",
    "PotensiPekerjaResponse": "nomorPertukaran jumlahPekerja jumlahPesertaJkn jumlahPotensi",
    "StatusPesan": "idPesan idPesanDicari",
    "StatusPesanResponse": "nomorPertukaran statusPesan nomorPertukaranDicari? hasil*",
    **{
        f"{verb}{section}Response": "nomorPertukaran status hasil*"
        for verb in ("Kirim", "Selaraskan")
        for section in SERVICES.values()
    },
}
ELEMENTS = {
    "{%s}%s" % (schema.namespace, element.get("name")): element
    for schema in SCHEMAS.values()
    for element in schema.root.findall(XS + "element")
}


def bindings_of(wsdl: File, soap: str) -> list[ET.Element]:
    return [b for b in wsdl.root.findall(WSDL + "binding") if b.find(soap + "binding") is not None]


class EveryWsdl(unittest.TestCase):
    def setUp(self):
        self.wsdls = [(section, wsdl, wsdl.root) for section, wsdl in WSDLS.items()]

    def each_operation(self):
        for section, wsdl, root in self.wsdls:
            for operation in root.findall(f"{WSDL}portType/{WSDL}operation"):
                yield section, wsdl, operation

    def each_bound_operation(self):
        for section, wsdl, root in self.wsdls:
            for soap in (SOAP11, SOAP12):
                for binding in bindings_of(wsdl, soap):
                    for operation in binding.findall(WSDL + "operation"):
                        yield section, wsdl, soap, operation

    def test_has_its_namespace_and_service_name(self):
        for section, wsdl, root in self.wsdls:
            self.assertEqual(wsdl.namespace, f"urn:jembatan:{section}:1")
            self.assertEqual([s.get("name") for s in root.findall(WSDL + "service")], [SERVICES[section] + "Service"])

    def test_is_utf8_and_xml_1_0(self):  # R4003, R4004
        for file in (*WSDLS.values(), *SCHEMAS.values()):
            self.assertTrue(file.text.startswith('<?xml version="1.0" encoding="UTF-8"?>'), file.path.name)
            self.assertNotIn("<!DOCTYPE", file.text)

    def test_imports_schemas_only_and_from_inside_a_schema(self):  # R2001, R2002, R2003
        for _, _, root in self.wsdls:
            self.assertEqual(root.findall(WSDL + "import"), [])
            inside = root.findall(f"{WSDL}types/{XS}schema/{XS}import")
            self.assertEqual(list(root.iter(XS + "import")), inside)

    def test_holds_no_types_of_its_own(self):  # R2105: a schema without targetNamespace may hold imports only
        for _, _, root in self.wsdls:
            for schema in root.findall(f"{WSDL}types/{XS}schema"):
                self.assertEqual({child.tag for child in schema}, {XS + "import"})

    def test_elements_follow_the_order_of_wsdl_1_1(self):  # R2023, R2028
        order = ["documentation", "types", "message", "portType", "binding", "service"]
        for _, _, root in self.wsdls:
            places = [order.index(child.tag.removeprefix(WSDL)) for child in root]
            self.assertEqual(places, sorted(places))

    def test_requires_no_extension(self):  # R2026, R2027
        for _, _, root in self.wsdls:
            self.assertFalse([e for e in root.iter() if e.get(WSDL + "required")])

    def test_offers_the_operations_of_the_contract_in_its_order(self):
        for section, _, root in self.wsdls:
            names = [o.get("name") for o in root.findall(f"{WSDL}portType/{WSDL}operation")]
            self.assertEqual(names, OPERATIONS[section].split())
            self.assertEqual(len(root.findall(WSDL + "portType")), 1)

    def test_names_no_operation_twice(self):  # R2304
        for _, _, root in self.wsdls:
            names = Counter(o.get("name") for o in root.findall(f"{WSDL}portType/{WSDL}operation"))
            self.assertEqual([name for name, times in names.items() if times > 1], [])

    def test_operations_are_request_and_response_with_a_fault(self):  # R2303
        for _, wsdl, operation in self.each_operation():
            self.assertEqual([child.tag.removeprefix(WSDL) for child in operation], ["input", "output", "fault"])
            self.assertEqual(wsdl.expand(operation.find(WSDL + "fault").get("message")), "{%s}Kesalahan" % wsdl.namespace)

    def test_messages_have_one_part_that_is_an_element(self):  # R2201, R2204, R2205
        for _, wsdl, root in self.wsdls:
            for message in root.findall(WSDL + "message"):
                with self.subTest(message=message.get("name")):
                    parts = message.findall(WSDL + "part")
                    self.assertEqual(len(parts), 1)
                    self.assertIsNone(parts[0].get("type"))
                    self.assertIn(wsdl.expand(parts[0].get("element")), ELEMENTS)

    def test_operations_are_document_literal_wrapped(self):
        for _, wsdl, operation in self.each_operation():
            for direction, suffix in (("input", ""), ("output", "Response")):
                part = self.part_of(wsdl, operation, direction)
                self.assertEqual(part.get("name"), "parameters")
                expected = "{%s}%s%s" % (wsdl.namespace, operation.get("name"), suffix)
                self.assertEqual(wsdl.expand(part.get("element")), expected)
                complex_type = ELEMENTS[expected].find(XS + "complexType")
                self.assertEqual([c.tag for c in complex_type], [XS + "sequence"])
                self.assertFalse(ELEMENTS[expected].get("nillable"))

    def test_messages_all_are_used(self):
        for _, wsdl, root in self.wsdls:
            named = {"{%s}%s" % (wsdl.namespace, m.get("name")) for m in root.findall(WSDL + "message")}
            used = {wsdl.expand(e.get("message")) for o in root.iter(WSDL + "operation") for e in o if e.get("message")}
            self.assertEqual(named, used)

    def test_faults_are_kesalahan_of_umum(self):
        for _, wsdl, operation in self.each_operation():
            self.assertEqual(wsdl.expand(self.part_of(wsdl, operation, "fault").get("element")), "{%s}Kesalahan" % UMUM)

    def test_wire_signatures_are_unique_over_all_services(self):  # R2710, over all three together
        signatures = Counter(
            wsdl.expand(self.part_of(wsdl, operation, "input").get("element"))
            for _, wsdl, operation in self.each_operation()
        )
        self.assertEqual([name for name, times in signatures.items() if times > 1], [])
        self.assertEqual(len(signatures), 16)

    def test_bindings_are_document_style_over_http(self):  # R2701, R2702, R2705
        for _, wsdl, root in self.wsdls:
            bindings = [(soap, b) for soap in (SOAP11, SOAP12) for b in bindings_of(wsdl, soap)]
            self.assertEqual(len(bindings), 2)
            self.assertEqual(len(root.findall(WSDL + "binding")), 2)
            for soap, binding in bindings:
                self.assertEqual(binding.find(soap + "binding").get("style"), "document")
                self.assertEqual(binding.find(soap + "binding").get("transport"), TRANSPORT)

    def test_operations_are_bound_in_soap_1_1_and_1_2(self):  # R2718
        for section, wsdl, _ in self.wsdls:
            for soap in (SOAP11, SOAP12):
                names = [o.get("name") for b in bindings_of(wsdl, soap) for o in b.findall(WSDL + "operation")]
                self.assertEqual(names, OPERATIONS[section].split())

    def test_bodies_are_literal_and_whole(self):  # R2706, R2716, R2717
        for _, _, soap, operation in self.each_bound_operation():
            for direction in ("input", "output"):
                (body,) = operation.find(WSDL + direction)
                self.assertEqual(body.tag, soap + "body")
                self.assertEqual(body.attrib, {"use": "literal"})

    def test_faults_are_bound_literally_by_their_name(self):  # R2721, R2723, R2728, R2740, R2754
        for _, _, soap, operation in self.each_bound_operation():
            (fault,) = operation.findall(WSDL + "fault")
            self.assertEqual(fault.get("name"), "Kesalahan")
            self.assertEqual(fault.find(soap + "fault").attrib, {"name": "Kesalahan", "use": "literal"})

    def test_soap_actions_are_namespace_slash_operation(self):  # R2744
        for section, _, soap, operation in self.each_bound_operation():
            bound = operation.find(soap + "operation")
            self.assertEqual(bound.get("soapAction"), f"urn:jembatan:{section}:1/{operation.get('name')}")
            self.assertEqual(bound.get("style"), "document")

    def test_knows_no_encoding_and_no_headers(self):  # R2706, R2113
        for file in (*WSDLS.values(), *SCHEMAS.values()):
            with self.subTest(file=file.path.name):
                self.assertNotIn(ENCODING, file.text)
                self.assertNotIn("encodingStyle", file.text)
                self.assertNotIn("arrayType", file.text)
                self.assertNotIn(":header", file.text)

    def test_ports_are_one_for_each_binding_and_address(self):
        for section, wsdl, root in self.wsdls:
            ports = root.findall(f"{WSDL}service/{WSDL}port")
            bound = {"{%s}%s" % (wsdl.namespace, b.get("name")): b for b in root.findall(WSDL + "binding")}
            self.assertEqual({wsdl.expand(p.get("binding")) for p in ports}, set(bound))
            self.assertEqual(len(ports), 2)
            for port in ports:
                soap = SOAP11 if bound[wsdl.expand(port.get("binding"))] in bindings_of(wsdl, SOAP11) else SOAP12
                self.assertTrue(port.find(soap + "address").get("location").endswith(f"/ws/{section}"))

    def test_bindings_bind_the_port_type(self):
        for _, wsdl, root in self.wsdls:
            port_type = "{%s}%s" % (wsdl.namespace, root.find(WSDL + "portType").get("name"))
            for binding in root.findall(WSDL + "binding"):
                self.assertEqual(wsdl.expand(binding.get("type")), port_type)

    @staticmethod
    def part_of(wsdl: File, operation: ET.Element, direction: str) -> ET.Element:
        name = wsdl.expand(operation.find(WSDL + direction).get("message")).rpartition("}")[2]
        (message,) = [m for m in wsdl.root.findall(WSDL + "message") if m.get("name") == name]
        return message.find(WSDL + "part")


class EverySchema(unittest.TestCase):
    def test_has_its_namespace_and_qualified_elements(self):
        for name, schema in SCHEMAS.items():
            self.assertEqual(schema.namespace, f"urn:jembatan:{name}:1")
            self.assertEqual(schema.root.get("elementFormDefault"), "qualified")

    def test_imports_are_relative_and_lead_to_the_namespace_they_name(self):  # R2004, R2010, R2011
        for file in (*WSDLS.values(), *SCHEMAS.values()):
            for node in file.root.iter(XS + "import"):
                location = node.get("schemaLocation")
                with self.subTest(file=file.path.name, location=location):
                    self.assertNotRegex(location, r"^/|^[a-z]+:")
                    target = (file.path.parent / location).resolve()
                    self.assertEqual(target.parent, ROOT / "schemas")
                    self.assertEqual(ET.parse(target).getroot().tag, XS + "schema")
                    self.assertEqual(File(target).namespace, node.get("namespace"))

    def test_includes_and_redefines_nothing(self):
        for schema in SCHEMAS.values():
            self.assertFalse([e for tag in ("include", "redefine", "any", "anyAttribute") for e in schema.root.iter(XS + tag)])

    def test_names_only_types_that_exist_and_are_imported(self):
        types = {
            "{%s}%s" % (schema.namespace, node.get("name"))
            for schema in SCHEMAS.values()
            for node in schema.root
            if node.tag in (XS + "simpleType", XS + "complexType")
        }
        for name, schema in SCHEMAS.items():
            reachable = {schema.namespace, *(i.get("namespace") for i in schema.root.findall(XS + "import"))}
            for node in schema.root.iter():
                qname = node.get("type") or node.get("base")
                if qname is None or schema.expand(qname).startswith(XS):
                    continue
                with self.subTest(schema=name, type=qname):
                    self.assertIn(schema.expand(qname), types)
                    self.assertIn(schema.expand(qname)[1:].partition("}")[0], reachable)

    def test_documents_every_element_attribute_and_type(self):
        for name, schema in SCHEMAS.items():
            for tag in ("element", "attribute", "complexType", "simpleType"):
                for node in schema.root.iter(XS + tag):
                    if tag.endswith("Type") and node.get("name") is None:
                        continue
                    with self.subTest(schema=name, node=node.get("name")):
                        self.assertTrue(documentation_of(node).strip())

    def test_elements_consist_of_what_the_contract_says(self):
        marks = {("0", "1"): "?", ("1", "1"): ""}
        declared = {name: element for name, element in ELEMENTS.items() if not name.endswith("}Kesalahan")}
        self.assertEqual({name.rpartition("}")[2] for name in declared}, set(CHILDREN))
        for name, element in declared.items():
            children = [
                e.get("name") + marks.get((e.get("minOccurs", "1"), e.get("maxOccurs", "1")), "*")
                for e in element.findall(f"{XS}complexType/{XS}sequence/{XS}element")
            ]
            with self.subTest(element=name):
                self.assertEqual(" ".join(children), CHILDREN[name.rpartition("}")[2]])

    def test_batches_take_1_to_1000_records(self):
        for name, element in ELEMENTS.items():
            if not re.search(r"}(Kirim|Selaraskan)\w+(?<!Response)$", name):
                continue
            *_, record = element.findall(f"{XS}complexType/{XS}sequence/{XS}element")
            with self.subTest(element=name):
                self.assertEqual((record.get("minOccurs", "1"), record.get("maxOccurs")), ("1", "1000"))


if __name__ == "__main__":
    unittest.main()
