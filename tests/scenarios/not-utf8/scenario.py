import checks
import soap


def run(world):
    good = soap.envelope("pekerja", checks.message(checks.fresh_worker(nama=checks.MARK)))
    mark = checks.MARK.encode()
    bodies = [good.replace(mark, mark + bad)
              for bad in (b"\xd1o\xf1o", b"\xc0\xbc", b"\xe2\x82", b"\xed\xa0\x80", b"\xf5\x80\x80\x80")]
    bodies += [good.decode().encode("utf-16"), good.replace(b'"UTF-8"', b'"ISO-8859-1"')]
    for body in bodies:
        checks.refused(world, soap.post(world.address(), "pekerja", body), "PESAN_TIDAK_SAH")
