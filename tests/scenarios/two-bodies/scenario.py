import checks


def run(world):
    for between in ("", "</e:Body><e:Body>"):
        first, second = checks.fresh_worker(nama=checks.MARK), checks.fresh_worker()
        answer = checks.send(world, checks.message(first) + between + checks.message(second))
        checks.refused(world, answer, "PESAN_TIDAK_SAH")
        checks.equal([False, False], [checks.known_to_lawan(world, one) for one in (first, second)], "sent on")
