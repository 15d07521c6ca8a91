"""zeep, which knows nothing of the services but what `?wsdl` tells it, against the running gateway."""

import datetime
import sys
import unittest
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "harness"))
import harness  # noqa: E402
import records  # noqa: E402
import report  # noqa: E402

try:
    import requests
    import zeep
except ImportError as missing:
    sys.exit(f"this test needs zeep (Debian: python3-zeep): {missing}")

SERVICES = {"badan-usaha": "BadanUsaha", "pimpinan": "Pimpinan", "pekerja": "Pekerja"}
VERSIONS = ("11", "12")
XSD = "{http://www.w3.org/2001/XMLSchema}"


def field(nama, value):
    return {"nama": nama, "_value_1": value}


def full_company(number):
    return {
        **records.company(number),
        "nama": f"PT {records.NON_ASCII_NAME}",
        "kbli": [{"_value_1": "13121", "edisi": "2020"}, {"_value_1": "14111", "edisi": "2025"},
                 {"_value_1": "14120"}],
        "nomorTeleponPengelola": "083900009001",
        "koordinat": {"lintang": Decimal("-6.941200"), "bujur": Decimal("107.753800")},
        "jumlahPekerja": 5,
    }


def minimal_company(party, number):
    record = {**records.company(number), "kbli": [{"_value_1": "13121"}]}
    if party == "kesatu":
        return record
    return {name: record[name] for name in ("npwp", "nama", "alamat")}


def full_officers(number):
    return {"badanUsaha": records.company_key(number), **records.officers(),
            "namaPengurus": records.NON_ASCII_NAME}


def minimal_officers(party, number):
    record = {"badanUsaha": records.company_key(number), **records.officers()}
    if party == "kedua":
        del record["alamatPengurus"], record["alamatPemilik"]
    return record


def full_worker(number):
    return {
        **records.member(number, nama=records.NON_ASCII_NAME, nomorHp="083900000001", jabatan="Operator",
                         statusPegawai="PKWT"),
        "jumlahAnggotaKeluarga": 2,
        "fieldLain": [field("kewarganegaraan", "JPN"), field("jenisIdentitas", "KITAS"),
                      field("nomorPaspor", "TX9999001"), field("nomorIzinTinggal", "9Z99AA0001-X")],
    }


def minimal_worker(party, number):
    return records.worker(number) if party == "kesatu" else records.member(number)


class ZeepCase(unittest.TestCase):
    def client(self, section, party="kesatu"):
        session = requests.Session()
        session.trust_env = False
        self.addCleanup(session.close)
        transport = zeep.transports.Transport(session=session, operation_timeout=30)
        return zeep.Client(self.world.url(party, section) + "?wsdl", transport=transport)

    def service(self, section, version="11", party="kesatu"):
        name = SERVICES[section]
        return self.client(section, party).bind(f"{name}Service", f"{name}Soap{version}Port")

    def fault_of(self, call, **arguments):
        with self.assertRaises(zeep.exceptions.Fault) as caught:
            call(**arguments)
        kesalahan = caught.exception.detail.find("{urn:jembatan:umum:1}Kesalahan")
        self.assertIsNotNone(kesalahan)
        value = {one.tag.rpartition("}")[2]: one.text for one in kesalahan}
        return caught.exception, value

    def assert_accepted(self, answer, records_given=1):
        self.assertEqual("SELESAI", answer.status)
        self.assertEqual([("DITERIMA", number + 1) for number in range(records_given)],
                         [(one.status, int(one.urutan)) for one in answer.hasil], answer)

    def assert_same_values(self, expected, received):
        """Every value given came back as it was given; what was not given is absent."""
        given = zeep.helpers.serialize_object(received, dict)
        for name, value in given.items():
            wanted = expected.get(name)
            if isinstance(value, datetime.date):
                value = value.isoformat()
            if isinstance(wanted, list):
                value = [{key: text for key, text in one.items() if text is not None} for one in value]
            if isinstance(wanted, dict) and isinstance(value, dict):
                value = {key: text for key, text in value.items() if text is not None}
            if wanted is None:
                self.assertIn(value, (None, []), name)
            else:
                self.assertEqual(wanted, value, name)


