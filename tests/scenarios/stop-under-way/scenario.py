import threading

import checks


def run(world):
    since, answers = checks.newest(world), []
    with checks.lawan_with(world, "delay=800@KirimPekerja"):
        caller = threading.Thread(
            target=lambda: answers.append(checks.send(world, checks.message(checks.fresh_worker()))))
        caller.start()
        try:
            checks.await_state(world, since, "sending")
        finally:
            status = world.gateway.stop()
            caller.join(30)
            world.start_gateway()
    checks.equal(0, status, "exit status")
    checks.equal(["SELESAI"], [one.value("status") for one in answers], "answer")
