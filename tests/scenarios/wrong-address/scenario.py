import checks
import soap


def run(world):
    body = soap.envelope("pekerja", checks.message(checks.fresh_worker(nama=checks.MARK)))
    checks.refused(world, soap.post(world.address(), "pimpinan", body), "OPERASI_TIDAK_DIKENAL")
    checks.refused(world, soap.post(world.address(), "lain", body), "OPERASI_TIDAK_DIKENAL")
