import checks
import soap


def run(world):
    good = soap.envelope("pekerja", checks.message(checks.fresh_worker(nama=checks.MARK)))
    declaration, rest = good.split(b"\n", 1)
    for subset in (b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>', b"<!DOCTYPE x>",
                   b'<!DOCTYPE x PUBLIC "a" "http://127.0.0.1:9/x.dtd">'):
        body = declaration + b"\n" + subset + rest.replace(b"Kp. Contoh", b"&f;")
        checks.refused(world, soap.post(world.address(), "pekerja", body), "PESAN_TIDAK_SAH")
