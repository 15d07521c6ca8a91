import checks
import soap


def run(world):
    for version in ("1.1", "1.2"):
        worker = checks.fresh_worker()
        header = ('<e:Header><x:Tanda xmlns:x="urn:contoh" e:mustUnderstand="{}">'
                  f"{checks.MARK}</x:Tanda></e:Header>")
        body = checks.message(worker)
        strict = soap.envelope("pekerja", body, version, header.format(1))
        answer = soap.post(world.address(), "pekerja", strict, version)
        checks.refused(world, answer, "PESAN_TIDAK_SAH")
        code = answer.value("faultcode" if version == "1.1" else "Value")
        checks.equal("MustUnderstand", code.rpartition(":")[2], "the fault's code")
        lenient = soap.envelope("pekerja", body, version, header.format(0))
        checks.equal(200, soap.post(world.address(), "pekerja", lenient, version).status, "HTTP status")
