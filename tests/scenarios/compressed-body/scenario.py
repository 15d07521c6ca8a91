import gzip

import checks
import soap


def run(world):
    since = checks.newest(world)
    body = gzip.compress(soap.envelope("pekerja", checks.message(checks.fresh_worker(nama=checks.MARK))))
    answer = soap.post(world.address(), "pekerja", body, headers={"Content-Encoding": "gzip"})
    checks.refused_before_soap(world, since, answer, 415, "PESAN_TIDAK_SAH")
