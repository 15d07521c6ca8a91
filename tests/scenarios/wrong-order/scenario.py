import checks


def run(world):
    worker = checks.fresh_worker(nama=checks.MARK)
    turned = dict(reversed(worker.items()))
    checks.refused(world, checks.send(world, checks.message(turned)), "PESAN_TIDAK_SAH")
    checks.equal(False, checks.known_to_lawan(world, worker), "sent on")
