import checks


def run(world):
    body = checks.message(checks.fresh_worker(nama=checks.MARK))
    checks.refused(world, checks.send(world, body + "</e:Body><e:Header/><e:Body>"), "PESAN_TIDAK_SAH")
    checks.refused(world, checks.send(world, ""), "PESAN_TIDAK_SAH")
