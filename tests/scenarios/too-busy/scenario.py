import threading

import checks

WORLD = "narrow"


def run(world):
    since, taken = checks.newest(world), []
    with checks.lawan_with(world, "delay=1500@KirimPekerja"):
        caller = threading.Thread(
            target=lambda: taken.append(checks.send(world, checks.message(checks.fresh_worker()))))
        caller.start()
        try:
            checks.await_state(world, since, "sending")
            answer = checks.send(world, checks.message(checks.fresh_worker(nama=checks.MARK)))
            checks.refused_before_soap(world, since, answer, 503, "BATAS_TERLAMPAUI")
            checks.equal(True, int(answer.headers["retry-after"]) > 0, "Retry-After")
        finally:
            caller.join(30)
    checks.equal([(200, "SELESAI")], [(one.status, one.value("status")) for one in taken], "the one that was taken")