class Documents(ZeepCase):
    def test_every_schema_that_a_wsdl_imports_comes_from_the_same_server(self):
        for party in harness.PARTIES:
            for section in SERVICES:
                start = self.world.url(party, section) + "?wsdl"
                waiting, seen = [start], set()
                while waiting:
                    url = waiting.pop()
                    if url in seen:
                        continue
                    seen.add(url)
                    with urllib.request.urlopen(url, timeout=10) as answer:
                        self.assertIn("xml", answer.headers["Content-Type"], url)
                        tree = ET.fromstring(answer.read())
                    for one in tree.iter(XSD + "import"):
                        target = urllib.parse.urljoin(url, one.get("schemaLocation"))
                        self.assertEqual(urllib.parse.urlsplit(start).netloc,
                                         urllib.parse.urlsplit(target).netloc)
                        waiting.append(target)
                self.assertGreaterEqual(len(seen), 3, seen)

    def test_the_wsdl_names_the_address_that_the_client_used(self):
        for party in harness.PARTIES:
            for section, name in SERVICES.items():
                ports = self.client(section, party).wsdl.services[f"{name}Service"].ports
                self.assertEqual({self.world.url(party, section)},
                                 {port.binding_options["address"] for port in ports.values()})


class EveryOperation(ZeepCase):
    """All 16, as Pihak Kesatu, each over SOAP 1.1 and 1.2."""

    def test_badan_usaha(self):
        for number, version in enumerate(VERSIONS, 10):
            with self.subTest(version=version):
                service = self.service("badan-usaha", version)
                company, kunci = full_company(number), records.company_key(number)
                id_pesan = records.new_id()
                self.assert_accepted(service.KirimBadanUsaha(
                    idPesan=id_pesan, jumlahData=1, badanUsaha=[company]))
                company["email"] = "baru@contoh-tekstil.example"
                self.assert_accepted(service.SelaraskanBadanUsaha(
                    idPesan=records.new_id(), badanUsaha=[company]))
                taken = service.AmbilBadanUsaha(idPesan=records.new_id(), kunci=kunci)
                self.assert_same_values(company, taken.badanUsaha)
                listed = service.DaftarBadanUsaha(idPesan=records.new_id(), batas=1000)
                self.assertIn(company["npwp"], [one.npwp for one in listed.badanUsaha])
                status = service.StatusPendaftaran(idPesan=records.new_id(), kunci=kunci)
                self.assertEqual("TERDAFTAR", status.status)
                asked = service.StatusPesan(idPesan=records.new_id(), idPesanDicari=id_pesan)
                self.assertEqual("SELESAI", asked.statusPesan)
                self.assertEqual("DITERIMA", asked.hasil[0].status)

    def test_pimpinan(self):
        for number, version in enumerate(VERSIONS, 20):
            with self.subTest(version=version):
                service = self.service("pimpinan", version)
                officers, id_pesan = full_officers(number), records.new_id()
                self.assert_accepted(service.KirimPimpinan(idPesan=id_pesan, pimpinan=[officers]))
                officers["namaPemilik"] = "Wati Rekaan Kusuma"
                self.assert_accepted(service.SelaraskanPimpinan(
                    idPesan=records.new_id(), jumlahData=1, pimpinan=[officers]))
                taken = service.AmbilPimpinan(idPesan=records.new_id(), kunci=officers["badanUsaha"])
                self.assert_same_values(officers, taken.pimpinan)
                asked = service.StatusPesan(idPesan=records.new_id(), idPesanDicari=id_pesan)
                self.assertEqual("SELESAI", asked.statusPesan)

    def test_pekerja(self):
        for number, version in enumerate(VERSIONS, 30):
            with self.subTest(version=version):
                service = self.service("pekerja", version)
                company, worker = records.company_key(number), full_worker(number)
                other = records.worker(number + 10)
                id_pesan = records.new_id()
                self.assert_accepted(service.KirimPekerja(
                    idPesan=id_pesan, badanUsaha=company, jumlahData=2, pekerja=[worker, other]), 2)
                worker["jabatan"] = "Kepala Regu"
                self.assert_accepted(service.SelaraskanPekerja(
                    idPesan=records.new_id(), badanUsaha=company, pekerja=[worker]))
                taken = service.AmbilPekerja(idPesan=records.new_id(), nik=worker["nik"])
                self.assert_same_values(worker, taken.pekerja)
                first = service.DaftarPekerja(idPesan=records.new_id(), badanUsaha=company, batas=1)
                rest = service.DaftarPekerja(idPesan=records.new_id(), badanUsaha=company,
                                             lanjutan=first.lanjutan)
                self.assertEqual({worker["nik"], other["nik"]},
                                 {one.nik for one in first.pekerja + rest.pekerja})
                self.assertIsNone(rest.lanjutan)
                potential = service.PotensiPekerja(idPesan=records.new_id(), badanUsaha=company)
                self.assertEqual(
                    (2, 1, 1), (potential.jumlahPekerja, potential.jumlahPesertaJkn,
                                potential.jumlahPotensi))
                asked = service.StatusPesan(idPesan=records.new_id(), idPesanDicari=id_pesan)
                self.assertEqual("SELESAI", asked.statusPesan)
                self.assertEqual(2, len(asked.hasil))

    def test_the_main_ones_as_pihak_kedua(self):
        for number, version in enumerate(VERSIONS, 60):
            with self.subTest(version=version):
                kunci, worker = records.company_key(number), full_worker(number)
                companies = self.service("badan-usaha", version, "kedua")
                self.assert_accepted(companies.KirimBadanUsaha(
                    idPesan=records.new_id(), badanUsaha=[full_company(number)]))
                self.assertEqual(
                    full_company(number)["nama"],
                    companies.AmbilBadanUsaha(idPesan=records.new_id(), kunci=kunci).badanUsaha.nama)
                self.assert_accepted(self.service("pimpinan", version, "kedua").KirimPimpinan(
                    idPesan=records.new_id(), pimpinan=[full_officers(number)]))
                workers = self.service("pekerja", version, "kedua")
                self.assert_accepted(workers.KirimPekerja(
                    idPesan=records.new_id(), badanUsaha=kunci, pekerja=[worker]))
                self.assert_same_values(
                    worker, workers.AmbilPekerja(idPesan=records.new_id(), nik=worker["nik"]).pekerja)

    def test_only_what_is_mandatory_for_each_party(self):
        for number, party in enumerate(harness.PARTIES, 70):
            with self.subTest(party=party):
                self.assert_accepted(self.service("badan-usaha", party=party).KirimBadanUsaha(
                    idPesan=records.new_id(), badanUsaha=[minimal_company(party, number)]))
                self.assert_accepted(self.service("pimpinan", party=party).KirimPimpinan(
                    idPesan=records.new_id(), pimpinan=[minimal_officers(party, number)]))
                self.assert_accepted(self.service("pekerja", party=party).KirimPekerja(
                    idPesan=records.new_id(), badanUsaha={"npwp": records.npwp(number)},
                    pekerja=[minimal_worker(party, number)]))


