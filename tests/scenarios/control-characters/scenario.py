import checks
import soap


def run(world):
    for bad in (b"\x00", b"\x01", b"\x0b", b"&#0;", b"&#1;", b"&#xD800;", b"&#x110000;", b"\xef\xbf\xbe"):
        body = soap.envelope("pekerja", checks.message(checks.fresh_worker(nama=checks.MARK)))
        body = body.replace(checks.MARK.encode(), checks.MARK.encode() + bad)
        answer = soap.post(world.address(), "pekerja", body)
        checks.refused(world, answer, "PESAN_TIDAK_SAH")
