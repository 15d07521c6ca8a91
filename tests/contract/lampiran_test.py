#!/usr/bin/env python3
"""The schemas against the annex, item by item: lampiran_test.py [-v]"""

import csv
import re
import unittest
import xml.etree.ElementTree as ET

from documents import ROOT, SCHEMAS, SERVICES, XS, documentation_of

ANNEX = ROOT / "tests/samples/lampiran.tsv"


class TheAnnex(unittest.TestCase):
    TYPES = {"tanggal": "xs:date", "bilangan": "xs:nonNegativeInteger"}
    WAJIB = {
        ("ya", "ya"): "Wajib: Pihak Kesatu dan Pihak Kedua.",
        ("ya", "tidak"): "Wajib: Pihak Kesatu.",
        ("tidak", "ya"): "Wajib: Pihak Kedua.",
        ("tidak", "tidak"): "Wajib: tidak wajib bagi pihak mana pun.",
    }

    @classmethod
    def setUpClass(cls):
        with ANNEX.open(encoding="utf-8", newline="") as file:
            cls.rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))

    def record(self, section: str) -> list[ET.Element]:
        path = f"{XS}complexType[@name='{section}']/{XS}sequence/{XS}element"
        (elements,) = [found for schema in SCHEMAS.values() if (found := schema.root.findall(path))]
        return elements

    def items(self):
        """Each row of the annex with the elements that it means."""
        for row in self.rows:
            names = re.sub(r"\(.*?\)", "", row["elemen"]).replace("|", " ").split()
            for section in row["bagian"].split(", "):
                elements = {e.get("name"): e for e in self.record(section)}
                for name in names:
                    self.assertIn(name, elements)
                    yield row, section, elements[name]

    def test_has_25_items_in_28_elements(self):
        self.assertEqual(len(self.rows), 25)
        self.assertEqual(sum(1 for _ in self.items()), 28)

    def test_orders_the_elements(self):
        for section, extra in (("BadanUsaha", {"jumlahPekerja"}), ("Pimpinan", {"badanUsaha"}), ("Pekerja", set())):
            expected = [element.get("name") for _, bagian, element in self.items() if bagian == section]
            actual = [e.get("name") for e in self.record(section)]
            self.assertEqual([name for name in actual if name not in extra], expected)
            self.assertEqual(extra - set(actual), set())

    def test_is_named_in_the_documentation(self):
        for row, _, element in self.items():
            text = documentation_of(element)
            expected = (
                f"Lampiran {row['butir']}. Pihak Kesatu: {row['label_kesatu']}."
                f" Pihak Kedua: {row['label_kedua']}. {self.WAJIB[row['wajib_kesatu'], row['wajib_kedua']]}"
            )
            self.assertTrue(text.startswith(expected), text)

    def test_makes_nothing_mandatory_by_schema(self):
        for section in SERVICES.values():
            for element in self.record(section):
                self.assertEqual(element.get("minOccurs"), "0", element.get("name"))

    def test_gives_the_types_and_lengths(self):
        for row, _, element in self.items():
            if row["tipe"] in self.TYPES:
                self.assertEqual(element.get("type"), self.TYPES[row["tipe"]])
            elif row["tipe"] != "desimal":
                self.assertEqual(self.longest(element.get("type")), row["panjang_maks"])

    def test_lets_fields_repeat_64_times(self):
        for section in SERVICES.values():
            field = self.record(section)[-1]
            self.assertEqual((field.get("name"), field.get("maxOccurs")), ("fieldLain", "64"))

    def longest(self, qname: str) -> str:
        """maxLength of a text type, or of the text that a type with attributes extends."""
        local = qname.rpartition(":")[2]
        for schema in SCHEMAS.values():
            if (node := schema.root.find(f"{XS}simpleType[@name='{local}']/{XS}restriction/{XS}maxLength")) is not None:
                return node.get("value")
            if (node := schema.root.find(f"{XS}complexType[@name='{local}']//{XS}extension")) is not None:
                return self.longest(node.get("base"))
        self.fail(f"{qname} has no maxLength")


if __name__ == "__main__":
    unittest.main()
