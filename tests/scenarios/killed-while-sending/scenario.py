import http.client
import threading

import checks
import records


def call_in_vain(world, body):
    try:
        checks.send(world, body)
    except (OSError, http.client.HTTPException):
        return


def run(world):
    since, worker, id_pesan = checks.newest(world), checks.fresh_worker(), records.new_id()
    with checks.lawan_with(world, "delay=1200@KirimPekerja"):
        caller = threading.Thread(target=call_in_vain, args=(world, checks.message(worker, id_pesan=id_pesan)))
        caller.start()
        try:
            number = checks.await_state(world, since, "sending")
        finally:
            world.gateway.kill()
            caller.join(30)
        checks.recorded(world, number, "sending", "")
        world.start_gateway()
        # In doubt, or under way again: a gateway that starts repeats it at once.
        checks.equal(True, checks.status_of(world, id_pesan) in ("RAGU", "TERTUNDA"), "StatusPesan")
    checks.await_delivery(world, id_pesan, worker)
    checks.equal(True, world.entry(number)["percobaan"] > 1, "sent again")
