import checks


def run(world):
    worker = checks.fresh_worker()
    broken = checks.message(worker).replace("</s:pekerja>", f"<s:agama>{checks.MARK}</s:agama></s:pekerja>")
    answer = checks.send(world, broken)
    checks.refused(world, answer, "PESAN_TIDAK_SAH")
    checks.equal(False, checks.known_to_lawan(world, worker), "sent on")
