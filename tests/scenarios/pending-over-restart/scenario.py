import checks
import records


def run(world):
    worker, id_pesan = checks.fresh_worker(), records.new_id()
    with checks.lawan_away(world):
        checks.send(world, checks.message(worker, id_pesan=id_pesan))
        checks.equal(0, world.gateway.stop(), "exit status")
        world.start_gateway()
        checks.equal("TERTUNDA", checks.status_of(world, id_pesan), "StatusPesan")
    checks.await_delivery(world, id_pesan, worker)