class WhatCanGoWrong(ZeepCase):
    def send(self, service, id_pesan, *workers):
        return service.KirimPekerja(idPesan=id_pesan, badanUsaha=records.company_key(80),
                                    pekerja=list(workers))

    def test_a_fault_has_its_code_and_its_number_in_the_journal(self):
        for version, code in (("11", "Client"), ("12", "Sender")):
            with self.subTest(version=version):
                fault, kesalahan = self.fault_of(
                    self.service("pekerja", version).KirimPekerja, idPesan=records.new_id(), jumlahData=7,
                    badanUsaha=records.company_key(80), pekerja=[records.worker(80)])
                self.assertTrue(fault.code.endswith(code), fault.code)
                self.assertEqual("JUMLAH_TIDAK_COCOK", kesalahan["kode"])
                self.assertTrue(kesalahan["pesan"] and kesalahan["pesanInggris"])
                entry = self.world.entry(int(kesalahan["nomorPertukaran"]))
                self.assertEqual(("refused", "JUMLAH_TIDAK_COCOK", "KirimPekerja"),
                                 (entry["keadaan"], entry["hasil"], entry["operasi"]))

    def test_a_field_that_was_not_agreed_rejects_its_record(self):
        worker = {**records.worker(81), "fieldLain": [field("golonganDarah", "O")]}
        answer = self.send(self.service("pekerja"), records.new_id(), worker)
        self.assertEqual("DITOLAK", answer.status)
        self.assertEqual(["D_FIELD_TAK_DISEPAKATI"], [one.kode for one in answer.hasil[0].temuan])

    def test_the_same_message_again_gets_the_same_answer(self):
        service, id_pesan = self.service("pekerja"), records.new_id()
        first = self.send(service, id_pesan, records.worker(82))
        again = self.send(service, id_pesan, records.worker(82))
        self.assertEqual(zeep.helpers.serialize_object(first), zeep.helpers.serialize_object(again))
        repeats = [one["hasil"] for one in self.world.journal("--id-pesan", id_pesan)]
        self.assertEqual(["ULANGAN", "SELESAI"], repeats)

    def test_other_content_under_the_same_id_is_a_fault(self):
        service, id_pesan = self.service("pekerja"), records.new_id()
        self.send(service, id_pesan, records.worker(83))
        _, kesalahan = self.fault_of(
            service.KirimPekerja, idPesan=id_pesan, badanUsaha=records.company_key(80),
            pekerja=[records.worker(83, jabatan="Lain")])
        self.assertEqual("ID_PESAN_DIPAKAI_ULANG", kesalahan["kode"])

    def test_a_bad_date_rejects_its_record_only(self):
        service = self.service("pekerja")
        bad = records.worker(85, tanggalLahir="1990-02-30")
        answer = self.send(service, records.new_id(), records.worker(84), bad, records.worker(86))
        self.assertEqual("SELESAI", answer.status)
        self.assertEqual(["DITERIMA", "DITOLAK", "DITERIMA"], [one.status for one in answer.hasil])
        self.assertIn("C4_FORMAT", [one.kode for one in answer.hasil[1].temuan])
        for worker, known in ((records.worker(84), True), (bad, False), (records.worker(86), True)):
            taken = service.AmbilPekerja(idPesan=records.new_id(), nik=worker["nik"])
            self.assertEqual(known, taken.pekerja is not None, worker["nik"])

    def test_what_was_given_while_the_other_party_was_away_is_delivered_later(self):
        service, id_pesan, worker = self.service("pekerja"), records.new_id(), records.worker(87)
        self.world.kill_sandbox("kedua")
        try:
            answer = self.send(service, id_pesan, worker)
            self.assertEqual("TERTUNDA", answer.status)
            asked = service.StatusPesan(idPesan=records.new_id(), idPesanDicari=id_pesan)
            self.assertEqual("TERTUNDA", asked.statusPesan)
            self.assertEqual(answer.nomorPertukaran, asked.nomorPertukaranDicari)
            _, kesalahan = self.fault_of(service.AmbilPekerja, idPesan=records.new_id(), nik=worker["nik"])
            self.assertEqual("PIHAK_LAWAN_TIDAK_TERSEDIA", kesalahan["kode"])
        finally:
            self.world.start_sandbox("kedua")
        harness.await_true("the message is delivered", lambda: service.StatusPesan(
            idPesan=records.new_id(), idPesanDicari=id_pesan).statusPesan == "SELESAI")
        taken = service.AmbilPekerja(idPesan=records.new_id(), nik=worker["nik"])
        self.assertEqual(worker["nama"], taken.pekerja.nama)


if __name__ == "__main__":
    with harness.World(addendum=harness.ADDENDUM) as world:
        status = report.run(sys.modules[__name__], world)
    sys.exit(status)
