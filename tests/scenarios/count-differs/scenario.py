import checks


def run(world):
    worker = checks.fresh_worker(nama=checks.MARK)
    for jumlah in (2, 1000):
        answer = checks.send(world, checks.message(worker, jumlah=jumlah))
        checks.refused(world, answer, "JUMLAH_TIDAK_COCOK")
    checks.equal(False, checks.known_to_lawan(world, worker), "sent on")
